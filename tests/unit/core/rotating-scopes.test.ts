import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Secret } from '#core/secret.ts';
import type { RotationRequest } from '#shared/model/rotation.ts';
import { createRotatingWorld, type RotatingWorld } from './rotating-world.ts';
import { codeOf } from './world.ts';

let world: RotatingWorld;
beforeEach(async () => {
  world = await createRotatingWorld();
});
afterEach(() => world.end());

const OTHER = ['notes:write'];
const asking = (extra: Partial<RotationRequest> = {}): RotationRequest => ({
  keyId: world.key.id,
  overlap: 'none',
  scopes: OTHER,
  ...extra,
});
const start = (extra: Partial<RotationRequest> = {}) => world.rotating.start(asking(extra));
const texts = (id: string) => world.rotating.journal(id).map(({ text }) => text);
const stepOf = async (request: RotationRequest, wanted: string) =>
  (await world.rotating.plan(request)).steps.find(({ step }) => step === wanted)?.text ?? '';

describe('a run with other scopes', () => {
  it('gives them to the key under its id, everywhere', async () => {
    const delivery = await world.deliver();
    const before = (await world.value()) ?? '';
    const run = await start();
    expect(run).toMatchObject({ state: 'done', kind: 'replace' });
    expect(world.keys.get(world.key.id)).toMatchObject({ name: 'CI', tags: ['ci'], scopes: OTHER });
    expect(world.places.get(delivery)).toBe(await world.value());
    expect(world.isAlive(before)).toBe(false);
  });

  it('says so in its plan and its journal', async () => {
    expect(await stepOf(asking(), 'create')).toContain('with other scopes: notes:write.');
    expect(await world.rotating.runbook(asking())).toContain('with other scopes: notes:write');
    const run = await start();
    expect(texts(run.id).slice(0, 2)).toEqual([
      'The service is asked for a new key with other scopes: notes:write.',
      expect.stringContaining('with other scopes: notes:write; its value is kept.'),
    ]);
  });

  it('is none where they are the same, in whatever order and number', async () => {
    const scopes = [...world.key.scopes, ...world.key.scopes.toReversed()];
    expect(await stepOf(asking({ scopes }), 'create')).toContain('the same name, scopes and description.');
    const run = await start({ scopes });
    expect(texts(run.id).join()).not.toContain('other scopes');
    expect(world.keys.get(world.key.id).scopes).toEqual(world.key.scopes);
  });

  it('goes back to the old ones', async () => {
    const run = await start({ overlap: '24h' });
    expect(world.keys.get(world.key.id).scopes).toEqual(OTHER);
    await world.rotating.act({ id: run.id, act: 'undo' }, null);
    expect(world.keys.get(world.key.id).scopes).toEqual(world.key.scopes);
  });

  it('is made by hand, and says what to choose in the console', async () => {
    world.service.ways.create = 'guided';
    world.service.ways.regenerate = null;
    expect(await stepOf(asking(), 'enter')).toContain('in the console with other scopes: notes:write, and');
    const run = await start();
    expect(run).toMatchObject({ state: 'waiting', step: 'enter' });
    expect(run.problem).toBe(
      'Make the new key in the console with other scopes: notes:write. Then enter it.',
    );
  });

  it('is no new value of the same key, which would leave them as they are', async () => {
    world.service.ways.create = 'guided';
    expect(await world.rotating.plan(asking({ scopes: undefined }))).toMatchObject({ kind: 'in-place' });
    expect(await world.rotating.plan(asking())).toMatchObject({ kind: 'replace', byHand: true });
    world.service.ways.create = null;
    expect(await codeOf(() => start())).toBe('unsupported');
  });
});

describe('is refused before it begins', () => {
  const refused = async (extra: Partial<RotationRequest>) => {
    const { sent } = world.service;
    const codes = [await codeOf(() => world.rotating.plan(asking(extra))), await codeOf(() => start(extra))];
    expect(world.service.sent).toBe(sent);
    expect(world.ledger.rotations.newestEnded(9)).toEqual([]);
    expect(world.ledger.rotations.open()).toEqual([]);
    return codes;
  };
  const INVALID = ['invalid-input', 'invalid-input'];

  it.each(['api', 'guided'] as const)('with a scope that there is not: %s', async (way) => {
    world.service.ways.create = way;
    expect(await refused({ scopes: ['no:such'] })).toEqual(INVALID);
  });

  it('without a scope, where the service makes no key without', async () => {
    expect(await refused({ scopes: [] })).toEqual(INVALID);
  });

  it('where the old key has one that there is not any more', async () => {
    const row = world.ledger.keys.get(world.key.id);
    if (row !== null) world.ledger.keys.put({ ...row, scopes: ['gone:read'] });
    expect(await refused({ scopes: undefined })).toEqual(INVALID);
    expect(await start()).toMatchObject({ state: 'done' });
  });

  it('for a local key, which has none', async () => {
    const place = { environmentId: world.development.id, name: 'Local', variable: 'LOCAL' };
    const { id } = await world.keys.add(place, new Secret('a-local-value'));
    expect(await refused({ keyId: id })).toEqual(['unsupported', 'unsupported']);
  });
});

describe('the new key', () => {
  const expiresAfter = async (dates: { readonly createdAt: string; readonly expiresAt: string }) => {
    world.service.summary.expiry = 'asked';
    const row = world.ledger.keys.get(world.key.id);
    if (row !== null) world.ledger.keys.put({ ...row, ...dates });
    await start({ scopes: undefined });
    return world.keys.get(world.key.id).expiresAt ?? '';
  };

  it('lives as long as the old one was to live', async () => {
    const week = { createdAt: '2026-11-01T00:00:00.000Z', expiresAt: '2026-11-08T00:00:00.000Z' };
    expect(await expiresAfter(week)).toBe('2026-11-27T12:00:00.000Z');
  });

  it.each([
    ['ends before it begins', '2026-12-31T00:00:00.000Z', '2020-01-01T00:00:00.000Z', /^20\d\d-/],
    ['is eight thousand years', '1970-01-02T00:00:00.000Z', '9999-12-31T00:00:00.000Z', /^9999-/],
  ])('has an end that can be written where the life told by the service %s', async (_, from, to, end) => {
    const expiresAt = await expiresAfter({ createdAt: from, expiresAt: to });
    expect(expiresAt).toMatch(end);
    expect(Date.parse(expiresAt)).toBeGreaterThan(world.clock.now().getTime());
  });

  it('may be used from the same addresses', async () => {
    const row = world.ledger.keys.get(world.key.id);
    if (row !== null) world.ledger.keys.put({ ...row, allowedIps: ['10.0.0.0/8'] });
    await start();
    expect(world.keys.get(world.key.id).allowedIps).toEqual(['10.0.0.0/8']);
  });
});
