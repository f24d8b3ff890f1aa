import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { watchLedger } from '../../../electron/app/ledger-watch.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function watched(version: () => number) {
  const seen = { changes: 0, errors: 0 };
  const log = {
    debug: () => undefined,
    info: () => undefined,
    error: () => {
      seen.errors += 1;
    },
  };
  const stop = watchLedger({ version }, log, () => {
    seen.changes += 1;
  });
  return { seen, stop };
}

it('tells once of each time that another process wrote', () => {
  let version = 1;
  const { seen, stop } = watched(() => version);
  vi.advanceTimersByTime(5_000);
  expect(seen.changes).toBe(0);
  version = 2;
  vi.advanceTimersByTime(5_000);
  expect(seen.changes).toBe(1);
  stop();
  version = 3;
  vi.advanceTimersByTime(5_000);
  expect(seen.changes).toBe(1);
});

it('goes on looking when the disk fails for a moment', () => {
  let version = 1;
  let fails = false;
  const { seen, stop } = watched(() => {
    if (fails) throw new Error('disk I/O error');
    return version;
  });
  fails = true;
  vi.advanceTimersByTime(2_000);
  expect(seen.errors).toBe(2);
  fails = false;
  version = 2;
  vi.advanceTimersByTime(1_000);
  expect(seen.changes).toBe(1);
  stop();
});
