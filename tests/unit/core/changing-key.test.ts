import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '#core/errors.ts';
import { Secret } from '#core/secret.ts';
import type { Key, KeyChanges } from '#shared/model/key.ts';
import { codeOf, createWorld, fieldOf, type World } from './world.ts';

let world: World;
let key: Key;
beforeEach(async () => {
  world = await createWorld();
  key = await world.keys.create({
    environmentId: world.development.id,
    connectionId: world.inDevelopment.id,
    name: 'CI',
  });
  world.service.calls.length = 0;
});
afterEach(() => world.end());

const edit = (changes: Omit<KeyChanges, 'id'>) => world.keys.edit({ id: key.id, ...changes });
const remote = () => world.service.keys.get(key.remoteId ?? '');

const AT_SERVICE = [
  ['edit', { name: 'Nightly' }],
  ['edit', { description: 'runs at night' }],
  ['allowIps', { allowedIps: ['10.0.0.0/8'] }],
  ['setScopes', { scopes: ['notes:read', 'notes:write'] }],
] as const;

describe('what the service knows of a key', () => {
  it.each(AT_SERVICE)('is changed there by %s and then here: %j', async (operation, changes) => {
    const copy = structuredClone(changes) as Omit<KeyChanges, 'id'>;
    expect(await edit(copy)).toMatchObject(changes);
    expect(remote()).toMatchObject(changes);
    expect(world.service.calls).toEqual([`${operation} ${key.remoteId}`]);
    expect(world.done()).toContain('key edited');
  });

  it.each(AT_SERVICE)('stays here as it was where the service refuses %s: %j', async (operation, changes) => {
    const copy = structuredClone(changes) as Omit<KeyChanges, 'id'>;
    world.service.fail[operation] = new AppError('refused', { message: 'No.' });
    expect(await codeOf(() => edit(copy))).toBe('refused');
    expect(world.keys.get(key.id)).toEqual(key);
    expect(world.done()[0]).toBe('key not edited');
  });

  it.each(AT_SERVICE)(
    'is changed here after the user did %s in the console: %j',
    async (operation, changes) => {
      const copy = structuredClone(changes) as Omit<KeyChanges, 'id'>;
      world.service.ways[operation] = 'guided';
      expect(await codeOf(() => edit(copy))).toBe('steps-needed');
      expect(world.keys.get(key.id)).toEqual(key);
      expect(await edit({ ...copy, done: true })).toMatchObject(changes);
      expect(world.service.calls).toEqual([]);
    },
  );

  it('are no notes: they stay here, and the audit names them without their words', async () => {
    expect(await edit({ notes: 'Ada knows\nmore' })).toMatchObject({ notes: 'Ada knows\nmore' });
    expect(world.service.calls).toEqual([]);
    expect(JSON.stringify(world.ledger.audit.list(20))).not.toContain('Ada knows');
    expect(await edit({ tags: ['crm'] })).toMatchObject({ notes: 'Ada knows\nmore' });
  });

  it('is not asked for where nothing differs', async () => {
    await edit({ name: 'CI', description: '', allowedIps: [], scopes: ['notes:read'] });
    expect(world.service.calls).toEqual([]);
  });

  it('is checked as a whole before anything is sent', async () => {
    world.service.ways.setScopes = null;
    expect(await codeOf(() => edit({ name: 'Nightly', scopes: ['notes:write'] }))).toBe('forbidden-by-rule');
    expect(world.service.calls).toEqual([]);
    expect(world.keys.get(key.id)).toEqual(key);
  });

  it('is written down as far as the service took it', async () => {
    world.service.fail.setScopes = new AppError('network', { message: 'Down.' });
    expect(await codeOf(() => edit({ name: 'Nightly', scopes: ['notes:write'] }))).toBe('network');
    expect(world.keys.get(key.id)).toMatchObject({ name: 'Nightly', scopes: ['notes:read'] });
  });
});

describe('what the service cannot change', () => {
  it('is refused for a name, with the reason', async () => {
    world.service.ways.edit = null;
    expect(await codeOf(() => edit({ name: 'Nightly' }))).toBe('unsupported');
    expect(await fieldOf(() => edit({ name: 'Nightly' }))).toBe('name');
    await expect(edit({ name: 'Nightly' })).rejects.toThrow('Fake has no way to edit.');
  });

  it('is ours for a description', async () => {
    world.service.ways.edit = null;
    expect(await edit({ description: 'mine' })).toMatchObject({ description: 'mine' });
  });

  it('is refused for scopes, and says that Change scopes rotates the key', async () => {
    world.service.ways.setScopes = null;
    const work = () => edit({ scopes: ['notes:write'] });
    expect(await codeOf(work)).toBe('forbidden-by-rule');
    await expect(work()).rejects.toMatchObject({ next: expect.stringContaining('Change scopes rotates') });
  });

  it('is refused for addresses, with the reason', async () => {
    world.service.ways.allowIps = null;
    expect(await codeOf(() => edit({ allowedIps: ['10.0.0.1'] }))).toBe('unsupported');
  });

  it.each([
    [{ scopes: ['notes:burn'] }, 'invalid-input'],
    [{ scopes: [] }, 'invalid-input'],
  ])('is refused for scopes that it does not have: %j', async (changes, code) => {
    expect(await codeOf(() => edit(changes))).toBe(code);
  });
});

describe('what only Keyrack knows of a key', () => {
  it('is changed with no call to the service', async () => {
    const changes = { tags: ['ci', 'night'], variable: 'NIGHTLY_KEY' };
    expect(await edit(changes)).toMatchObject(changes);
    expect(await edit({ variable: null })).toMatchObject({ variable: null });
    expect(world.service.calls).toEqual([]);
  });

  it('is everything of a local key but scopes and addresses', async () => {
    const local = await world.keys.add(
      { environmentId: world.development.id, name: 'Local', variable: 'LOCAL' },
      new Secret('a-local-value'),
    );
    const changes = { name: 'Mine', description: 'd', tags: ['t'], variable: 'MINE' };
    expect(await world.keys.edit({ id: local.id, ...changes })).toMatchObject(changes);
    for (const other of [{ scopes: ['notes:read'] }, { allowedIps: ['10.0.0.1'] }]) {
      expect(await codeOf(() => world.keys.edit({ id: local.id, ...other }))).toBe('unsupported');
    }
  });
});

describe('a new key with what only some services can', () => {
  const create = (extra: object) =>
    world.keys.create({
      environmentId: world.development.id,
      connectionId: world.inDevelopment.id,
      name: 'Other',
      ...extra,
    });

  it('takes addresses where the service has them, else is refused', async () => {
    expect((await create({ allowedIps: ['10.0.0.0/8'] })).allowedIps).toEqual(['10.0.0.0/8']);
    world.service.ways.allowIps = null;
    expect(await codeOf(() => create({ allowedIps: ['10.0.0.0/8'] }))).toBe('forbidden-by-rule');
    expect(await fieldOf(() => create({ allowedIps: ['10.0.0.0/8'] }))).toBe('allowedIps');
  });

  it.each([
    ['asked', 'nothing was thrown'],
    ['assigned', 'forbidden-by-rule'],
    ['none', 'forbidden-by-rule'],
  ] as const)('takes an expiry only where it is asked for: %s', async (expiry, code) => {
    world.service.summary.expiry = expiry;
    expect(await codeOf(() => create({ expiresIn: '7d' }))).toBe(code);
    expect(world.service.sent).toBe(code === 'forbidden-by-rule' ? 1 : 2);
  });
});
