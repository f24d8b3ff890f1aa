import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '#core/errors.ts';
import { keyAccount } from '#core/ports/secret-store.ts';
import { Secret } from '#core/secret.ts';
import { keyRow } from '#tests/fakes/key-row.ts';
import { remoteKey } from '#tests/fakes/service-calls.ts';
import { codeOf, createWorld, type World } from './world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
  world.service.ways.create = 'guided';
  world.service.ways.list = null;
  world.service.testPrefix = 'fk_test_';
});
afterEach(() => world.end());

const VALUE = 'fk_live_abcdefghijklmnop';
const request = (extra = {}) => ({
  environmentId: world.development.id,
  connectionId: world.inDevelopment.id,
  name: 'CI',
  ...extra,
});
const inProduction = (extra = {}) =>
  request({ environmentId: world.production.id, connectionId: world.inProduction.id, ...extra });
const byHand = (value = VALUE, input = request()) => world.keys.createByHand(input, new Secret(value));
const refused = { is: 'invalid', because: null, message: 'It is no key.', next: 'Look again.' } as const;

describe('adding a value of no service', () => {
  const add = ({ id: environmentId }: { readonly id: string }, value: string) =>
    world.keys.add({ environmentId, name: 'Mine', variable: 'MINE' }, new Secret(value));

  it('brings no test-mode key of a known service into production', async () => {
    expect(await codeOf(() => add(world.production, 'fk_test_abcdefghijklmnop'))).toBe('forbidden-by-rule');
    expect(world.keys.list()).toEqual([]);
    expect((await add(world.production, VALUE)).testMode).toBe(false);
  });

  it('notes that it is one elsewhere', async () => {
    expect((await add(world.development, 'fk_test_abcdefghijklmnop')).testMode).toBe(true);
  });
});

describe('creating where no program can', () => {
  it('says that steps are needed, and sends nothing', async () => {
    expect(await codeOf(() => world.keys.create(request()))).toBe('steps-needed');
    expect(world.service.sent).toBe(0);
    expect(world.ledger.intents.list()).toEqual([]);
  });

  it('is refused with the reason where there is no way at all', async () => {
    world.service.ways.create = null;
    expect(await codeOf(() => world.keys.create(request()))).toBe('unsupported');
    await expect(world.keys.create(request())).rejects.toThrow('Fake has no way to create.');
    expect(await codeOf(() => byHand())).toBe('unsupported');
  });

  it('tells the steps after the same checks as a create', async () => {
    expect(world.keys.prepareByHand(request())).toMatchObject({ way: 'guided', steps: expect.any(Array) });
    const refusals = [
      [inProduction({ testMode: true }), 'forbidden-by-rule'],
      [request({ scopes: ['notes:burn'] }), 'invalid-input'],
      [request({ scopes: [] }), 'invalid-input'],
      [request({ connectionId: world.inProduction.id }), 'forbidden-by-rule'],
    ] as const;
    for (const [input, code] of refusals) {
      expect(await codeOf(() => world.keys.prepareByHand(input))).toBe(code);
      expect(await codeOf(() => byHand(VALUE, input))).toBe(code);
    }
  });
});

