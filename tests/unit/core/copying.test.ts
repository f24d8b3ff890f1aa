import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Secret } from '#core/secret.ts';
import type { Key } from '#shared/model/key.ts';
import { codeOf, createWorld, type World } from './world.ts';

let world: World;
let key: Key;
let inProduction: Key;
const passphrase = new Secret('correct horse battery');

beforeEach(async () => {
  world = await createWorld();
  const make = (environmentId: string, connectionId: string) =>
    world.keys.create({ environmentId, connectionId, name: 'CI' });
  key = await make(world.development.id, world.inDevelopment.id);
  inProduction = await make(world.production.id, world.inProduction.id);
});
afterEach(() => world.end());

const audited = () => world.ledger.audit.list(100).map(({ what }) => what);

describe('showing a key once', () => {
  it('can be repeated until it is confirmed, each time with an audit row', async () => {
    await world.keys.readOnce(key.id);
    await world.keys.readOnce(key.id);
    expect(audited().filter((what) => what === 'key shown')).toHaveLength(2);
  });

  it('is over once the key is confirmed as copied', async () => {
    world.keys.acknowledge(key.id);
    expect(await codeOf(() => world.keys.readOnce(key.id))).toBe('forbidden-by-rule');
  });

  it('does not stand in the way of using the key', async () => {
    expect((await world.keys.read(key.id)).expose()).toContain('fk_live_');
  });
});

describe('copying a key', () => {
  it('is free until it is confirmed, also in production', async () => {
    expect((await world.keys.readForCopy(inProduction.id, null)).expose()).toContain('fk_live_');
  });

  it('needs presence afterwards', async () => {
    world.keys.acknowledge(key.id);
    expect(await codeOf(() => world.keys.readForCopy(key.id, null))).toBe('presence-unset');
    await world.storage.setPresence(passphrase);
    expect(await codeOf(() => world.keys.readForCopy(key.id, null))).toBe('presence-needed');
    expect(await codeOf(() => world.keys.readForCopy(key.id, new Secret('guess')))).toBe('wrong-passphrase');
    expect((await world.keys.readForCopy(key.id, passphrase)).expose()).toContain('fk_live_');
  });

  it('is never possible again in a copy-once environment, with presence or without', async () => {
    await world.storage.setPresence(passphrase);
    world.keys.acknowledge(inProduction.id);
    expect(await codeOf(() => world.keys.readForCopy(inProduction.id, passphrase))).toBe('forbidden-by-rule');
    expect((await world.keys.read(inProduction.id)).expose()).toContain('fk_live_');
  });
});
