import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '#core/errors.ts';
import type { RotationRow } from '#core/ports/rotations.ts';
import type { Rotation } from '#shared/model/rotation.ts';
import { createRotatingWorld, INVALID, type RotatingWorld } from './rotating-world.ts';
import { codeOf } from './world.ts';

const HOUR = 3_600_000;

let world: RotatingWorld;
beforeEach(async () => {
  world = await createRotatingWorld();
});
afterEach(() => world.end());

const start = (extra = {}): Promise<Rotation> => world.rotating.start({ keyId: world.key.id, ...extra });
const steps = (id: string) => world.rotating.journal(id).map(({ step, state }) => `${step} ${state}`);
const statusOf = (id: string) => world.ledger.keys.get(id)?.status ?? 'gone';
const openRun = () => {
  const [run] = world.rotating.list();
  if (run === undefined) throw new Error('there is no run');
  return run;
};

describe('a new key beside the old one, without an overlap', () => {
  it('takes its place under the same id, everywhere, and the old one is refused', async () => {
    const [one, two] = [await world.deliver(), await world.deliver()];
    const before = await world.value();
    const run = await start({ overlap: 'none' });
    const after = await world.value();
    expect(run).toMatchObject({
      state: 'done',
      kind: 'replace',
      problem: null,
      written: 2,
      toWrite: 2,
      can: [],
    });
    expect(after).not.toBe(before);
    expect([world.places.get(one), world.places.get(two)]).toEqual([after, after]);
    expect([world.isAlive(before ?? ''), world.isAlive(after ?? '')]).toEqual([false, true]);
    expect(world.keys.get(world.key.id)).toMatchObject({
      name: 'CI',
      tags: ['ci'],
      variable: 'CI_KEY',
      held: true,
    });
    expect(world.alive()).toEqual([world.keys.get(world.key.id).remoteId]);
  });

  it('has the old one’s name, scopes and description, with the day', async () => {
    await start({ overlap: 'none' });
    expect(world.keys.get(world.key.id)).toMatchObject({
      name: 'CI',
      scopes: world.key.scopes,
      description: 'nightly (rotated 2026-11-20)',
    });
    await start({ overlap: 'none' });
    expect(world.keys.get(world.key.id).description).toBe('nightly (rotated 2026-11-20)');
  });

  it('leaves one value in the storage, and the old key’s row as the service keeps it', async () => {
    await start({ overlap: 'none' });
    expect(world.accounts()).toEqual([`${world.development.id}/${world.key.id}`]);
    const old = world.keys.list().find(({ replacedBy }) => replacedBy === world.key.id);
    expect(old).toMatchObject({
      status: 'revoked',
      held: false,
      variable: null,
      remoteId: world.key.remoteId,
    });
    expect(old?.name).toBe('CI (replaced 2026-11-20)');
  });

  it('writes every step into its journal, in order', async () => {
    await world.deliver();
    const run = await start({ overlap: 'none' });
    expect(steps(run.id)).toEqual([
      ...['create begun', 'create done', 'verify done', 'switch begun', 'switch done'],
      ...['rewrite done', 'rewrite done', 'rewrite done', 'reread done', 'reread done', 'people done'],
      ...['overlap done', 'disable done', 'watch done', 'revoke begun', 'revoke done', 'refuse done'],
    ]);
  });

  it('is told under its name while it goes on, and the name stays one', async () => {
    const seen: string[][] = [];
    const isOnce = (names: readonly string[]) => names.filter((name) => name === 'CI').length === 1;
    await world.rotating.start(
      { keyId: world.key.id, overlap: 'none' },
      {
        onStep: () => seen.push(world.keys.list().map(({ name }) => name)),
      },
    );
    expect(new Set(seen.flat())).toEqual(new Set(['CI', 'CI (replaced 2026-11-20)']));
    expect(seen.every(isOnce)).toBe(true);
    expect(world.keys.find('CI').id).toBe(world.key.id);
  });
});

