import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '#core/errors.ts';
import { connectionAccount, proxyAccount } from '#core/ports/secret-store.ts';
import { Secret } from '#core/secret.ts';
import { type ConnectionsWorld, codeOf, createConnectionsWorld } from './connections-world.ts';
import { everything } from './offering.ts';

const OWN = 'http://127.0.0.1:20001';
const ELSEWHERE = 'https://elsewhere.example.test';

let world: ConnectionsWorld;
beforeEach(async () => {
  world = await createConnectionsWorld();
});
afterEach(() => world.end());

const row = () => {
  const found = world.ledger.connections.get(world.inDevelopment.id);
  if (found === null) throw new Error('it is gone');
  return found;
};
const edit = (changes: object) => world.ledger.connections.put({ ...row(), ...changes });

describe('the address', () => {
  beforeEach(() => {
    world.builtIns.fake = { url: async () => OWN, mintCredential: async () => new Secret('minted') };
  });

  it('of a built-in service is where it runs now', async () => {
    await world.reach.service({ ...row(), baseUrl: ELSEWHERE, customHost: false });
    expect(world.service.access?.baseUrl).toBe(OWN);
  });

  it('that the user named is the only one that its credential goes to', async () => {
    await world.reach.service({ ...row(), baseUrl: ELSEWHERE, customHost: true });
    expect(world.service.access?.baseUrl).toBe(ELSEWHERE);
    expect(world.reach.builtIn('fake', ELSEWHERE)).toBeNull();
  });
});

describe('the credential', () => {
  it('goes along where something that is offered needs it', async () => {
    await world.reach.service(row());
    expect(world.service.access?.credential?.expose()).toBe('management-credential');
  });

  it.each(['guided', null] as const)(
    'is neither needed nor read where all operations are %s',
    async (way) => {
      everything(world.service, way);
      world.storage.state = 'locked';
      await world.reach.service(row());
      expect(world.service.access?.credential).toBeNull();
    },
  );

  it.each(['verify', 'health', 'scopes', 'limits'] as const)(
    'is not needed for %s alone',
    async (operation) => {
      everything(world.service, 'guided');
      world.service.ways[operation] = 'api';
      world.service.summary.credential = false;
      expect(world.reach.needsCredential(row())).toBe(false);
    },
  );

  it('is needed as soon as inferred ways are switched on', () => {
    everything(world.service, 'inferred');
    expect(world.reach.needsCredential({ provider: 'fake', inferred: false })).toBe(false);
    expect(world.reach.needsCredential({ provider: 'fake', inferred: true })).toBe(true);
  });

  it('that is needed and gone is said to be gone, and a locked storage is not taken for that', async () => {
    world.storage.state = 'locked';
    expect(await codeOf(() => world.reach.service(row()))).toBe('storage-locked');
    world.storage.state = 'ready';
    world.storage.items.delete(connectionAccount(row().id));
    expect(await codeOf(() => world.reach.service(row()))).toBe('not-held');
  });

  it('stays where it is for what is asked without one', async () => {
    world.storage.state = 'locked';
    await world.reach.service(row(), { withoutCredential: true });
    expect(world.service.access?.credential).toBeNull();
  });
});

describe('the way out', () => {
  const proxy = { url: 'http://proxy.example.test:8080', user: 'me', bypass: '.example.org' };

  it('has the proxy with its password, and the authority', async () => {
    edit({ proxy, ca: 'PEM' });
    world.storage.items.set(proxyAccount(row().id), new Secret('proxy-password'));
    await world.reach.service(row());
    const [way] = world.ways.slice(-1);
    expect(way).toMatchObject({ connectionId: row().id, ca: 'PEM', proxy });
    expect(way?.proxy?.password?.expose()).toBe('proxy-password');
  });

  it('reads no password for a proxy without a user', async () => {
    everything(world.service, 'guided');
    edit({ proxy: { ...proxy, user: null } });
    world.storage.state = 'locked';
    await world.reach.service(row());
    expect(world.ways.at(-1)?.proxy?.password).toBeNull();
  });
});

describe('what a connection has set', () => {
  it('reaches the service: params, paths, inferred ways, candidates', async () => {
    const settings = { params: { a: 'b' }, paths: { list: '/k' }, inferred: true, candidates: { key: 'v1' } };
    edit(settings);
    await world.reach.service(row());
    expect(world.service.access).toMatchObject(settings);
  });

  it('keeps the candidate that worked, beside what was edited meanwhile', async () => {
    await world.reach.service(row());
    edit({ name: 'Renamed' });
    world.service.access?.remember('management', 'apiKey');
    expect(row()).toMatchObject({ name: 'Renamed', candidates: { management: 'apiKey' } });
  });

  it('nothing of a connection that was removed meanwhile', async () => {
    await world.reach.service(row());
    world.ledger.connections.remove(row().id);
    world.service.access?.remember('management', 'apiKey');
    expect(world.ledger.connections.get(world.inDevelopment.id)).toBeNull();
  });
});

describe('the provider', () => {
  const add = (id: string, manifest: string) =>
    world.ledger.providers.put({ id, manifest, addedAt: '2026-11-20T12:00:00.000Z' });

  it('is one of ours, or the one that the user described', () => {
    add('mine', '{"id":"mine"}');
    expect(world.reach.plugin('fake').summary.custom).toBe(false);
    expect(world.reach.plugin('mine').summary).toMatchObject({ id: 'mine', custom: true });
  });

  it('has nothing built in for its being named like something that every object has', () => {
    add('constructor', '{"id":"constructor"}');
    expect(world.reach.builtIn('constructor', undefined)).toBeNull();
  });

  it('is read anew where the command replaced its manifest', () => {
    add('mine', '{"id":"mine","host":"https://one.example.test"}');
    world.reach.plugin('mine');
    add('mine', '{"id":"mine","host":"https://two.example.test"}');
    expect(world.reach.plugin('mine').summary.hosts[0]?.baseUrl).toBe('https://two.example.test');
  });

  it('that is gone leaves a connection which is shown, offers nothing and says why', async () => {
    edit({ provider: 'gone' });
    const shown = world.connections.get(row().id);
    expect(shown.offers.every(({ way, why }) => way === null && why?.includes('"gone"'))).toBe(true);
    expect(await codeOf(() => world.reach.service(row()))).toBe('not-found');
  });

  it('whose manifest cannot be read any more does not hide the others', () => {
    add('broken', '{}');
    add('mine', '{"id":"mine"}');
    expect(world.providers.list().map(({ id }) => id)).toEqual(['fake', 'mine']);
    expect(() => world.reach.plugin('broken')).toThrow(AppError);
  });
});
