import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '#core/errors.ts';
import { connectionAccount } from '#core/ports/secret-store.ts';
import { Secret } from '#core/secret.ts';
import type { Key } from '#shared/model/key.ts';
import { codeOf, createWorld, type World } from './world.ts';

let world: World;
let key: Key;
beforeEach(async () => {
  world = await createWorld();
  key = await world.keys.create({
    environmentId: world.development.id,
    connectionId: world.inDevelopment.id,
    name: 'CI',
    description: 'nightly',
    tags: ['ci'],
    variable: 'CI_KEY',
    allowedIps: ['10.0.0.0/8'],
  });
});
afterEach(() => world.end());

const NEW = 'fk_live_zyxwvutsrqponmlk';
const replace = (extra = {}, secret: string | null = null) =>
  world.keys.replace({ id: key.id, ...extra }, secret === null ? null : new Secret(secret));
const statusOf = (of: Key) => world.keys.list().find(({ id }) => id === of.id)?.status ?? 'gone';

function deliver(): string {
  const id = crypto.randomUUID();
  world.ledger.deliveries.put({
    id,
    target: 'claude-desktop',
    keyId: key.id,
    environmentId: key.environmentId,
    mechanism: 'launcher',
    file: '/home/u/claude.json',
    server: 'ci',
    variable: 'CI_KEY',
    scope: 'user',
    reference: null,
    entryHash: '',
    written: null,
    companions: [],
    imported: false,
    createdAt: '2026-11-20T10:00:00.000Z',
  });
  return id;
}

describe('a new key in place of an old one', () => {
  it('is like it, and the old one is revoked', async () => {
    const { key: made, left } = await replace();
    const { name, description, tags, variable, allowedIps, scopes } = key;
    expect(made).toMatchObject({ name, description, tags, variable, allowedIps, scopes, held: true });
    expect(made.id).not.toBe(key.id);
    expect(left).toBeNull();
    expect(statusOf(key)).toBe('revoked');
  });

  it('has the notes of the old one', async () => {
    await world.keys.edit({ id: key.id, notes: 'Ada knows.' });
    const { key: made } = await replace();
    expect(made.notes).toBe('Ada knows.');
    expect(world.keys.get(made.id)).toMatchObject({ notes: 'Ada knows.', held: true });
  });

  it('may have other scopes', async () => {
    expect((await replace({ scopes: ['notes:write'] })).key.scopes).toEqual(['notes:write']);
    expect(await codeOf(() => replace({ scopes: [] }))).toBe('invalid-input');
  });

  it('lives as long as the old one was to live', async () => {
    world.service.summary.expiry = 'asked';
    const place = { environmentId: world.development.id, connectionId: world.inDevelopment.id };
    const old = await world.keys.create({ ...place, name: 'Old', expiresIn: '7d' });
    world.clock.advance(24 * 3_600_000);
    const { key: made } = await world.keys.replace({ id: old.id }, null);
    expect(Date.parse(made.expiresAt ?? '')).toBe(world.clock.now().getTime() + 7 * 24 * 3_600_000);
  });

  it.each([
    ['ends before it begins', '2026-12-31T00:00:00.000Z', '2020-01-01T00:00:00.000Z', /^20\d\d-/],
    ['is eight thousand years', '1970-01-02T00:00:00.000Z', '9999-12-31T00:00:00.000Z', /^9999-/],
  ])(
    'has an end that can be written where the life told by the service %s',
    async (_, createdAt, expiresAt, end) => {
      world.service.summary.expiry = 'asked';
      const place = { environmentId: world.development.id, connectionId: world.inDevelopment.id };
      const old = await world.keys.create({ ...place, name: 'Old' });
      const row = world.ledger.keys.get(old.id);
      if (row !== null) world.ledger.keys.put({ ...row, createdAt, expiresAt });
      const { key } = await world.keys.replace({ id: old.id }, null);
      expect(key.expiresAt).toMatch(end);
      expect(Date.parse(key.expiresAt ?? '')).toBeGreaterThan(world.clock.now().getTime());
    },
  );

  it.each([
    [['revoke'], 'gone'],
    [['revoke', 'delete'], 'inactive'],
  ] as const)('retires the old one the next best way without %j', async (absent, status) => {
    for (const operation of absent) world.service.ways[operation] = null;
    expect((await replace()).left).toBeNull();
    expect(statusOf(key)).toBe(status);
  });

  it('is possible where the value of the old one is lost', async () => {
    const row = world.ledger.keys.get(key.id);
    if (row !== null) world.ledger.keys.put({ ...row, held: false });
    expect((await replace()).key.held).toBe(true);
  });

  it('leaves a ghost alone', async () => {
    const row = world.ledger.keys.get(key.id);
    if (row !== null) world.ledger.keys.put({ ...row, status: 'ghost' });
    world.service.calls.length = 0;
    expect((await replace()).left).toBeNull();
    expect(world.service.calls.filter((call) => call.startsWith('revoke'))).toEqual([]);
  });
});

