import { afterEach, beforeEach, expect, it } from 'vitest';
import { keyAccount } from '#core/ports/secret-store.ts';
import { createRotatingWorld, type RotatingWorld } from './rotating-world.ts';

let world: RotatingWorld;
beforeEach(async () => {
  world = await createRotatingWorld();
});
afterEach(() => world.end());

const row = () => {
  const key = world.ledger.keys.get(world.key.id);
  if (key === null) throw new Error('the key is gone');
  return key;
};

async function addTwin(): Promise<void> {
  const { key, storage, keys } = world;
  const value = storage.items.get(keyAccount(key.environmentId, key.id));
  if (value === undefined) throw new Error('there is no value');
  const { environmentId } = key;
  await keys.add({ environmentId, name: 'Twin', variable: 'TWIN', sameValue: true }, value);
}

const inPlace = () => {
  world.service.ways.create = null;
};

const CASES: readonly (readonly [string, () => unknown, string | null])[] = [
  ['whose service does it all, and whose files can be written', () => world.deliver('inline'), null],
  ['that is regenerated, as its service makes no other', inPlace, null],
  [
    'that a person makes in the console',
    () => Object.assign(world.service.ways, { create: 'guided', regenerate: null }),
    'The new key is made by hand.',
  ],
  [
    'that a person regenerates in the console',
    () => Object.assign(world.service.ways, { create: null, regenerate: 'guided' }),
    'The new key is made by hand.',
  ],
  [
    'of a service that makes none at all',
    () => Object.assign(world.service.ways, { create: null, regenerate: null }),
    'Fake offers no way to make a new key from here.',
  ],
  [
    'that a person has to end',
    () => Object.assign(world.service.ways, { revoke: 'guided', delete: 'guided', disable: 'guided' }),
    'The old key is retired by hand.',
  ],
  [
    'that is local',
    () => world.ledger.keys.put({ ...row(), connectionId: null }),
    'The new key is made by hand.',
  ],
  [
    'that Keyrack does not hold',
    () => world.ledger.keys.put({ ...row(), held: false }),
    'Keyrack does not have its value, so somebody else may be using it.',
  ],
  [
    'that is switched off',
    () => world.ledger.keys.put({ ...row(), status: 'inactive' }),
    'The key "CI" is switched off, and a new one in its place would be on.',
  ],
  [
    'with a scope that its service has no more',
    () => world.ledger.keys.put({ ...row(), scopes: ['gone:read'] }),
    'gone:read',
  ],
  ['that a program keeps itself', () => world.deliver('input'), 'needs a person.'],
  ['whose value stands under a second name', addTwin, '"Twin"'],
  [
    'that is regenerated, and whose value stands under a second name',
    async () => {
      inPlace();
      await addTwin();
    },
    '"Twin"',
  ],
];

it.each(CASES)('of a key %s the ledger alone tells what a plan would say', async (_, arrange, why) => {
  await arrange();
  const foreseen = world.rotating.attended()(world.key.id);
  if (why === null) expect(foreseen).toBeNull();
  else expect(foreseen).toContain(why);
  const planned = await world.rotating.plan({ keyId: world.key.id }).then(
    ({ attended }) => attended,
    ({ message }: Error) => message,
  );
  expect(foreseen).toBe(planned);
});

it('a key that is gone is nobody’s work', () => {
  world.ledger.keys.remove(world.key.id);
  expect(world.rotating.attended()(world.key.id)).toContain('There is no key');
});