describe('an overlap', () => {
  it('keeps both alive, hands out the new one, and ends in a watch and a revoke', async () => {
    const before = (await world.value()) ?? '';
    const run = await start({ overlap: '24h' });
    expect(run).toMatchObject({ state: 'overlap', watch: '1h', resumeAt: '2026-11-21T12:00:00.000Z' });
    expect([world.isAlive(before), world.isAlive((await world.value()) ?? '')]).toEqual([true, true]);
    world.clock.advance(23 * HOUR);
    await world.rotating.resume();
    expect(world.rotating.get(run.id).state).toBe('overlap');
    world.clock.advance(HOUR);
    expect(await world.rotating.resume()).toBe(1);
    expect(world.rotating.get(run.id)).toMatchObject({ state: 'watching', step: 'watch' });
    expect(world.isAlive(before)).toBe(false);
    world.clock.advance(HOUR);
    await world.rotating.resume();
    expect(world.rotating.get(run.id)).toMatchObject({ state: 'done', problem: null });
  });

  it('ends at once where a person says so', async () => {
    const run = await start({ overlap: '7d', watch: 'none' });
    expect((await world.rotating.act({ id: run.id, act: 'continue' }, null)).state).toBe('done');
  });

  it('is taken back whole: the old value everywhere, no new key', async () => {
    const delivery = await world.deliver();
    const before = await world.value();
    const run = await start({ overlap: '24h' });
    expect(await world.rotating.act({ id: run.id, act: 'undo' }, null)).toMatchObject({ state: 'undone' });
    expect(await world.value()).toBe(before);
    expect(world.places.get(delivery)).toBe(before);
    expect(world.alive()).toEqual([world.key.remoteId]);
    expect(world.keys.get(world.key.id)).toEqual({
      ...world.key,
      deliveries: world.keys.get(world.key.id).deliveries,
    });
    expect(world.accounts()).toHaveLength(1);
  });

  it('taken back, what was exported meanwhile has the old value too', async () => {
    const old = await world.value();
    const before = await world.deliver();
    const { id } = await start({ overlap: '7d' });
    const meanwhile = await world.deliver();
    const byHand = await world.deliver('input', undefined, world.clock.now().toISOString());
    expect(world.places.get(meanwhile)).not.toBe(old);
    const asked = await world.rotating.act({ id, act: 'undo' }, null);
    expect([world.places.get(before), world.places.get(meanwhile)]).toEqual([old, old]);
    expect(asked).toMatchObject({ state: 'waiting', step: 'undo' });
    expect(asked.problem).toContain(byHand);
    expect(asked.tasks).toMatchObject([{ delivery: byHand }]);
    expect((await world.rotating.act({ id, act: 'continue' }, null)).state).toBe('undone');
    expect(world.alive()).toEqual([world.key.remoteId]);
  });

  it('taken back while the old one is switched off, it is switched on again', async () => {
    const run = await start({ overlap: '1h' });
    world.clock.advance(HOUR);
    await world.rotating.resume();
    expect(statusOf(world.ledger.rotations.get(run.id)?.oldId ?? '')).toBe('inactive');
    await world.rotating.act({ id: run.id, act: 'undo' }, null);
    expect(world.isAlive((await world.value()) ?? '')).toBe(true);
    expect(world.keys.get(world.key.id).status).toBe('active');
  });

  it.each(['revoke', 'delete', 'disable'] as const)(
    'nobody can %s the key or its old value meanwhile',
    async (act) => {
      const run = await start();
      const { oldId = '' } = world.ledger.rotations.get(run.id) ?? {};
      for (const id of [world.key.id, oldId])
        expect(await codeOf(() => world.keys.act({ id, act }))).toBe('conflict');
      expect(await codeOf(() => world.keys.regenerate({ id: world.key.id }, null))).toBe('conflict');
    },
  );

  it('begun this moment by a process that lives, it is left to that', async () => {
    const run = await start();
    const begun = {
      ...world.ledger.rotations.get(run.id),
      id: crypto.randomUUID(),
      step: 'create',
      state: 'running',
    };
    world.ledger.rotations.put({ ...begun, writer: 1 } as RotationRow);
    expect(await world.openRotating(2).resume()).toBe(0);
    world.living.delete(1);
    expect(await world.openRotating(2).resume()).toBe(1);
  });

  it('does not begin twice for one key', async () => {
    await start();
    expect(await codeOf(() => start())).toBe('conflict');
  });
});

