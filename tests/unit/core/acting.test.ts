import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '#core/errors.ts';
import { keyAccount } from '#core/ports/secret-store.ts';
import { Secret } from '#core/secret.ts';
import { KEY_ACTS, type Key } from '#shared/model/key.ts';
import { codeOf, createWorld, type World } from './world.ts';

let world: World;
let key: Key;
let inProduction: Key;

beforeEach(async () => {
  world = await createWorld();
  const make = (environmentId: string, connectionId: string) =>
    world.keys.create({ environmentId, connectionId, name: 'CI' });
  key = await make(world.development.id, world.inDevelopment.id);
  inProduction = await make(world.production.id, world.inProduction.id);
});
afterEach(() => world.end());

const account = (of: Key) => keyAccount(of.environmentId, of.id);
const storedOf = (of: Key) => world.storage.items.get(account(of));
const refused = { is: 'invalid', because: null, message: 'It is refused.', next: null } as const;

describe('an act by API', () => {
  it.each([
    ['disable', 'inactive'],
    ['enable', 'active'],
  ] as const)('%s leaves the key %s, with its value', async (act, status) => {
    expect(await world.keys.act({ id: key.id, act })).toMatchObject({ status, held: true });
    expect(world.service.keys.get(key.remoteId ?? '')?.status).toBe(status);
    expect(storedOf(key)).toBeDefined();
  });

  it('revoke keeps the row where the service keeps its own, and takes the value away', async () => {
    world.service.verdict = () => refused;
    expect(await world.keys.act({ id: key.id, act: 'revoke' })).toMatchObject({
      status: 'revoked',
      held: false,
    });
    expect(storedOf(key)).toBeUndefined();
    expect(world.done()).toContain('key revoked');
  });

  it('revoke takes the row away where the service keeps none', async () => {
    world.service.offerDetails.revoke = { keepsRow: false };
    expect(await world.keys.act({ id: key.id, act: 'revoke' })).toBeNull();
    expect(world.keys.list().map(({ id }) => id)).toEqual([inProduction.id]);
    expect(storedOf(key)).toBeUndefined();
  });

  it('delete takes the row and the value away', async () => {
    expect(await world.keys.act({ id: key.id, act: 'delete' })).toBeNull();
    expect(world.service.keys.size).toBe(1);
    expect(storedOf(key)).toBeUndefined();
  });

  it('warns in the audit when the service still takes a revoked key', async () => {
    await world.keys.act({ id: key.id, act: 'revoke' });
    expect(world.done()).toContain('warning: the service still accepts the key');
  });

  it('does not warn when the service refuses a revoked key, or says nothing of it', async () => {
    world.service.verdict = () => refused;
    await world.keys.act({ id: key.id, act: 'revoke' });
    world.service.fail.verify = new AppError('network', { message: 'It is down.' });
    await world.keys.act({ id: inProduction.id, act: 'revoke', confirm: 'Production' });
    expect(world.done()).not.toContain('warning: the service still accepts the key');
  });
});

describe('an act that fails', () => {
  const failures = ['unauthorized', 'network', 'refused', 'rate-limited', 'service-failed'] as const;

  it.each(KEY_ACTS.flatMap((act) => failures.map((code) => [act, code] as const)))(
    '%s with %s changes nothing here, and stands in the audit',
    async (act, code) => {
      const before = world.ledger.keys.get(key.id);
      world.service.fail[act] = new AppError(code, { message: 'No.' });
      expect(await codeOf(() => world.keys.act({ id: key.id, act }))).toBe(code);
      expect(world.ledger.keys.get(key.id)).toEqual(before);
      expect(storedOf(key)).toBeDefined();
      expect(world.ledger.audit.list(1)[0]).toMatchObject({ subject: key.id, detail: code });
      expect(world.done()[0]).toMatch(/^key not /);
    },
  );

  it('asks the service nothing while the storage is locked', async () => {
    world.storage.state = 'locked';
    world.service.calls.length = 0;
    for (const act of ['revoke', 'delete'] as const) {
      expect(await codeOf(() => world.keys.act({ id: key.id, act }))).toBe('storage-locked');
    }
    expect(world.service.calls).toEqual([]);
  });
});

describe('an act in production', () => {
  it.each(['disable', 'revoke', 'delete'] as const)('%s needs the name, exactly', async (act) => {
    world.service.calls.length = 0;
    for (const confirm of ['', 'production', 'Development']) {
      expect(await codeOf(() => world.keys.act({ id: inProduction.id, act, confirm }))).toBe(
        'confirmation-needed',
      );
    }
    expect(await codeOf(() => world.keys.act({ id: inProduction.id, act }))).toBe('confirmation-needed');
    expect(world.service.calls).toEqual([]);
    await world.keys.act({ id: inProduction.id, act, confirm: 'Production' });
    expect(world.service.calls).toContain(`${act} ${inProduction.remoteId}`);
  });

  it('enable needs none', async () => {
    expect(await world.keys.act({ id: inProduction.id, act: 'enable' })).toMatchObject({ status: 'active' });
  });
});

describe('an act by hand', () => {
  it.each(KEY_ACTS)(
    '%s is refused until the user says that it is done, and then sends nothing',
    async (act) => {
      world.service.ways[act] = 'guided';
      world.service.calls.length = 0;
      expect(await codeOf(() => world.keys.act({ id: key.id, act }))).toBe('steps-needed');
      expect(storedOf(key)).toBeDefined();
      await world.keys.act({ id: key.id, act, done: true });
      expect(world.service.calls.filter((call) => call.startsWith(act))).toEqual([]);
      expect(world.done()).toContain(`key ${act}d`);
    },
  );

  it.each(KEY_ACTS)(
    '%s that the service does not have is refused with the reason, done or not',
    async (act) => {
      world.service.ways[act] = null;
      for (const done of [false, true]) {
        const work = () => world.keys.act({ id: key.id, act, done });
        expect(await codeOf(work)).toBe('unsupported');
        await expect(work()).rejects.toThrow(`Fake has no way to ${act}.`);
      }
    },
  );

  it('is the only way for a key whose id at the service is not known', async () => {
    const row = world.ledger.keys.get(key.id);
    if (row === null) throw new Error('no row');
    world.ledger.keys.put({ ...row, remoteId: null });
    expect(await codeOf(() => world.keys.act({ id: key.id, act: 'delete' }))).toBe('steps-needed');
    expect(await world.keys.act({ id: key.id, act: 'delete', done: true })).toBeNull();
  });
});

describe('a key that is only here', () => {
  it('can be deleted and nothing else where it is local', async () => {
    const local = await world.keys.add(
      { environmentId: world.development.id, name: 'Local', variable: 'LOCAL' },
      new Secret('a-local-value'),
    );
    for (const act of ['disable', 'enable', 'revoke'] as const) {
      expect(await codeOf(() => world.keys.act({ id: local.id, act }))).toBe('unsupported');
    }
    expect(await world.keys.act({ id: local.id, act: 'delete' })).toBeNull();
    expect(storedOf(local)).toBeUndefined();
  });

  it('is deleted without a call where the service does not list it any more', async () => {
    const row = world.ledger.keys.get(key.id);
    if (row === null) throw new Error('no row');
    world.ledger.keys.put({ ...row, status: 'ghost' });
    world.service.calls.length = 0;
    expect(await codeOf(() => world.keys.act({ id: key.id, act: 'revoke' }))).toBe('forbidden-by-rule');
    expect(await world.keys.act({ id: key.id, act: 'delete' })).toBeNull();
    expect(world.service.calls).toEqual([]);
    expect(storedOf(key)).toBeUndefined();
  });
});
