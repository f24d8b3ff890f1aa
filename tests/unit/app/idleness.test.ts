import { expect, test } from 'vitest';
import { fakeClock } from '#tests/fakes/clock.ts';
import { watchIdleness } from '../../../electron/app/idleness.ts';

function setUp(minutes: number) {
  const clock = fakeClock();
  const now = { minutes, idleSeconds: 0, locked: false };
  let locks = 0;
  const stop = watchIdleness({
    clock,
    idleSeconds: () => now.idleSeconds,
    minutes: () => now.minutes,
    isLocked: () => now.locked,
    onIdle: () => {
      locks += 1;
      now.locked = true;
    },
  });
  /** Minutes pass, in steps as short as its own. */
  const pass = (count: number, idle: boolean) => {
    for (let step = 0; step < count * 12; step += 1) {
      now.idleSeconds = idle ? now.idleSeconds + 5 : 0;
      clock.advance(5_000);
    }
  };
  return { now, pass, stop, locks: () => locks };
}

test('locks when nobody was there for as long as the preference says, and not before', () => {
  const { pass, locks } = setUp(15);
  pass(60, false);
  pass(14, true);
  expect(locks()).toBe(0);
  pass(1, true);
  expect(locks()).toBe(1);
});

test('a change of the preference counts at once, and 0 means never', () => {
  const { now, pass, locks } = setUp(0);
  pass(600, true);
  expect(locks()).toBe(0);
  now.minutes = 5;
  pass(1, true);
  expect(locks()).toBe(1);
});

test('counts from the start and from the last unlocking, whatever the desktop counts from', () => {
  const { now, pass, locks } = setUp(15);
  now.idleSeconds = 86_400;
  pass(14, true);
  expect(locks()).toBe(0);
  pass(1, true);
  expect(locks()).toBe(1);
  now.locked = false;
  pass(14, true);
  expect(locks()).toBe(1);
  pass(2, true);
  expect(locks()).toBe(2);
});

test('a stopped one looks no more', () => {
  const { pass, stop, locks } = setUp(5);
  stop();
  pass(60, true);
  expect(locks()).toBe(0);
});