describe('what fails before the old key is revoked', () => {
  const failing: readonly [string, () => void, string][] = [
    [
      'the service makes no key',
      () => {
        world.service.create = 'refused';
      },
      'refused',
    ],
    [
      'the new key is refused',
      () => {
        world.service.verdict = () => INVALID;
      },
      'refused',
    ],
    [
      'a file cannot be written',
      () => {
        world.broken.next = new AppError('file-failed', { message: 'Full.' });
      },
      'file-failed',
    ],
  ];
  it.each(failing)('is taken back: %s', async (_, breakIt, code) => {
    const delivery = await world.deliver();
    const before = await world.value();
    breakIt();
    expect(await codeOf(() => start())).toBe(code);
    expect(openRun()).toMatchObject({ state: 'failed' });
    expect(openRun().problem).not.toBeNull();
    expect([await world.value(), world.places.get(delivery)]).toEqual([before, before]);
    expect(world.alive()).toEqual([world.key.remoteId]);
    expect(world.accounts()).toHaveLength(1);
  });

  it('a lost answer is looked for, its key deleted, and another made', async () => {
    world.service.create = 'lost';
    const run = await start({ overlap: 'none' });
    expect(run).toMatchObject({ state: 'retrying', step: 'create' });
    world.service.create = 'ok';
    world.clock.advance(60_000);
    await world.rotating.resume();
    expect(world.rotating.get(run.id).state).toBe('done');
    expect(world.alive()).toEqual([world.keys.get(world.key.id).remoteId]);
  });

  it('a limit of addresses whose answer was lost is set before the key is handed out', async () => {
    const row = world.ledger.keys.get(world.key.id);
    if (row === null) throw new Error('there is no key');
    world.ledger.keys.put({ ...row, allowedIps: ['203.0.113.0/24'] });
    const { keys, calls } = world.service;
    const set = keys.set.bind(keys);
    // It takes no addresses with the request for a key.
    keys.set = (id, key) => set(id, calls.at(-1) === 'create' ? Object.assign(key, { allowedIps: [] }) : key);
    world.service.fail.allowIps = new AppError('outcome-unknown', { message: 'The answer was lost.' });
    const run = await start({ overlap: 'none' });
    expect(run).toMatchObject({ state: 'retrying', step: 'create' });
    world.clock.advance(HOUR);
    await world.rotating.resume();
    expect(world.rotating.get(run.id).state).toBe('done');
    const [alive] = world.alive();
    expect(world.service.keys.get(alive ?? '')?.allowedIps).toEqual(['203.0.113.0/24']);
    expect(world.keys.get(world.key.id).allowedIps).toEqual(['203.0.113.0/24']);
  });

  it('stopped, runs that had not gone on yet are left as they are', async () => {
    world.service.fail.create = new AppError('rate-limited', { message: 'Slowly.' });
    const run = await start();
    expect(run).toMatchObject({ state: 'retrying', step: 'create' });
    world.clock.advance(HOUR);
    await world.rotating.resume(AbortSignal.abort());
    expect(world.rotating.get(run.id)).toMatchObject({ state: 'retrying', step: 'create' });
  });

  it('a locked storage stops it where it is, and it goes on once it is open', async () => {
    const run = await start({ overlap: '1h' });
    world.clock.advance(2 * HOUR);
    world.storage.state = 'locked';
    await world.rotating.resume();
    expect(world.rotating.get(run.id).state).toBe('retrying');
    world.storage.state = 'ready';
    world.clock.advance(60_000);
    await world.rotating.resume();
    expect(world.rotating.get(run.id).problem).toBeNull();
  });

  it('cancelled, it goes back', async () => {
    const stop = new AbortController();
    const delivery = await world.deliver();
    const before = await world.value();
    const onStep = ({ step }: { step: string }) => step === 'reread' && stop.abort();
    expect(
      await codeOf(() => world.rotating.start({ keyId: world.key.id }, { signal: stop.signal, onStep })),
    ).toBe('cancelled');
    expect(openRun().state).toBe('undone');
    expect([await world.value(), world.places.get(delivery)]).toEqual([before, before]);
  });

  it('cancelled while a new key is made, makes no second one', async () => {
    const stop = new AbortController();
    const before = await world.value();
    world.service.create = 'lost';
    const list = world.service.keys;
    const set = list.set.bind(list);
    list.set = (...args) => {
      stop.abort();
      return set(...args);
    };
    await codeOf(() => world.rotating.start({ keyId: world.key.id }, { signal: stop.signal }));
    world.service.create = 'ok';
    world.clock.advance(120_000);
    await world.rotating.resume();
    expect(openRun().state).toBe('undone');
    expect(await world.value()).toBe(before);
    expect(world.alive()).toEqual([world.key.remoteId]);
  });
});
