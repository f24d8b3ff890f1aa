import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '#core/errors.ts';
import { keyAccount } from '#core/ports/secret-store.ts';
import { Secret } from '#core/secret.ts';
import type { Key, Verdict } from '#shared/model/key.ts';
import { VALID } from '#tests/fakes/service.ts';
import { Killed } from '#tests/fakes/service-calls.ts';
import { codeOf, createWorld, type World } from './world.ts';

let world: World;
let key: Key;
let old: string;
beforeEach(async () => {
  world = await createWorld();
  key = await world.keys.create({
    environmentId: world.development.id,
    connectionId: world.inDevelopment.id,
    name: 'CI',
  });
  world.keys.acknowledge(key.id);
  old = await value();
});
afterEach(() => world.end());

const value = async () => (await world.keys.read(key.id)).expose();
const stored = () => world.storage.items.get(keyAccount(key.environmentId, key.id))?.expose();
const regenerate = (secret: string | null = null) =>
  world.keys.regenerate({ id: key.id }, secret === null ? null : new Secret(secret));
const says = (is: Verdict['is']) => {
  world.service.verdict = () => ({ ...VALID, is });
};

describe('a new value by API', () => {
  it('takes the place of the old one, waits to be copied, and keeps the key', async () => {
    expect(await regenerate()).toMatchObject({ id: key.id, held: true, acknowledged: false });
    expect(await value()).toContain('fk_live_regenerated');
    expect(world.ledger.intents.list()).toEqual([]);
    expect(world.done()[0]).toBe('key regenerated');
  });

  it('is recorded as under way before it is asked for', async () => {
    world.service.regenerate = 'killed after it was made';
    await expect(regenerate()).rejects.toThrow(Killed);
    expect(world.ledger.intents.list()).toMatchObject([{ kind: 'regenerate', keyId: key.id }]);
  });

  it('needs the name in production', async () => {
    const place = { environmentId: world.production.id, connectionId: world.inProduction.id, name: 'P' };
    const { id } = await world.keys.create(place);
    const sent = world.service.sent;
    expect(await codeOf(() => world.keys.regenerate({ id }, null))).toBe('confirmation-needed');
    expect(world.service.sent).toBe(sent);
    await world.keys.regenerate({ id, confirm: 'Production' }, null);
  });

  it('brings back a key whose value is lost', async () => {
    const row = world.ledger.keys.get(key.id);
    if (row === null) throw new Error('no row');
    world.ledger.keys.put({ ...row, held: false });
    world.storage.items.clear();
    await world.connections.edit({ id: world.inDevelopment.id }, { credential: new Secret('management') });
    expect((await regenerate()).held).toBe(true);
  });

  it.each(['refused', 'unauthorized', 'rate-limited', 'network'] as const)(
    'that fails with %s leaves the old one, and stands in the audit',
    async (code) => {
      world.service.fail.regenerate = new AppError(code, { message: 'No.' });
      expect(await codeOf(() => regenerate())).toBe(code);
      expect(await value()).toBe(old);
      expect(world.ledger.intents.list()).toEqual([]);
      expect(world.done()[0]).toBe('key not regenerated');
    },
  );

  it('that cannot be kept is said to be lost: the key is not held', async () => {
    world.storage.failWrite = new AppError('storage-unavailable', { message: 'It went away.' });
    expect(await codeOf(() => regenerate())).toBe('storage-unavailable');
    expect(world.keys.get(key.id).held).toBe(false);
    expect((await regenerate()).held).toBe(true);
  });

  it('is not asked for while the storage is locked', async () => {
    const sent = world.service.sent;
    world.storage.state = 'locked';
    expect(await codeOf(() => regenerate())).toBe('storage-locked');
    expect(world.service.sent).toBe(sent);
  });

  it.each(['ghost', 'revoked'] as const)('is refused for a %s key', async (status) => {
    const row = world.ledger.keys.get(key.id);
    if (row !== null) world.ledger.keys.put({ ...row, status });
    expect(await codeOf(() => regenerate())).toBe('forbidden-by-rule');
  });
});

