import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keyAccount } from '#core/ports/secret-store.ts';
import { Secret } from '#core/secret.ts';
import { keyRow } from '#tests/fakes/key-row.ts';
import { remoteKey } from '#tests/fakes/service-calls.ts';
import { codeOf, createWorld, type World } from './world.ts';

let world: World;
let staging: string;
beforeEach(async () => {
  world = await createWorld();
  staging = world.environments.create({ name: 'Staging', stage: 'staging' }).id;
  world.service.ways.create = 'guided';
  world.service.ways.list = null;
});
afterEach(() => world.end());

const VALUE = 'fk_live_abcdefghijklmnop';
const local = (environmentId: string, extra = {}) => ({ environmentId, name: 'M', variable: 'M', ...extra });
const add = (environmentId: string, value = VALUE, extra = {}) =>
  world.keys.add(local(environmentId, extra), new Secret(value));
const byHand = (extra = {}) =>
  world.keys.createByHand(
    { environmentId: world.production.id, connectionId: world.inProduction.id, name: 'CI', ...extra },
    new Secret(VALUE),
  );
const enter = async (extra = {}) => {
  const row = keyRow({ environmentId: staging, held: false, hint: 'fk_live_abcd' });
  world.ledger.keys.put(row);
  return world.keys.enter({ id: row.id, ...extra }, new Secret(VALUE));
};

describe('a value that another environment has', () => {
  it.each([
    ['adding', (extra?: object) => add(staging, VALUE, extra)],
    ['entering', enter],
    ['making by hand', byHand],
  ])('is told first, and kept where the user insists: %s', async (_, keep) => {
    await add(world.development.id);
    const before = world.keys.list().filter(({ held }) => held).length;
    expect(await codeOf(() => keep())).toBe('same-value-elsewhere');
    await expect(keep()).rejects.toThrow('the key "M" of "Development"');
    expect(world.keys.list().filter(({ held }) => held)).toHaveLength(before);
    expect((await keep({ sameValue: true })).held).toBe(true);
  });

  it('says that it is one of production, though another has it too', async () => {
    await add(world.development.id);
    await add(world.production.id, VALUE, { sameValue: true });
    await expect(add(staging)).rejects.toThrow('of the production environment "Production"');
  });

  it('is noticed also where no fingerprint is known yet', async () => {
    const row = keyRow({ environmentId: world.development.id, hint: 'fk_live_abcd' });
    world.ledger.keys.put(row);
    world.storage.items.set(keyAccount(row.environmentId, row.id), new Secret(VALUE));
    expect(await codeOf(() => add(staging))).toBe('same-value-elsewhere');
  });

  it.each([
    ['one letter more', `${VALUE}q`],
    ['another case', VALUE.toUpperCase()],
    ['a space at its end', `${VALUE} `],
    ['a zero-width space inside', `fk_live_\u200babcdefghijklmnop`],
  ])('is another one with %s', async (_, value) => {
    await add(world.development.id);
    expect((await add(staging, value)).held).toBe(true);
  });

  it('is told of no key that does not have it any more', async () => {
    const { id } = await add(world.development.id);
    await world.keys.act({ id, act: 'delete' });
    expect((await add(staging)).held).toBe(true);
  });
});

describe('a value that the same environment has', () => {
  const enterHere = async (extra = {}) => {
    const row = keyRow({ environmentId: world.development.id, held: false, hint: 'fk_live_abcd' });
    world.ledger.keys.put(row);
    return world.keys.enter({ id: row.id, ...extra }, new Secret(VALUE));
  };
  it.each([
    ['adding', (extra?: object) => add(world.development.id, VALUE, extra)],
    ['entering', enterHere],
  ])('is told first, and kept where the user insists: %s', async (_, keep) => {
    await add(world.development.id);
    expect(await codeOf(() => keep())).toBe('same-value-here');
    await expect(keep()).rejects.toThrow('as the key "M" of "Development"');
    await expect(keep()).rejects.toMatchObject({ next: expect.stringContaining('replaced in all of them') });
    expect((await keep({ sameValue: true })).held).toBe(true);
  });

  it('is told before one that another environment has', async () => {
    await add(world.production.id);
    await add(world.development.id, VALUE, { sameValue: true });
    expect(await codeOf(() => add(world.development.id))).toBe('same-value-here');
  });

  it.each([
    ['no hint', ''],
    ['a beginning that all keys have', 'fk_live_'],
  ])('is no other key that the service lists with %s', async (_, hint) => {
    world.service.keys.set('r-1', remoteKey('r-1', { name: 'CI', hint }));
    world.service.keys.set('r-2', remoteKey('r-2', { name: 'Nightly', hint }));
    world.service.ways.list = 'api';
    expect((await byHand()).remoteId).toBe('r-1');
    const again = { name: 'Nightly', sameValue: true };
    expect((await byHand(again)).remoteId).toBeNull();
    expect((await byHand({ ...again, shown: { remoteId: 'r-2' } })).remoteId).toBe('r-2');
  });
});

