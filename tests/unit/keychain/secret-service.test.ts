import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fakeClock } from '#tests/fakes/clock.ts';
import { type BusAnswer, booleanVariant, fakeSessionBus, type SeenCall } from '#tests/fakes/session-bus.ts';
import { createKeychainItems } from '../../../electron/keychain/keychain-items.ts';

let folder: string;
let server: Server | null;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyrack-bus-'));
  server = null;
});
afterEach(() => {
  server?.close();
  rmSync(folder, { recursive: true, force: true });
});

type Answers = Partial<Record<string, (call: SeenCall) => BusAnswer>>;

const PATH = '/org/freedesktop/secrets/collection/login';
const bytes = (text: string) => [...Buffer.from(text)];

/** An open keyring in which every account has an item of its own, whose value is its account. */
const OPEN: Answers = {
  ReadAlias: () => ({ signature: 'o', values: [PATH] }),
  Get: () => booleanVariant(false),
  OpenSession: () => ({ signature: 'vo', values: [['s', ''], '/session'] }),
  SearchItems: ({ values: [attributes] }) => {
    const account = new Map(attributes as [string, string][]).get('account');
    return { signature: 'aoao', values: [[`${PATH}/${account}`], []] };
  },
  GetSecrets: ({ values: [paths] }) => {
    const found = (paths as string[]).map((path) => [
      path,
      ['/session', [], bytes(path.slice(PATH.length + 1)), 'text/plain'],
    ]);
    return { signature: 'a{o(oayays)}', values: [found] };
  },
};

async function setUp(answers: Answers = {}, pieces?: number) {
  const seen: string[] = [];
  const keytar: string[] = [];
  const bus = fakeSessionBus((call) => {
    seen.push(call.member);
    return (
      { ...OPEN, ...answers }[call.member]?.(call) ?? { error: 'org.freedesktop.DBus.Error.UnknownMethod' }
    );
  }, pieces);
  server = bus;
  await new Promise<void>((resolve) => bus.listen(join(folder, 'bus'), resolve));
  const clock = fakeClock();
  const env = { DBUS_SESSION_BUS_ADDRESS: `unix:path=${folder}/bus` };
  const load = async () => {
    keytar.push('load');
    const none = async () => null;
    return { getPassword: none, setPassword: async () => {}, deletePassword: async () => true };
  };
  return { seen, keytar, clock, items: createKeychainItems({ clock, platform: 'linux', env, load }) };
}

test('reads of one moment are one question, and keytar is not loaded', async () => {
  const { items, seen, keytar } = await setUp();
  const found = await Promise.all(['a', 'b', 'c'].map((account) => items.read(account)));
  expect(found).toEqual(['a', 'b', 'c'].map((value) => ({ state: 'present', value })));
  expect(seen.filter((member) => member === 'GetSecrets')).toHaveLength(1);
  expect(seen.filter((member) => member === 'ReadAlias')).toHaveLength(1);
  expect(keytar).toEqual([]);
});

test('a read behind a change asks after it', async () => {
  const { items, seen } = await setUp();
  await Promise.all([items.read('a'), items.write('a', 'new'), items.read('a')]);
  expect(seen.filter((member) => member === 'GetSecrets')).toHaveLength(2);
});

test('answers may come byte by byte', async () => {
  const { items } = await setUp({}, 1);
  expect(await items.read('a')).toEqual({ state: 'present', value: 'a' });
});

test('nothing is looked for or opened while the keyring is locked', async () => {
  const { items, seen } = await setUp({ Get: () => booleanVariant(true) });
  expect(await items.read('a')).toMatchObject({ state: 'locked' });
  expect(seen.sort()).toEqual(['Get', 'OpenSession', 'ReadAlias']);
});

test.each<[string, Answers, object]>([
  [
    'is in a locked collection',
    { SearchItems: () => ({ signature: 'aoao', values: [[], ['/x']] }) },
    { state: 'locked' },
  ],
  ['is in none', { SearchItems: () => ({ signature: 'aoao', values: [[], []] }) }, { state: 'absent' }],
  [
    'was locked just now',
    { GetSecrets: () => ({ error: 'org.freedesktop.Secret.Error.IsLocked' }) },
    { state: 'locked' },
  ],
  [
    'is not given',
    { GetSecrets: () => ({ signature: 'a{o(oayays)}', values: [[]] }) },
    { state: 'unavailable' },
  ],
  [
    'is empty',
    { GetSecrets: () => ({ signature: 'a{o(oayays)}', values: [[[`${PATH}/a`, ['/s', [], [], '']]]] }) },
    { state: 'unavailable' },
  ],
  [
    'is no text',
    { GetSecrets: () => ({ signature: 'a{o(oayays)}', values: [[[`${PATH}/a`, ['/s', [], [0xff], '']]]] }) },
    { state: 'unavailable' },
  ],
  [
    'is given in another form',
    { GetSecrets: () => ({ signature: 's', values: ['a'] }) },
    { state: 'unavailable' },
  ],
  ['has no keyring', { ReadAlias: () => ({ signature: 'o', values: ['/'] }) }, { state: 'unavailable' }],
  [
    'has no service',
    { ReadAlias: () => ({ error: 'org.freedesktop.DBus.Error.ServiceUnknown' }) },
    { state: 'unavailable' },
  ],
  [
    'gets no session',
    { OpenSession: () => ({ error: 'org.freedesktop.DBus.Error.NotSupported' }) },
    { state: 'unavailable' },
  ],
  ['loses its bus', { SearchItems: () => 'hang up' }, { state: 'unavailable' }],
  [
    'gets a broken message',
    { SearchItems: () => ({ bytes: Buffer.alloc(32, 0x78) }) },
    { state: 'unavailable' },
  ],
])('an item that %s is told as such', async (_what, answers, told) => {
  const { items, keytar } = await setUp(answers);
  expect(await items.read('a')).toMatchObject(told);
  expect(keytar).toEqual([]);
});

test.each([
  ['ReadAlias', 2000],
  ['GetSecrets', 60_000],
])('a keyring that is silent at %s is waited for %i ms, and then asked anew', async (member, ms) => {
  let isSilent = true;
  const silence = (call: SeenCall): BusAnswer => (isSilent ? 'silence' : (OPEN[member]?.(call) ?? 'silence'));
  const { items, seen, clock } = await setUp({ [member]: silence });
  const reading = items.read('a');
  await expect.poll(() => seen.includes(member)).toBe(true);
  clock.advance(ms);
  expect(await reading).toMatchObject({ state: 'unavailable' });
  isSilent = false;
  expect(await items.read('a')).toEqual({ state: 'present', value: 'a' });
});

test.each([
  [null, { state: 'absent' }],
  ['', { state: 'unavailable' }],
  ['kept', { state: 'present', value: 'kept' }],
])(
  'where the system tells a locked keychain by an error, what keytar gives as %j is told',
  async (value, told) => {
    const load = async () => ({
      getPassword: async () => value,
      setPassword: async () => {},
      deletePassword: async () => true,
    });
    const items = createKeychainItems({ clock: fakeClock(), platform: 'darwin', load });
    expect(await items.read('a')).toMatchObject(told);
  },
);
