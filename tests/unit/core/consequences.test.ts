import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectionAccount } from '#core/ports/secret-store.ts';
import { Secret } from '#core/secret.ts';
import type { Key } from '#shared/model/key.ts';
import { codeOf, createWorld, type World } from './world.ts';

let world: World;
let key: Key;
beforeEach(async () => {
  world = await createWorld();
  key = await world.keys.create({
    environmentId: world.development.id,
    connectionId: world.inDevelopment.id,
    name: 'CI',
  });
});
afterEach(() => world.end());

function deliver(): string {
  const id = crypto.randomUUID();
  world.ledger.deliveries.put({
    id,
    target: 'claude-desktop',
    keyId: key.id,
    environmentId: key.environmentId,
    mechanism: 'launcher',
    file: '/home/u/claude.json',
    server: 'ci',
    variable: 'CI_KEY',
    scope: 'user',
    reference: null,
    entryHash: '',
    written: null,
    companions: [],
    imported: false,
    createdAt: '2026-11-20T10:00:00.000Z',
  });
  return id;
}

describe('what is told before a key stops working', () => {
  const told = (act: Parameters<World['keys']['consequences']>[1], id = key.id) =>
    world.keys.consequences(id, act);

  it.each(['disable', 'revoke', 'delete', 'regenerate'] as const)(
    'are the deliveries of it: %s',
    async (act) => {
      const id = deliver();
      expect((await told(act)).deliveries.map((one) => one.id)).toEqual([id]);
    },
  );

  it('are none of them for enable', async () => {
    deliver();
    expect((await told('enable')).deliveries).toEqual([]);
  });

  it.each([
    ['regenerate', 'unsupported'],
    ['revoke', 'unsupported'],
    ['delete', 'nothing was thrown'],
  ] as const)('is nothing where it cannot be done to a local key: %s', async (act, code) => {
    const place = { environmentId: world.development.id, name: 'Local', variable: 'LOCAL' };
    const { id } = await world.keys.add(place, new Secret('a-local-value'));
    expect(await codeOf(() => told(act, id))).toBe(code);
  });

  it('is that it was not confirmed as copied', async () => {
    expect((await told('delete')).warnings.join()).toContain('not confirmed');
    world.keys.acknowledge(key.id);
    expect((await told('delete')).warnings.join()).not.toContain('not confirmed');
  });

  it('is that it is production, that it is final, and what the service says', async () => {
    const place = { environmentId: world.production.id, connectionId: world.inProduction.id, name: 'P' };
    const { id } = await world.keys.create(place);
    world.service.offerDetails.revoke = { notes: ['It takes a minute.'] };
    const { warnings } = await told('revoke', id);
    expect(warnings).toEqual(
      expect.arrayContaining([
        '"Production" is a production environment.',
        'This cannot be taken back.',
        'It takes a minute.',
      ]),
    );
  });

  it.each(['disable', 'revoke', 'delete', 'regenerate'] as const)(
    'is that another key has the same value, whose programs stop too: %s',
    async (act) => {
      const place = { environmentId: world.production.id, name: 'Copy', variable: 'COPY', sameValue: true };
      const copy = await world.keys.add(place, await world.keys.read(key.id));
      const twin = /"Copy" of "Production" has the same value/;
      expect((await told(act)).warnings.join()).toMatch(twin);
      await world.keys.act({ id: copy.id, act: 'delete', confirm: 'Production' });
      expect((await told(act)).warnings.join()).not.toMatch(twin);
    },
  );

  it('is not that where a copy alone is deleted here', async () => {
    const place = { environmentId: world.development.id, name: 'Copy', variable: 'COPY', sameValue: true };
    const copy = await world.keys.add(place, await world.keys.read(key.id));
    expect((await told('delete', copy.id)).warnings.join()).not.toContain('same value');
  });

  it('is that it is the management credential of a connection', async () => {
    const management = /management credential/;
    expect((await told('delete')).warnings.join()).not.toMatch(management);
    world.storage.items.set(connectionAccount(world.inProduction.id), await world.keys.read(key.id));
    expect((await told('delete')).warnings.join()).toMatch(management);
  });

  it('is that it may be that one, where that cannot be told and keys manage keys', async () => {
    const mayBe = /may be the key that a connection works with/;
    const row = world.ledger.keys.get(key.id);
    if (row === null) throw new Error('no row');
    world.storage.items.set(connectionAccount(world.inDevelopment.id), await world.keys.read(key.id));
    world.ledger.keys.put({ ...row, held: false });
    expect((await told('delete')).warnings.join()).not.toMatch(mayBe);
    world.service.summary.selfManaged = true;
    expect((await told('delete')).warnings.join()).toMatch(mayBe);
    world.ledger.keys.put({ ...row, held: false, hint: 'other' });
    expect((await told('delete')).warnings.join()).not.toMatch(mayBe);
    world.ledger.keys.put(row);
    world.storage.state = 'locked';
    expect((await told('delete')).warnings.join()).toMatch(mayBe);
  });
});