describe('a key made in the console', () => {
  it('is kept, confirmed as copied, with what the console showed beside it', async () => {
    const shown = { expiresAt: '2027-01-01T00:00:00Z', rateLimit: '60 per minute', remoteId: 'r-9' };
    const key = await byHand(VALUE, request({ shown, tags: ['ci'], description: 'nightly' }));
    expect(key).toMatchObject({ ...shown, held: true, acknowledged: true, status: 'active', tags: ['ci'] });
    expect(key.hint).toBe('fk_live_abcd');
    expect((await world.keys.read(key.id)).expose()).toBe(VALUE);
    expect(world.done()).toContain('key made by hand');
  });

  it.each([
    ['nothing', ''],
    ['seven characters', 'fk_live'],
    ['8193 characters', 'k'.repeat(8193)],
    ['a space inside', 'fk_live abcdefgh'],
    ['a line break at its end', `${VALUE}\n`],
    ['a letter that is not ASCII', 'fk_live_äbcdefgh'],
    ['a control character', 'fk_live_\u0007abcdef'],
    ['a masked copy', 'fk_live_••••••••'],
  ])('is refused where it is %s', async (_, value) => {
    expect(await codeOf(() => byHand(value))).toBe('invalid-input');
    expect(world.keys.list()).toEqual([]);
  });

  it.each([8, 8192])('may have %i characters', async (length) => {
    expect((await byHand('k'.repeat(length))).held).toBe(true);
  });

  it('is not kept where the service says that it is no key, in its words', async () => {
    world.service.verdict = () => refused;
    expect(await codeOf(() => byHand())).toBe('refused');
    await expect(byHand()).rejects.toThrow('It is no key.');
    expect(world.keys.list()).toEqual([]);
    expect([...world.storage.items.keys()].filter((one) => !/^(connection|ledger)\//.test(one))).toEqual([]);
  });

  it.each([
    ['the service is down', new AppError('network', { message: 'Down.' })],
    ['the service asks to wait', new AppError('rate-limited', { message: 'Wait.' })],
  ])('is kept where %s, and the audit says that it was not checked', async (_, failure) => {
    world.service.fail.verify = failure;
    expect((await byHand()).held).toBe(true);
    expect(world.done()).toContain('key made by hand, not checked by the service');
  });

  it('is not kept when the user cancels the check', async () => {
    world.service.fail.verify = new AppError('cancelled', { message: 'Cancelled.' });
    expect(await codeOf(() => byHand())).toBe('cancelled');
    expect(world.keys.list()).toEqual([]);
  });

  it('is refused where Keyrack has the value already, naming that key', async () => {
    await byHand();
    await expect(byHand(VALUE, request({ name: 'Other' }))).rejects.toThrow(
      'as the key "CI" of "Development"',
    );
    expect(await codeOf(() => byHand(VALUE, request({ name: 'Other' })))).toBe('same-value-here');
    expect((await byHand(`${VALUE}2`, request({ name: 'Other' }))).held).toBe(true);
  });

  it('stores nothing while the storage is locked', async () => {
    world.storage.state = 'locked';
    expect(await codeOf(() => byHand())).toBe('storage-locked');
    expect(world.keys.list()).toEqual([]);
  });

  it('takes over the row that a list of the service made of it', async () => {
    world.service.ways.list = 'api';
    world.service.keys.set('r-1', remoteKey('r-1', { name: 'CI', hint: 'fk_live_abcd' }));
    world.service.keys.set('r-2', remoteKey('r-2', { name: 'CI', hint: 'fk_live_zzzz' }));
    const key = await byHand();
    expect(key.remoteId).toBe('r-1');
    expect(world.keys.list()).toHaveLength(1);
  });

  it('is refused under the id of a key that is held', async () => {
    const shown = { remoteId: 'r-1' };
    const first = await byHand(VALUE, request({ shown }));
    expect(await codeOf(() => byHand(`${VALUE}2`, request({ shown })))).toBe('invalid-input');
    expect((await world.keys.read(first.id)).expose()).toBe(VALUE);
  });

  it('is not tied to a key of the service that may be another', async () => {
    world.service.ways.list = 'api';
    for (const id of ['r-1', 'r-2']) world.service.keys.set(id, remoteKey(id, { name: 'CI' }));
    expect((await byHand()).remoteId).toBeNull();
  });
});

describe('a test-mode key', () => {
  const TEST = 'fk_test_abcdefghijklmnop';

  it('is refused in production by its first characters, whatever was said', async () => {
    expect(await codeOf(() => byHand(TEST, inProduction()))).toBe('forbidden-by-rule');
    expect(await codeOf(() => byHand(TEST, inProduction({ testMode: false })))).toBe('forbidden-by-rule');
    expect(world.keys.list()).toEqual([]);
  });

  it('is known by its first characters elsewhere', async () => {
    expect((await byHand(TEST)).testMode).toBe(true);
    expect((await byHand(VALUE, request({ name: 'Live' }))).testMode).toBe(false);
  });

  it.each([
    [TEST, false],
    [VALUE, true],
  ])('is refused where its first characters say otherwise than the user', async (value, testMode) => {
    expect(await codeOf(() => byHand(value, request({ testMode })))).toBe('invalid-input');
  });
});

describe('entering the value of a key that is not held', () => {
  const listed = (changes = {}) => {
    const id = crypto.randomUUID();
    world.ledger.keys.put(
      keyRow({
        id,
        name: 'Listed',
        environmentId: world.development.id,
        connectionId: world.inDevelopment.id,
        remoteId: 'r-1',
        held: false,
        scopes: ['notes:read'],
        ...changes,
      }),
    );
    return id;
  };
  const enter = (id: string, value = VALUE) => world.keys.enter({ id }, new Secret(value));

  it('keeps it, confirmed as copied', async () => {
    const id = listed();
    expect(await enter(id)).toMatchObject({ held: true, acknowledged: true, hint: 'fk_live_abcd' });
    expect(world.storage.items.has(keyAccount(world.development.id, id))).toBe(true);
  });

  it.each([
    ['fk_live_abcd', true],
    ['fk_live_****mnop', true],
    ['••••mnop', true],
    ['fk_live_ab…', true],
    ['...klmnop', true],
    ['', true],
    ['fk_live_zzzz', false],
    ['fk_live_****zzzz', false],
    ['…zzzz', false],
  ])('compares it with what the service lists: %s', async (hint, fits) => {
    const code = await codeOf(() => enter(listed({ hint })));
    expect(code).toBe(fits ? 'nothing was thrown' : 'invalid-input');
  });

  it.each(['ghost', 'revoked'])('is refused for a %s key', async (status) => {
    expect(await codeOf(() => enter(listed({ status })))).toBe('forbidden-by-rule');
  });

  it('is refused where Keyrack has the value', async () => {
    const id = listed();
    await enter(id);
    expect(await codeOf(() => enter(id))).toBe('forbidden-by-rule');
  });

  it('is possible where the storage lost the value of a held key', async () => {
    const id = listed();
    await enter(id);
    world.storage.items.delete(keyAccount(world.development.id, id));
    expect((await enter(id)).held).toBe(true);
  });

  it('makes an orphan an ordinary key', async () => {
    world.service.ways.list = 'api';
    world.service.keys.set('r-1', remoteKey('r-1', { status: 'inactive' }));
    expect((await enter(listed({ status: 'orphan' }))).status).toBe('inactive');
  });

  it('is refused where the service says that it is no key', async () => {
    world.service.verdict = () => refused;
    expect(await codeOf(() => enter(listed()))).toBe('refused');
  });

  it('is refused for a test-mode key in production', async () => {
    const place = { environmentId: world.production.id, connectionId: world.inProduction.id, hint: '' };
    expect(await codeOf(() => enter(listed(place), 'fk_test_abcdefghijklmnop'))).toBe('forbidden-by-rule');
    expect(await codeOf(() => enter(listed({ ...place, remoteId: 'r-2', testMode: true })))).toBe(
      'forbidden-by-rule',
    );
  });
});
