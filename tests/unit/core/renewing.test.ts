import { afterEach, beforeEach, expect, it } from 'vitest';
import { connectionAccount } from '#core/ports/secret-store.ts';
import { Secret } from '#core/secret.ts';
import { type ConnectionsWorld, codeOf, createConnectionsWorld, fieldOf } from './connections-world.ts';

let world: ConnectionsWorld;
beforeEach(async () => {
  world = await createConnectionsWorld();
});
afterEach(() => world.end());

const NEW = new Secret('a-new-credential');
const account = () => connectionAccount(world.inDevelopment.id);
const again = (changes: object = {}, credential: Secret | null = NEW) => {
  const { environmentId, name, provider } = world.inDevelopment;
  return world.connections.add({ environmentId, name, provider, ...changes }, { credential });
};
const loseCredential = () => world.storage.items.delete(account());

it('a connection whose credential is gone gets a new one when it is added again, and works', async () => {
  loseCredential();
  expect(await codeOf(() => world.connections.test(world.inDevelopment.id))).toBe('not-held');
  expect(await again({ name: world.inDevelopment.name.toUpperCase() })).toEqual(world.inDevelopment);
  expect(world.storage.items.get(account())?.equals(NEW)).toBe(true);
  expect((await world.connections.test(world.inDevelopment.id)).ok).toBe(true);
});

it('so does one whose credential the service no longer takes', async () => {
  world.service.accepts = (credential) => credential.equals(NEW);
  expect(await again()).toEqual(world.inDevelopment);
  expect(world.storage.items.get(account())?.equals(NEW)).toBe(true);
});

it('one that works keeps its credential, and its name stays taken', async () => {
  expect(await codeOf(() => again())).toBe('name-taken');
  expect(world.storage.items.get(account())?.equals(NEW)).toBe(false);
});

it('of another address is another connection: the new credential does not go where the old one went', async () => {
  loseCredential();
  expect(await codeOf(() => again({ baseUrl: 'https://other.example.test' }))).toBe('name-taken');
  expect(world.storage.items.has(account())).toBe(false);
});

it('one that needs no credential is never dead', async () => {
  for (const operation of Object.keys(world.service.ways)) {
    Object.assign(world.service.ways, { [operation]: 'guided' });
  }
  loseCredential();
  expect(await codeOf(() => again({}, null))).toBe('name-taken');
});

it('without a new credential it says that one is needed', async () => {
  loseCredential();
  expect(await fieldOf(() => again({}, null))).toBe('credential');
});

it('nothing is renewed while the storage is locked', async () => {
  world.storage.state = 'locked';
  expect(await codeOf(() => again())).toBe('storage-locked');
});
