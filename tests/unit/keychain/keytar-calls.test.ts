import { expect, test } from 'vitest';
import { fakeClock } from '#tests/fakes/clock.ts';
import { createKeytarCalls, type Keytar } from '../../../electron/keychain/keytar-calls.ts';

const MINUTE = 60_000;

function setUp(answer: () => Promise<string | null>, load?: () => Promise<Keytar>) {
  const clock = fakeClock();
  const keytar: Keytar = {
    getPassword: answer,
    setPassword: async () => {},
    deletePassword: async () => true,
  };
  const calls = createKeytarCalls({ clock, platform: 'linux', load: load ?? (async () => keytar) });
  const get = () => calls.run((loaded) => loaded.getPassword('keyrack', 'a/b'));
  return { clock, calls, get };
}

/** Lets what is already settled run on. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

test('a call that runs over is unavailable, and so is the next one until the first has ended', async () => {
  const hanging = Promise.withResolvers<string | null>();
  const { clock, get } = setUp(() => hanging.promise);
  const late = get();
  await settle();
  clock.advance(MINUTE);
  expect(await late).toMatchObject({ state: 'unavailable' });
  expect(await get()).toMatchObject({ state: 'unavailable' });
  hanging.resolve('value');
  await settle();
  expect(await get()).toEqual({ state: 'done', value: 'value' });
});

test('a call that fails after its deadline does no harm', async () => {
  const hanging = Promise.withResolvers<string | null>();
  const { clock, get } = setUp(() => hanging.promise);
  const late = get();
  await settle();
  clock.advance(MINUTE);
  await late;
  hanging.reject(new Error('dismissed'));
  await settle();
  expect(await get()).toMatchObject({ state: 'unavailable', message: expect.stringContaining('dismissed') });
});

test.each([
  ['User interaction is not allowed.', 'locked'],
  ['The name :1.2 was not provided by any .service files', 'unavailable'],
  ['Cannot autolaunch D-Bus without X11 $DISPLAY', 'unavailable'],
])('an error of the system (%s) becomes %s', async (message, state) => {
  const { get } = setUp(async () => {
    throw new Error(message);
  });
  expect(await get()).toMatchObject({ state });
});

test('a library that did not load is tried again', async () => {
  const keytar: Keytar = {
    getPassword: async () => 'value',
    setPassword: async () => {},
    deletePassword: async () => true,
  };
  const loads = [
    async () => {
      throw new Error('no libsecret');
    },
    async () => keytar,
  ];
  const { calls, get } = setUp(
    async () => null,
    () => (loads.shift() ?? (async () => keytar))(),
  );
  expect(await calls.loads()).toMatchObject({ state: 'unavailable' });
  expect(await get()).toEqual({ state: 'done', value: 'value' });
});
