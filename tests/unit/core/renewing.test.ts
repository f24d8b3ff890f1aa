import { afterEach, beforeEach, expect, it } from 'vitest';
import { connectionAccount } from '#core/ports/secret-store.ts';
import { Secret } from '#core/secret.ts';
import { codeOf, createWorld, type World } from './world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.end());

const NEW = new Secret('a-new-credential');
const account = () => connectionAccount(world.inDevelopment.id);
const again = (changes: object = {}) => {
  const { environmentId, name, provider } = world.inDevelopment;
  return world.connections.add({ environmentId, name, provider, ...changes }, NEW);
};
const loseCredential = () => world.storage.items.delete(account());

it('a connection whose credential is gone gets a new one when it is added again, and its keys can go', async () => {
  const { id: environmentId } = world.development;
  const key = await world.keys.create({ environmentId, connectionId: world.inDevelopment.id, name: 'CI' });
  loseCredential();
  expect(await codeOf(() => world.keys.delete(key.id, undefined))).toBe('not-held');
  expect(await again({ name: world.inDevelopment.name.toUpperCase() })).toEqual(world.inDevelopment);
  expect(world.storage.items.get(account())?.equals(NEW)).toBe(true);
  await world.keys.delete(key.id, undefined);
  await world.connections.remove(world.inDevelopment.id, undefined);
  world.environments.remove(environmentId, undefined);
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

it('nothing is renewed while the storage is locked', async () => {
  world.storage.state = 'locked';
  expect(await codeOf(() => again())).toBe('storage-locked');
});
