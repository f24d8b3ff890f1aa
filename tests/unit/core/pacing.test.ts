import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPacer } from '#core/pacing.ts';
import type { Ledger } from '#core/ports/ledger.ts';
import type { PacingTable } from '#core/ports/pacing.ts';
import { type FakeClock, fakeClock } from '#tests/fakes/clock.ts';
import { openLedger } from '../../../electron/ledger/open.ts';

const NONE = { requests: [], concurrent: null };
const TWO_A_MINUTE = { requests: [{ count: 2, perSeconds: 60 }], concurrent: null };
const flush = () => new Promise((resolve) => setImmediate(resolve));
const { signal } = new AbortController();

let folder: string;
let ledger: Ledger;
let clock: FakeClock;
let errors: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyrack-pace-'));
  ledger = openLedger(join(folder, 'ledger.db'));
  clock = fakeClock();
  errors = [];
});
afterEach(() => {
  ledger.close();
  rmSync(folder, { recursive: true });
});

const log = {
  debug: () => undefined,
  info: () => undefined,
  error: (event: string) => void errors.push(event),
};
/** A process of its own: it shares the table, nothing else. */
const pacer = (table: PacingTable = ledger.pacing) => createPacer({ table, clock, log });
const state = async (turn: Promise<unknown>) => {
  const judged = turn.then(
    () => 'came',
    (error: { code: string }) => error.code,
  );
  return Promise.race([judged, flush().then(() => 'waiting')]);
};

describe('a turn', () => {
  it('comes to five at a time, in all processes together, where nothing else is declared', async () => {
    const [one, two] = [pacer()('a', NONE), pacer()('a', NONE)];
    const done = await Promise.all([one, one, one, two, two].map((pace) => pace.turn(signal)));
    const sixth = two.turn(signal);
    expect(await state(sixth)).toBe('waiting');
    done[0]?.();
    clock.advance(25);
    expect(await state(sixth)).toBe('came');
  });

  it('comes to fewer at a time where the service says so, and to each connection for itself', async () => {
    const pace = pacer();
    await pace('a', { requests: [], concurrent: 1 }).turn(signal);
    expect(await state(pace('a', { requests: [], concurrent: 1 }).turn(signal))).toBe('waiting');
    expect(await state(pace('b', { requests: [], concurrent: 1 }).turn(signal))).toBe('came');
  });

  it('comes in the order in which it was asked for', async () => {
    const pace = pacer()('a', TWO_A_MINUTE);
    const came: number[] = [];
    for (const end of await Promise.all([pace.turn(signal), pace.turn(signal)])) end();
    for (const place of [1, 2]) void pace.turn(signal).then(() => came.push(place));
    await flush();
    clock.advance(60_050);
    await flush();
    expect(came).toEqual([1, 2]);
  });

  it('comes only when the answer of an earlier request has left the window', async () => {
    const pace = pacer()('a', { requests: [{ count: 1, perSeconds: 60 }], concurrent: null });
    const end = await pace.turn(signal);
    clock.advance(20_000);
    end();
    const next = pace.turn(signal);
    await flush();
    clock.advance(59_000);
    expect(await state(next)).toBe('waiting');
    clock.advance(1_050);
    expect(await state(next)).toBe('came');
  });

  it('is not taken by a request whose process was killed for longer than a minute', async () => {
    const one = { requests: [], concurrent: 1 };
    await pacer()('a', one).turn(signal);
    const next = pacer()('a', one).turn(signal);
    await flush();
    for (let passed = 0; passed < 60_000; passed += 25) {
      clock.advance(25);
      await flush();
    }
    expect(await state(next)).toBe('came');
  });

  it('can be given up, at once, wherever in the queue', async () => {
    const pace = pacer()('a', TWO_A_MINUTE);
    for (const end of await Promise.all([pace.turn(signal), pace.turn(signal)])) end();
    const users = [new AbortController(), new AbortController()];
    const turns = users.map((user) => pace.turn(user.signal));
    for (const turn of turns) turn.catch(() => undefined);
    await flush();
    for (const [at, turn] of [...turns.entries()].reverse()) {
      users[at]?.abort();
      expect(await state(turn)).toBe('cancelled');
    }
    expect(await state(pace.turn(AbortSignal.abort()))).toBe('cancelled');
  });
});

describe('what a service asks for', () => {
  it('is kept by every process, up to two minutes', async () => {
    const [one, two] = [pacer()('a', NONE), pacer()('a', NONE)];
    one.hold(new Date(clock.now().getTime() + 120_000));
    const turn = two.turn(signal);
    await flush();
    clock.advance(119_999);
    expect(await state(turn)).toBe('waiting');
    clock.advance(1);
    expect(await state(turn)).toBe('came');
  });

  it('ends within a day, though the clock was set back by a year since', async () => {
    const pace = pacer()('a', NONE);
    pace.hold(new Date(clock.now().getTime() + 365 * 86_400_000));
    await expect(pace.turn(signal)).rejects.toMatchObject({ next: 'Try again in 24 hours.' });
    clock.advance(86_400_000);
    expect(await state(pace.turn(signal))).toBe('came');
  });

  it('is told rather than waited for where it is longer', async () => {
    const pace = pacer()('a', NONE);
    pace.hold(new Date(clock.now().getTime() + 600_000));
    pace.hold(new Date(clock.now().getTime() + 1_000));
    await expect(pace.turn(signal)).rejects.toMatchObject({
      code: 'rate-limited',
      next: 'Try again in 10 minutes.',
    });
  });
});

it('keeps no row that no window reaches any more', async () => {
  const pace = pacer()('a', TWO_A_MINUTE);
  for (let i = 0; i < 10; i += 1) {
    (await pace.turn(signal))();
    clock.advance(61_000);
  }
  const { DatabaseSync } = process.getBuiltinModule('node:sqlite');
  const db = new DatabaseSync(join(folder, 'ledger.db'), { readOnly: true });
  const row = db.prepare('SELECT count(*) AS rows FROM requests').get();
  db.close();
  expect(Number(row?.rows)).toBeLessThanOrEqual(4);
});

it('does not lose an answer because it cannot be counted', async () => {
  const fail = () => {
    throw new Error('disk full');
  };
  const pace = pacer({ ...ledger.pacing, end: fail, hold: fail })('a', NONE);
  const end = await pace.turn(signal);
  end();
  pace.hold(clock.now());
  expect(errors).toEqual(['a request could not be counted', 'a request could not be counted']);
});
