import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectionAccount, proxyAccount } from '#core/ports/secret-store.ts';
import { Secret } from '#core/secret.ts';
import { type ConnectionsWorld, codeOf, createConnectionsWorld, fieldOf } from './connections-world.ts';
import { everything } from './offering.ts';

let world: ConnectionsWorld;
beforeEach(async () => {
  world = await createConnectionsWorld();
});
afterEach(() => world.end());

const credential = new Secret('another-credential');
const password = new Secret('the-proxy-password');
const proxy = { url: 'http://proxy.example.test:8080', user: 'me', bypass: '' };
const add = (settings: object = {}, secrets: object = { credential }) =>
  world.connections.add(
    { environmentId: world.development.id, provider: 'fake', name: 'Second', ...settings },
    secrets,
  );
const edit = (settings: object, secrets: object = {}) =>
  world.connections.edit({ id: world.inDevelopment.id, ...settings }, secrets);
const kept = (id: string) => world.storage.items.get(connectionAccount(id))?.expose();
const keptPassword = (id: string) => world.storage.items.get(proxyAccount(id))?.expose();

describe('a new connection', () => {
  it('shows what it offers, and nothing of how it is reached inside', async () => {
    const shown = await add();
    expect(shown).toMatchObject({ name: 'Second', hasCredential: true, customHost: false, inferred: false });
    expect(shown.offers).toHaveLength(19);
    expect(shown).not.toHaveProperty('candidates');
    expect(kept(shown.id)).toBe('another-credential');
  });

  it('has a free name where none is chosen, and is refused one that is taken', async () => {
    expect((await add({ name: undefined })).name).toBe('Fake 2');
    expect(await codeOf(() => add({ name: 'FAKE' }))).toBe('name-taken');
    expect(await codeOf(() => add({ environmentId: world.production.id, name: 'Fake 2' }))).toBe(
      'nothing was thrown',
    );
  });

  it.each([
    ['https://api.example.test', false],
    ['https://mine.example.test', true],
  ])('at %s is at an address of its own: %s', async (baseUrl, custom) => {
    expect((await add({ baseUrl })).customHost).toBe(custom);
  });

  it('is refused a parameter that the provider does not know', async () => {
    expect(await fieldOf(() => add({ params: { colour: 'red' } }))).toBe('params');
  });

  it('takes the defaults of parameters, and leaves out what is empty', async () => {
    const about = { about: '', required: false };
    world.service.summary.params = [
      { name: 'site', label: 'Site', ...about, default: 'eu', choices: null },
      { name: 'team', label: 'Team', ...about, default: null, choices: null },
    ];
    expect((await add({ params: { team: '' } })).params).toEqual({ site: 'eu' });
  });

  it.each(['unheard', 'Inferred'])('is refused api=%s', async (api) => {
    everything(world.service, 'inferred');
    expect(await fieldOf(() => add({ params: { api } }))).toBe('params');
  });

  it('is refused inferred ways where the provider has none', async () => {
    expect(await fieldOf(() => add({ params: { api: 'inferred' } }))).toBe('params');
  });

  it('stores nothing and is not made where the credential is missing', async () => {
    expect(await fieldOf(() => add({}, {}))).toBe('credential');
    expect(world.connections.list()).toHaveLength(2);
  });

  it('is not made where the credential cannot be kept', async () => {
    world.storage.failWrite = new Error('refused');
    await expect(add()).rejects.toThrow('refused');
    expect(world.connections.list()).toHaveLength(2);
  });
});

describe('the credential', () => {
  const needs = (params: Record<string, string> = {}) =>
    world.connections.needs({ provider: 'fake', params }).credential.map(({ id }) => id);

  it('is asked for part by part, where something in use needs it', () => {
    world.service.summary.credentialParts = [
      { id: 'user', label: 'User' },
      { id: 'secret', label: 'Secret' },
    ];
    expect(needs()).toEqual(['user', 'secret']);
  });

  it('is not asked for where all is done by hand, and asked for with inferred ways', () => {
    everything(world.service, 'inferred');
    expect(needs()).toEqual([]);
    expect(needs({ api: 'inferred' })).toEqual(['secret']);
  });

  it('of a connection by hand is none, so a locked storage is not in its way; one that is given is refused', async () => {
    everything(world.service, 'guided');
    world.storage.state = 'locked';
    expect(await add({}, {})).toMatchObject({ hasCredential: false });
    expect(await fieldOf(() => add({ name: 'Third' }))).toBe('credential');
  });

  it('of a built-in service is minted, unless the user names an address', async () => {
    const url = async () => 'http://127.0.0.1:20001';
    world.builtIns.fake = { url, mintCredential: async (label) => new Secret(`minted for ${label}`) };
    expect(world.connections.needs({ provider: 'fake' }).credential).toEqual([]);
    const own = await add({}, {});
    expect([kept(own.id), own.customHost]).toEqual(['minted for Second', false]);
    const baseUrl = 'https://mine.example.test';
    expect(world.connections.needs({ provider: 'fake', baseUrl }).credential).toHaveLength(1);
    expect(await fieldOf(() => add({ name: 'Third', baseUrl }, {}))).toBe('credential');
  });
});

