import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectionAccount, proxyAccount } from '#core/ports/secret-store.ts';
import { Secret } from '#core/secret.ts';
import { keyRow } from '#tests/fakes/key-row.ts';
import { type ConnectionsWorld, codeOf, createConnectionsWorld } from './connections-world.ts';

let world: ConnectionsWorld;
beforeEach(async () => {
  world = await createConnectionsWorld();
});
afterEach(() => world.end());

const kept = (id: string) => world.storage.items.get(connectionAccount(id))?.expose();

describe('removing a connection', () => {
  const row = (changes: object) =>
    keyRow({ environmentId: world.development.id, connectionId: world.inDevelopment.id, ...changes });

  it('stays whole, its credential too, where a key comes while it is being removed', async () => {
    const { id: connectionId, environmentId } = world.inDevelopment;
    const store = await world.storage.store();
    const { remove } = store;
    Object.assign(store, {
      remove: async (account: Parameters<typeof remove>[0]) => {
        await remove(account);
        world.ledger.keys.put(keyRow({ environmentId, connectionId, held: true }));
      },
    });
    expect(await codeOf(() => world.connections.remove(connectionId))).toBe('forbidden-by-rule');
    expect(kept(connectionId)).toBe('management-credential');
  });

  it('is refused while a key stands in the store that only it leads to', async () => {
    const { id, environmentId } = world.inDevelopment;
    const key = row({ connectionId: null, held: true });
    world.ledger.keys.put(key);
    const delivery = {
      id: '3f355ab7-ca3a-4447-a09f-2f7e6af2dd16',
      target: 'n8n',
      keyId: key.id,
      environmentId,
      mechanism: 'input',
      file: `n8n:${id}/3f355ab7ca3a4447`,
      server: 'reader-dev',
      variable: 'READER_KEY',
      scope: 'user',
      reference: null,
      entryHash: '',
      written: null,
      companions: [],
      imported: true,
      createdAt: world.clock.now().toISOString(),
    } as const;
    world.ledger.deliveries.put(delivery);
    expect(await codeOf(() => world.connections.remove(id))).toBe('forbidden-by-rule');
    expect(kept(id)).toBe('management-credential');
    world.ledger.deliveries.remove(delivery.id);
    await world.connections.remove(id);
    expect(kept(id)).toBeUndefined();
  });

  it('takes its secrets, the keys that were only listed, and their alerts with it', async () => {
    const { id } = world.inDevelopment;
    const proxy = { url: 'http://proxy.example.test:8080', user: 'me', bypass: '' };
    await world.connections.edit({ id, proxy }, { proxyPassword: new Secret('the-proxy-password') });
    const listed = row({ held: false, remoteId: 'r-1' });
    world.ledger.keys.put(listed);
    world.ledger.alerts.put({
      id: 'a',
      keyId: listed.id,
      condition: 'api_requests > 1/hour',
      remoteId: null,
      lastFiredAt: null,
    });
    await world.connections.remove(id);
    expect([kept(id), world.storage.items.get(proxyAccount(id))]).toEqual([undefined, undefined]);
    expect(world.ledger.keys.list()).toEqual([]);
    expect(world.ledger.alerts.list()).toEqual([]);
  });

  it.each([
    ['a key whose value is here', { held: true }],
    ['an orphan, which nobody else knows of', { held: false, status: 'orphan', remoteId: 'r-1' }],
  ])('is refused while it has %s', async (_, changes) => {
    world.ledger.keys.put(row(changes));
    expect(await codeOf(() => world.connections.remove(world.inDevelopment.id))).toBe('forbidden-by-rule');
    expect(kept(world.inDevelopment.id)).toBe('management-credential');
  });

  it('in production needs the name of the environment', async () => {
    const { id } = world.inProduction;
    expect(await codeOf(() => world.connections.remove(id))).toBe('confirmation-needed');
    await world.connections.remove(id, 'Production');
    expect(world.connections.list().map((one) => one.id)).toEqual([world.inDevelopment.id]);
  });
});