describe('the old key stays', () => {
  it('while deliveries use it, and that is said', async () => {
    deliver();
    const { left } = await replace();
    expect(left).toContain('claude-desktop (/home/u/claude.json)');
    expect(statusOf(key)).toBe('active');
  });

  it.each(['refused', 'lost', 'lost before it was made'] as const)(
    'where the new one was %s',
    async (ending) => {
      world.service.create = ending;
      await codeOf(() => replace());
      expect(statusOf(key)).toBe('active');
      expect((await world.keys.read(key.id)).expose()).toContain('fk_live_');
    },
  );

  it('where the new one could not be stored', async () => {
    world.storage.failWrite = new AppError('storage-unavailable', { message: 'It went away.' });
    expect(await codeOf(() => replace())).toBe('storage-unavailable');
    expect(statusOf(key)).toBe('active');
    expect(world.service.keys.size).toBe(1);
  });

  it('where the service does not retire it now; the new one is kept', async () => {
    world.service.fail.revoke = new AppError('network', { message: 'It is down.' });
    const { key: made, left } = await replace();
    expect(made.held).toBe(true);
    expect(left).toContain('It is down.');
    expect(statusOf(key)).toBe('active');
    expect(world.done()).toContain('old key not retired');
  });

  it('where the service knows no way, and that is said', async () => {
    for (const operation of ['revoke', 'delete', 'disable'] as const) world.service.ways[operation] = null;
    expect((await replace()).left).toContain('No way is known');
    expect(statusOf(key)).toBe('active');
  });

  it('where it is what the connection works with', async () => {
    const value = await world.keys.read(key.id);
    world.storage.items.set(connectionAccount(world.inDevelopment.id), value);
    expect((await replace()).left).toContain('management credential');
    expect(statusOf(key)).toBe('active');
  });

  it('until the user says that the steps are done', async () => {
    world.service.ways.revoke = 'guided';
    expect((await replace()).left).toContain('in the console');
    expect(statusOf(key)).toBe('active');
    expect((await replace({ done: true })).left).toBeNull();
    expect(statusOf(key)).toBe('revoked');
  });
});