describe('a proxy', () => {
  it.each([
    ['ftp://proxy.example.test', 'another protocol'],
    ['proxy.example.test:8080', 'no protocol'],
    ['http://me:geheim@proxy.example.test', 'a password in it'],
    ['http://me@proxy.example.test', 'a user in it'],
    ['http://proxy.example.test/path', 'a path'],
    ['socks5://127.0.0.1:9050', 'socks'],
    ['', 'nothing'],
  ])('at %j is refused (%s), and the failure does not repeat it', async (url) => {
    const failure: unknown = await add({ proxy: { ...proxy, url } }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'invalid-input', field: 'proxy' });
    expect(String(failure)).not.toContain('geheim');
  });

  it('keeps its password in the storage, not in the ledger', async () => {
    const { id } = await add({ proxy }, { credential, proxyPassword: password });
    expect(keptPassword(id)).toBe('the-proxy-password');
    expect(JSON.stringify(world.ledger.connections.get(id))).not.toContain('the-proxy-password');
  });

  it.each([{ proxy: null }, { proxy: { ...proxy, user: null } }])(
    '%j takes no password',
    async (settings) => {
      expect(await fieldOf(() => add(settings, { credential, proxyPassword: password }))).toBe(
        'proxyPassword',
      );
    },
  );

  it.each([
    ['another proxy', { ...proxy, url: 'http://other.example.test:8080' }],
    ['another user', { ...proxy, user: 'you' }],
    ['no proxy', null],
  ])('that becomes %s loses its password: it was entered for the first', async (_, next) => {
    await edit({ proxy }, { proxyPassword: password });
    await edit({ proxy: next });
    expect(keptPassword(world.inDevelopment.id)).toBeUndefined();
  });

  it('that stays keeps its password', async () => {
    await edit({ proxy }, { proxyPassword: password });
    await edit({ proxy: { ...proxy, bypass: 'localhost' }, name: 'Renamed' });
    expect(keptPassword(world.inDevelopment.id)).toBe('the-proxy-password');
  });
});

describe('an edit', () => {
  it('changes what is given and leaves the rest', async () => {
    await edit({ proxy, paths: { list: '/v2/keys' } });
    const shown = await edit({ name: 'Renamed' });
    expect(shown).toMatchObject({ name: 'Renamed', proxy, paths: { list: '/v2/keys' }, hasCredential: true });
    expect(kept(shown.id)).toBe('management-credential');
    expect(world.done()[0]).toBe('connection edited');
  });

  it('may keep its own name in another case, and not take that of another', async () => {
    await add();
    expect((await edit({ name: 'FAKE' })).name).toBe('FAKE');
    expect(await codeOf(() => edit({ name: 'second' }))).toBe('name-taken');
  });

  it('is refused a path for an operation that has none to replace', async () => {
    expect(await fieldOf(() => edit({ paths: { verify: '/x' } }))).toBe('paths');
  });

  it('switches inferred ways on with a credential only, and off again without losing it', async () => {
    everything(world.service, 'inferred');
    const { id } = await add({}, {});
    const on = { id, params: { api: 'inferred' } };
    expect(await fieldOf(() => world.connections.edit(on))).toBe('credential');
    expect(await world.connections.edit(on, { credential })).toMatchObject({
      inferred: true,
      hasCredential: true,
    });
    const off = await world.connections.edit({ id, params: {} });
    expect([off.inferred, kept(id)]).toEqual([false, 'another-credential']);
    expect((await world.connections.edit(on)).inferred).toBe(true);
  });

  it('puts a new credential in place of the old one', async () => {
    await edit({}, { credential });
    expect(kept(world.inDevelopment.id)).toBe('another-credential');
  });

  it('leaves the old credential where the new settings cannot be written', async () => {
    const { put } = world.ledger.connections;
    Object.assign(world.ledger.connections, {
      put: () => {
        throw new Error('the disk is full');
      },
    });
    await expect(edit({ name: 'Renamed' }, { credential })).rejects.toThrow('the disk is full');
    Object.assign(world.ledger.connections, { put });
    expect(kept(world.inDevelopment.id)).toBe('management-credential');
    expect(world.connections.get(world.inDevelopment.id).name).toBe('Fake');
  });

  it('does not move a connection to another address by a parameter', async () => {
    world.service.summary.params = [
      { name: 'site', label: 'Site', about: '', required: false, default: null, choices: null },
    ];
    world.service.addressOf = ({ site }) => `https://${site ?? 'www'}.example.test`;
    const { id } = await add({ params: { site: 'eu' } });
    expect(await fieldOf(() => world.connections.edit({ id, params: { site: 'us' } }))).toBe('params');
    expect(await codeOf(() => world.connections.edit({ id, params: { site: 'eu' } }))).toBe(
      'nothing was thrown',
    );
  });
});

it('does not let a parameter lead the credential of a connection to another login', async () => {
  world.service.summary.params = [
    { name: 'tenant', label: 'Tenant', about: '', required: false, default: null, choices: null },
  ];
  Object.assign(world.service.plugin, {
    destinations: ({ params }: { params: Record<string, string> }) => [`https://${params.tenant}.login.test`],
  });
  const { id } = await add({ params: { tenant: 'mine' } });
  expect(await fieldOf(() => world.connections.edit({ id, params: { tenant: 'other' } }))).toBe('params');
});

describe('a test of a connection', () => {
  it('asks with the credential where there is one, and tells no more than the contract knows', async () => {
    world.service.accepts = () => false;
    expect(await world.connections.test(world.inDevelopment.id)).toEqual({
      ok: false,
      message: 'It does not take it.',
      next: null,
      code: 'unauthorized',
    });
  });

  it('asks whether the service is there where all is done by hand, also while the storage is locked', async () => {
    everything(world.service, 'guided');
    const { id } = await add({}, {});
    world.storage.state = 'locked';
    expect((await world.connections.test(id)).ok).toBe(true);
  });
});