describe('a test-mode key', () => {
  it.each([
    ['its connection’s own', byHand],
    ['a local one', () => add(world.production.id, VALUE)],
  ])('has no place in production, told by its beginning: %s', async (_, keep) => {
    world.service.testPrefix = 'fk_live_';
    expect(await codeOf(() => keep())).toBe('forbidden-by-rule');
    expect(world.keys.list()).toEqual([]);
  });
});

describe('copying a value to another environment', () => {
  const copy = (id: string, environmentId: string, confirm?: string) =>
    world.keys.copyValue({ id, environmentId, ...(confirm === undefined ? {} : { confirm }) });

  it('makes a key of its own there, and says so in the audit', async () => {
    const { id } = await add(world.development.id);
    const made = await copy(id, staging);
    expect(made).toMatchObject({ environmentId: staging, variable: 'M', held: true, connectionId: null });
    expect(made.id).not.toBe(id);
    expect((await world.keys.read(made.id)).expose()).toBe(VALUE);
    expect(world.done()[0]).toBe('value copied from Development');
  });

  it('needs the name of a production environment', async () => {
    const { id } = await add(world.development.id);
    expect(await codeOf(() => copy(id, world.production.id))).toBe('confirmation-needed');
    expect(await codeOf(() => copy(id, world.production.id, 'production'))).toBe('confirmation-needed');
    expect((await copy(id, world.production.id, 'Production')).held).toBe(true);
  });

  it('is refused where it stands already', async () => {
    const { id } = await add(world.development.id);
    expect(await codeOf(() => copy(id, world.development.id))).toBe('conflict');
    await copy(id, staging);
    expect(await codeOf(() => copy(id, staging))).toBe('conflict');
  });

  it('is refused out of an environment whose keys are copied once', async () => {
    const { id } = await add(world.production.id);
    expect(await codeOf(() => copy(id, staging))).toBe('forbidden-by-rule');
  });

  const ofService = async () => {
    world.service.ways.create = 'api';
    return world.keys.create({
      environmentId: world.development.id,
      connectionId: world.inDevelopment.id,
      name: 'CI',
    });
  };

  it('is refused where the manifest binds keys to environments', async () => {
    const { id } = await ofService();
    world.service.summary.boundToEnvironment = true;
    await expect(copy(id, staging)).rejects.toThrow('in "Staging" it opens nothing');
    expect(await codeOf(() => copy(id, staging))).toBe('forbidden-by-rule');
    world.service.summary.boundToEnvironment = false;
    expect((await copy(id, staging)).connectionId).toBeNull();
  });

  it('brings no test-mode key into production', async () => {
    const { id } = await add(world.development.id);
    world.service.testPrefix = 'fk_live_';
    expect(await codeOf(() => copy(id, world.production.id, 'Production'))).toBe('forbidden-by-rule');
  });

  it.each([
    ['a key that is not held', 'not-held'],
    ['a locked storage', 'storage-locked'],
    ['no such environment', 'not-found'],
  ])('leaves all as it is: %s', async (what, code) => {
    const { id } = await add(world.development.id);
    const row = world.ledger.keys.get(id);
    if (what === 'a key that is not held' && row !== null) world.ledger.keys.put({ ...row, held: false });
    if (what === 'a locked storage') world.storage.state = 'locked';
    const to = what === 'no such environment' ? crypto.randomUUID() : staging;
    expect(await codeOf(() => copy(id, to))).toBe(code);
    expect(world.keys.list()).toHaveLength(1);
  });
});

describe('whose key a value is', () => {
  it('tells every key that has it, and the audit says that it was asked', async () => {
    const { id } = await add(world.development.id);
    const { id: other } = await add(staging, VALUE, { sameValue: true });
    expect((await world.keys.identify(new Secret(VALUE))).keyIds.toSorted()).toEqual([id, other].toSorted());
    expect(world.done().slice(0, 2)).toEqual(['value recognised', 'value recognised']);
  });

  it('tells what its beginning says of a value that is not known, and keeps nothing of it', async () => {
    world.service.testPrefix = 'fk_test_';
    const unknown = 'fk_test_nobodyknows_this_value';
    const items = world.storage.items.size;
    expect(await world.keys.identify(new Secret(unknown))).toEqual({
      keyIds: [],
      beginning: { provider: 'fake', testMode: true },
    });
    expect(world.done()[0]).toBe('value asked about, unknown here');
    expect(JSON.stringify(world.ledger.audit.list(100))).not.toContain('nobodyknows');
    expect([...world.storage.items.keys()].filter((one) => !one.startsWith('ledger/'))).toHaveLength(items);
  });

  it.each(['', ' ', 'x'.repeat(100_000), '\u202eabc', '"; DROP TABLE keys; --'])(
    'is nobody’s for %j',
    async (value) => {
      await add(world.development.id);
      expect((await world.keys.identify(new Secret(value))).keyIds).toEqual([]);
    },
  );

  it('is not told while the storage is locked', async () => {
    await add(world.development.id);
    world.storage.state = 'locked';
    expect(await codeOf(() => world.keys.identify(new Secret(VALUE)))).toBe('storage-locked');
  });
});