describe('replacing', () => {
  it('needs the name in production before anything is sent', async () => {
    const place = { environmentId: world.production.id, connectionId: world.inProduction.id, name: 'P' };
    const { id } = await world.keys.create(place);
    const sent = world.service.sent;
    expect(await codeOf(() => world.keys.replace({ id }, null))).toBe('confirmation-needed');
    expect(world.service.sent).toBe(sent);
    expect((await world.keys.replace({ id, confirm: 'Production' }, null)).left).toBeNull();
  });

  it('takes a value made by hand where no program can make one', async () => {
    world.service.ways.create = 'guided';
    expect(await codeOf(() => replace())).toBe('steps-needed');
    const { key: made } = await replace({}, NEW);
    expect(made).toMatchObject({ held: true, acknowledged: true, name: 'CI' });
    expect((await world.keys.read(made.id)).expose()).toBe(NEW);
    expect(statusOf(key)).toBe('revoked');
  });

  it('does not take the old value for the new one', async () => {
    world.service.ways.create = 'guided';
    const old = (await world.keys.read(key.id)).expose();
    expect(await codeOf(() => replace({}, old))).toBe('invalid-input');
    expect(statusOf(key)).toBe('active');
  });

  it('is nothing for a local key', async () => {
    const local = await world.keys.add(
      { environmentId: world.development.id, name: 'Local', variable: 'LOCAL' },
      new Secret('a-local-value'),
    );
    expect(await codeOf(() => world.keys.replace({ id: local.id }, null))).toBe('unsupported');
  });
});

describe('what is told before a key stops working', () => {
  const told = (act: Parameters<World['keys']['consequences']>[1], id = key.id) =>
    world.keys.consequences(id, act);

  it.each(['disable', 'revoke', 'delete', 'regenerate'] as const)(
    'are the deliveries of it: %s',
    async (act) => {
      const id = deliver();
      expect((await told(act)).deliveries.map((one) => one.id)).toEqual([id]);
    },
  );

  it.each(['enable', 'replace'] as const)('are none of them for %s', async (act) => {
    deliver();
    expect((await told(act)).deliveries).toEqual([]);
  });

  it.each([
    ['regenerate', 'unsupported'],
    ['revoke', 'unsupported'],
    ['replace', 'unsupported'],
    ['delete', 'nothing was thrown'],
  ] as const)('is nothing where it cannot be done to a local key: %s', async (act, code) => {
    const place = { environmentId: world.development.id, name: 'Local', variable: 'LOCAL' };
    const { id } = await world.keys.add(place, new Secret('a-local-value'));
    expect(await codeOf(() => told(act, id))).toBe(code);
  });

  it('is that it was not confirmed as copied', async () => {
    expect((await told('delete')).warnings.join()).toContain('not confirmed');
    world.keys.acknowledge(key.id);
    expect((await told('delete')).warnings.join()).not.toContain('not confirmed');
  });

  it('is that it is production, that it is final, and what the service says', async () => {
    const place = { environmentId: world.production.id, connectionId: world.inProduction.id, name: 'P' };
    const { id } = await world.keys.create(place);
    world.service.offerDetails.revoke = { notes: ['It takes a minute.'] };
    const { warnings } = await told('revoke', id);
    expect(warnings).toEqual(
      expect.arrayContaining([
        '"Production" is a production environment.',
        'This cannot be taken back.',
        'It takes a minute.',
      ]),
    );
  });

  it('is that it is the management credential of a connection', async () => {
    const management = /management credential/;
    expect((await told('delete')).warnings.join()).not.toMatch(management);
    world.storage.items.set(connectionAccount(world.inProduction.id), await world.keys.read(key.id));
    expect((await told('delete')).warnings.join()).toMatch(management);
  });

  it('is that it may be that one, where that cannot be told and keys manage keys', async () => {
    const mayBe = /may be the key that a connection works with/;
    const row = world.ledger.keys.get(key.id);
    if (row === null) throw new Error('no row');
    world.storage.items.set(connectionAccount(world.inDevelopment.id), await world.keys.read(key.id));
    world.ledger.keys.put({ ...row, held: false });
    expect((await told('delete')).warnings.join()).not.toMatch(mayBe);
    world.service.summary.selfManaged = true;
    expect((await told('delete')).warnings.join()).toMatch(mayBe);
    world.ledger.keys.put({ ...row, held: false, hint: 'other' });
    expect((await told('delete')).warnings.join()).not.toMatch(mayBe);
    world.ledger.keys.put(row);
    world.storage.state = 'locked';
    expect((await told('delete')).warnings.join()).toMatch(mayBe);
  });
});