describe('a new value whose answer was lost', () => {
  it('did not happen where the service still takes the old one, and that is said', async () => {
    world.service.regenerate = 'lost before it was made';
    expect(await codeOf(() => regenerate())).toBe('service-failed');
    await expect(regenerate()).rejects.toMatchObject({ next: expect.stringContaining('Nothing happened') });
    expect(world.ledger.intents.list()).toEqual([]);
    expect(await value()).toBe(old);
  });

  it.each(['invalid', 'unknown'] as const)('keeps the old one until it is known: %s', async (is) => {
    world.service.regenerate = 'lost';
    says(is);
    expect(await codeOf(() => regenerate())).toBe('outcome-unknown');
    expect(stored()).toBe(old);
    expect(world.keys.get(key.id).held).toBe(true);
    expect(world.ledger.intents.list()).toHaveLength(1);
  });

  it('is made good by regenerating again', async () => {
    world.service.regenerate = 'lost';
    says('invalid');
    await codeOf(() => regenerate());
    world.service.regenerate = 'ok';
    expect((await regenerate()).held).toBe(true);
    expect(world.ledger.intents.list()).toEqual([]);
    expect(await value()).not.toBe(old);
  });

  it('is not forgotten because the next try is refused', async () => {
    world.service.regenerate = 'lost';
    says('unknown');
    await codeOf(() => regenerate());
    world.service.fail.regenerate = new AppError('rate-limited', { message: 'Wait.' });
    expect(await codeOf(() => regenerate())).toBe('rate-limited');
    expect(world.ledger.intents.list()).toHaveLength(1);
  });

  const settledAs = async (is: Verdict['is']) => {
    world.service.regenerate = 'lost';
    says('unknown');
    await codeOf(() => regenerate());
    says(is);
    world.clock.advance(61_000);
    await world.keys.recover();
  };

  it('is settled later: the old one works, so nothing happened', async () => {
    await settledAs('valid');
    expect(world.ledger.intents.list()).toEqual([]);
    expect(world.keys.get(key.id)).toMatchObject({ held: true, acknowledged: true });
    expect(world.done()).toContain('regenerate did not happen');
  });

  it('is settled later: the old one is dead, so the key is not held', async () => {
    await settledAs('invalid');
    expect(world.ledger.intents.list()).toEqual([]);
    expect(world.keys.get(key.id).held).toBe(false);
    expect(stored()).toBeUndefined();
  });

  it('stays open while it cannot be told', async () => {
    await settledAs('unknown');
    expect(world.ledger.intents.list()).toHaveLength(1);
    expect(stored()).toBe(old);
  });

  it('judges no key that is switched off by a refusal', async () => {
    const row = world.ledger.keys.get(key.id);
    if (row !== null) world.ledger.keys.put({ ...row, status: 'inactive' });
    await settledAs('invalid');
    expect(stored()).toBe(old);
    expect(world.ledger.intents.list()).toHaveLength(1);
  });

  it('is forgotten with a key that was deleted meanwhile', async () => {
    world.service.regenerate = 'lost';
    says('unknown');
    await codeOf(() => regenerate());
    await world.keys.act({ id: key.id, act: 'delete' });
    world.clock.advance(61_000);
    await world.keys.recover();
    expect(world.ledger.intents.list()).toEqual([]);
  });
});

it('killed between keychain and ledger, the new value counts and waits to be copied', async () => {
  world.service.regenerate = 'killed after it was made';
  await expect(regenerate()).rejects.toThrow(Killed);
  const account = keyAccount(key.environmentId, key.id);
  world.storage.items.set(account, new Secret('fk_live_new_value_abcdefghijklmnopqrstuvwx'));
  world.clock.advance(61_000);
  await world.keys.recover();
  expect(world.keys.get(key.id)).toMatchObject({ held: true, acknowledged: false, hint: 'fk_live_new_' });
});

describe('a new value by hand', () => {
  const NEW = 'fk_live_zyxwvutsrqponmlk';
  beforeEach(() => {
    world.service.ways.regenerate = 'guided';
  });

  it('needs the steps, then takes the place of the old one, confirmed as copied', async () => {
    expect(await codeOf(() => regenerate())).toBe('steps-needed');
    expect(await regenerate(NEW)).toMatchObject({ id: key.id, held: true, acknowledged: true });
    expect(await value()).toBe(NEW);
  });

  it('is not the old one once more', async () => {
    expect(await codeOf(() => regenerate(old))).toBe('invalid-input');
    expect(await value()).toBe(old);
  });

  it('is not kept where the service refuses it', async () => {
    says('invalid');
    expect(await codeOf(() => regenerate(NEW))).toBe('refused');
    expect(await value()).toBe(old);
  });

  it('is refused with the reason where the service has no way', async () => {
    world.service.ways.regenerate = null;
    expect(await codeOf(() => regenerate(NEW))).toBe('unsupported');
  });
});
