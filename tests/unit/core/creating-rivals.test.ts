import { afterEach, beforeEach, expect, it } from 'vitest';
import { keyAccount } from '#core/ports/secret-store.ts';
import { Secret } from '#core/secret.ts';
import { remoteKey } from '#tests/fakes/service-calls.ts';
import { codeOf, createWorld, type World } from './world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.end());

const create = () =>
  world.keys.create({
    environmentId: world.development.id,
    connectionId: world.inDevelopment.id,
    name: 'CI',
  });

/** Another process has begun a create of the same name. @returns its intent's key id */
function rival(): string {
  const keyId = crypto.randomUUID();
  world.ledger.intents.put({
    id: crypto.randomUUID(),
    kind: 'create',
    keyId,
    environmentId: world.development.id,
    connectionId: world.inDevelopment.id,
    name: 'CI',
    description: '',
    scopes: ['notes:read'],
    tags: [],
    testMode: false,
    expiresAt: null,
    variable: null,
    allowedIps: [],
    listedBefore: [],
    startedAt: world.clock.now().toISOString(),
  });
  return keyId;
}
const made = (id: string) =>
  world.service.keys.set(
    id,
    remoteKey(id, { name: 'CI', hint: `fk_live_${id}`, createdAt: world.clock.now().toISOString() }),
  );
const settle = async () => {
  world.clock.advance(61_000);
  await world.keys.recover();
};
const rowsBy = (remoteId: string) => world.ledger.keys.list().filter((row) => row.remoteId === remoteId);

it('a lost answer does not take the key of another process that is under way for its orphan', async () => {
  rival();
  made('theirs');
  world.service.create = 'lost before it was made';
  expect(await codeOf(create)).toBe('outcome-unknown');
  expect(world.keys.list()).toEqual([]);
  expect(world.ledger.intents.list()).toHaveLength(2);
});

it('two processes killed on the way leave both keys known, once each, and the kept value in its row', async () => {
  const keyId = rival();
  made('theirs');
  world.storage.items.set(keyAccount(world.development.id, keyId), new Secret('fk_live_theirs_abcdefgh'));
  world.service.create = 'lost';
  await codeOf(create);
  await settle();
  expect(world.ledger.intents.list()).toEqual([]);
  for (const id of world.service.keys.keys()) expect(rowsBy(id)).toHaveLength(1);
  expect(rowsBy('theirs')).toMatchObject([{ id: keyId, held: true, status: 'active' }]);
  expect(world.keys.list().filter(({ status }) => status === 'orphan')).toHaveLength(1);
});

it('a key that a sync or a neighbour listed before its row was written has one row, with its value', async () => {
  const first = await create();
  const row = world.ledger.keys.get(first.id);
  if (row === null) throw new Error('no row');
  const keyId = rival();
  world.ledger.keys.put({
    ...row,
    id: crypto.randomUUID(),
    remoteId: 'theirs',
    held: false,
    status: 'orphan',
  });
  made('theirs');
  world.storage.items.set(keyAccount(world.development.id, keyId), new Secret('fk_live_theirs_abcdefgh'));
  await settle();
  expect(rowsBy('theirs')).toMatchObject([{ id: keyId, held: true, status: 'active' }]);
});

it('a key that another connection to the same account made is no orphan of this one', async () => {
  const other = await world.connections.add(
    { environmentId: world.development.id, provider: 'fake', name: 'Second' },
    { credential: new Secret('management-credential') },
  );
  const environmentId = world.development.id;
  const theirs = await world.keys.create({ environmentId, connectionId: other.id, name: 'CI' });
  rival();
  await settle();
  expect(world.keys.list().map(({ id }) => id)).toEqual([theirs.id]);
});

it('where the service cannot list its keys a lost answer leaves an orphan to look after by hand', async () => {
  world.service.ways.list = null;
  world.service.create = 'lost';
  expect(await codeOf(create)).toBe('outcome-unknown');
  const [orphan] = world.keys.list();
  expect(orphan).toMatchObject({ status: 'orphan', remoteId: null, held: false });
  const id = orphan?.id ?? '';
  expect(await codeOf(() => world.keys.recreate(id))).toBe('steps-needed');
  expect(await codeOf(() => world.keys.act({ id, act: 'delete' }))).toBe('steps-needed');
  expect(await world.keys.act({ id, act: 'delete', done: true })).toBeNull();
});
