import { afterEach, beforeEach, expect, it } from 'vitest';
import { keyAccount } from '#core/ports/secret-store.ts';
import { Secret } from '#core/secret.ts';
import { keyRow } from '#tests/fakes/key-row.ts';
import { codeOf, createWorld, type World } from './world.ts';

const OURS = 'fk_live_abcd_ours_and_no_other';
const THEIRS = 'fk_live_abcd_theirs_and_no_other';

let world: World;
let id: string;
beforeEach(async () => {
  world = await createWorld();
  id = crypto.randomUUID();
  const { development, inDevelopment } = world;
  world.ledger.keys.put(
    keyRow({
      id,
      environmentId: development.id,
      connectionId: inDevelopment.id,
      remoteId: 'r-1',
      held: false,
    }),
  );
});
afterEach(() => world.end());

const account = () => keyAccount(world.development.id, id);
const enter = () => world.keys.enter({ id }, new Secret(OURS));
const held = () => world.storage.items.get(account())?.expose();

/** Another process stores and records a value of its own: one that it regenerated has nobody else. */
function rival(fingerprint: string | null = null): void {
  Map.prototype.set.call(world.storage.items, account(), new Secret(THEIRS));
  const row = world.ledger.keys.get(id);
  if (row !== null) world.ledger.keys.put({ ...row, held: true, fingerprint });
}

it('a value that another process stored while the service was asked is not written over', async () => {
  const { verdict } = world.service;
  world.service.verdict = (secret) => {
    rival();
    return verdict(secret);
  };
  expect(await codeOf(enter)).toBe('forbidden-by-rule');
  expect(held()).toBe(THEIRS);
});

it.each([
  ['listed', false, null],
  ['held, and its value lost', true, 'the rival’s'],
])(
  'where two are stored at once, the one that stands is recognised: a row %s',
  async (_, isHeld, fingerprint) => {
    const row = world.ledger.keys.get(id);
    if (row !== null) world.ledger.keys.put({ ...row, held: isHeld });
    world.storage.items.set = (name, secret) => {
      Map.prototype.set.call(world.storage.items, name, secret);
      if (name === account()) rival(fingerprint);
      return world.storage.items;
    };
    await enter().catch(() => undefined);
    await world.keys.fingerprintHeld();
    expect(held()).toBe(THEIRS);
    expect((await world.keys.identify(new Secret(THEIRS))).keyIds).toEqual([id]);
    expect((await world.keys.identify(new Secret(OURS))).keyIds).toEqual([]);
  },
);
