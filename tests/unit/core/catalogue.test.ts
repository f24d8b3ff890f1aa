import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Secret } from '#core/secret.ts';
import { type ConnectionsWorld, codeOf, createConnectionsWorld, fieldOf } from './connections-world.ts';

let world: ConnectionsWorld;
beforeEach(async () => {
  world = await createConnectionsWorld();
});
afterEach(() => world.end());

const HOST = 'https://api.example.test';
const manifest = (host = HOST, id = 'mine') => JSON.stringify({ id, host });
const connect = (settings: object = {}) =>
  world.connections.add(
    { environmentId: world.development.id, provider: 'mine', ...settings },
    { credential: new Secret('a-credential') },
  );

describe("a manifest of the user's", () => {
  it('is kept, listed after ours, found, and given back as it was written', () => {
    expect(world.providers.add(manifest())).toMatchObject({ id: 'mine', custom: true });
    expect(world.providers.list().map(({ id }) => id)).toEqual(['fake', 'mine']);
    expect(world.providers.find('mine').name).toBe('mine');
    expect(world.providers.manifest('mine')).toBe(manifest());
    expect(world.done()[0]).toBe('provider added');
  });

  it('is looked at without being kept', () => {
    expect(world.providers.check(manifest()).provider?.id).toBe('mine');
    expect(world.providers.check('{}').issues).toHaveLength(1);
    expect(world.providers.list()).toHaveLength(1);
  });

  it('that cannot be read is not kept', async () => {
    expect(await codeOf(() => world.providers.add('{}'))).toBe('invalid-input');
    expect(world.ledger.providers.list()).toEqual([]);
  });

  it('does not take the place of one of ours', async () => {
    expect(await codeOf(() => world.providers.add(manifest(HOST, 'fake')))).toBe('name-taken');
    expect(world.providers.find('fake').custom).toBe(false);
  });

  it('makes connections that work', async () => {
    world.providers.add(manifest());
    expect((await world.connections.test((await connect()).id)).ok).toBe(true);
  });
});

describe('another manifest of the same id', () => {
  it('takes the place of the first, which keeps its day', () => {
    world.providers.add(manifest());
    const [before] = world.ledger.providers.list();
    world.clock.advance(86_400_000);
    world.providers.add(manifest('https://other.example.test'));
    expect(world.providers.find('mine').hosts[0]?.baseUrl).toBe('https://other.example.test');
    expect(world.ledger.providers.list()[0]?.addedAt).toBe(before?.addedAt);
    expect(world.done()[0]).toBe('provider replaced');
  });

  it('is refused where it leads a connection elsewhere: the credential was entered for the old address', async () => {
    world.providers.add(manifest());
    const { name } = await connect();
    expect(await fieldOf(() => world.providers.add(manifest('https://evil.example.test')))).toBe('hosts');
    await expect(async () => world.providers.add(manifest('https://evil.example.test'))).rejects.toThrow(
      name,
    );
    expect(world.providers.manifest('mine')).toBe(manifest());
  });

  it('is refused where it would take the credential to one more address', async () => {
    const text = (login?: string) => JSON.stringify({ id: 'mine', host: HOST, login });
    world.providers.add(text());
    await connect();
    expect(await fieldOf(() => world.providers.add(text('https://evil.example.test')))).toBe('hosts');
    expect(world.providers.manifest('mine')).toBe(text());
  });

  it('is taken where it sends as much as before, or less', async () => {
    const text = (login?: string) => JSON.stringify({ id: 'mine', host: HOST, login });
    world.providers.add(text('https://login.example.test'));
    await connect();
    world.providers.add(text('https://login.example.test'));
    expect(world.providers.add(text()).id).toBe('mine');
  });

  it('is taken where the address was named by the user and so stays', async () => {
    world.providers.add(manifest());
    const baseUrl = 'https://own.example.test';
    const { id } = await connect({ baseUrl });
    world.providers.add(manifest('https://moved.example.test'));
    await world.connections.test(id);
    expect(world.service.access?.baseUrl).toBe(baseUrl);
  });

  it('is refused where it no longer knows what a connection has set', async () => {
    world.service.summary.params = [
      { name: 'site', label: 'Site', about: '', required: false, default: null, choices: null },
    ];
    world.providers.add(manifest());
    await connect({ params: { site: 'eu' } });
    world.service.summary.params = [];
    expect(await fieldOf(() => world.providers.add(manifest()))).toBe('params');
  });
});

describe('removing a provider', () => {
  it('is refused while a connection uses it, and done after', async () => {
    world.providers.add(manifest());
    const { id } = await connect();
    expect(await codeOf(() => world.providers.remove('mine'))).toBe('forbidden-by-rule');
    await world.connections.remove(id);
    world.providers.remove('mine');
    expect(await codeOf(() => world.providers.find('mine'))).toBe('not-found');
    expect(world.done()[0]).toBe('provider removed');
  });

  it.each([
    ['fake', 'forbidden-by-rule'],
    ['nobody', 'not-found'],
  ])('%s ends with %s', async (id, code) => {
    expect(await codeOf(() => world.providers.remove(id))).toBe(code);
  });

  it('also takes one that can no longer be read', () => {
    world.ledger.providers.put({ id: 'broken', manifest: '{}', addedAt: '2026-11-20T12:00:00.000Z' });
    world.providers.remove('broken');
    expect(world.ledger.providers.list()).toEqual([]);
  });
});
