import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Secret } from '#core/secret.ts';
import type { Connection } from '#shared/model/connection.ts';
import { OPERATIONS } from '#shared/model/provider.ts';
import { type ConnectionsWorld, codeOf, createConnectionsWorld, fieldOf } from './connections-world.ts';

// A service whose address nobody has published, while everything is done by hand in its console.

let world: ConnectionsWorld;
let connection: Connection;
beforeEach(async () => {
  world = await createConnectionsWorld();
  for (const operation of OPERATIONS) world.service.ways[operation] = null;
  world.service.ways.create = 'inferred';
  world.service.summary.hosts = [{ id: 'own', baseUrl: null, stages: [] }];
  world.service.addressOf = ({ api }) => (api === 'inferred' ? 'https://asked.example.test' : '');
  connection = await world.connections.add(
    { environmentId: world.development.id, provider: 'fake', name: 'By hand' },
    {},
  );
});
afterEach(() => world.end());

describe('a connection without an address', () => {
  it('is made without an address and without a credential', () => {
    expect(connection).toMatchObject({ baseUrl: '', customHost: false, hasCredential: false });
  });

  it('is diagnosed without a look at the network', async () => {
    const { steps, conclusion, next } = await world.connections.diagnose(connection.id);
    expect(new Set(steps.map(({ state }) => state))).toEqual(new Set(['skipped']));
    expect(conclusion).toContain('"By hand" has no address');
    expect(next).toBeNull();
    expect(world.prober.looked).toEqual([]);
  });

  it('takes a new name, and no inferred ways without an address', async () => {
    const renamed = await world.connections.edit({ id: connection.id, name: 'Still by hand', params: {} });
    expect(renamed).toMatchObject({ name: 'Still by hand', baseUrl: '' });
    const inferred = () => world.connections.edit({ id: connection.id, params: { api: 'inferred' } });
    expect([await codeOf(inferred), await fieldOf(inferred)]).toEqual(['invalid-input', 'baseUrl']);
    expect(world.connections.get(connection.id)).toMatchObject({ inferred: false, baseUrl: '' });
  });

  it('is given its first address with the inferred ways, and never another one', async () => {
    const { id } = connection;
    const params = { api: 'inferred' };
    const baseUrl = 'https://own.example.test';
    const credential = new Secret('management');
    expect(await fieldOf(() => world.connections.edit({ id, params, baseUrl }))).toBe('credential');
    expect(await world.connections.edit({ id, params, baseUrl }, { credential })).toMatchObject({
      baseUrl,
      inferred: true,
      hasCredential: true,
    });
    const moved = () => world.connections.edit({ id, baseUrl: 'https://other.example.test' });
    expect([await codeOf(moved), await fieldOf(moved)]).toEqual(['invalid-input', 'baseUrl']);
    expect(world.connections.get(id).baseUrl).toBe(baseUrl);
  });
});
