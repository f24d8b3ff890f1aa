import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '#core/errors.ts';
import { type Bench, startBench } from '../../crash/rotation/bench.ts';
import { CASES, type Case } from '../../crash/rotation/cases.ts';
import { createFaults, type Faults, NO_FAULT } from '../../crash/rotation/faults.ts';
import { acceptedBy, brokenAtEnd, brokenNow, foreignParts } from '../../crash/rotation/invariants.ts';
import { newestRun } from '../../crash/rotation/living.ts';
import { openRotationPlace, type RotationPlace } from '../../crash/rotation/place.ts';
import { createFaultClock, type FaultClock } from '../../crash/rotation/ports.ts';

// Two processes over one ledger. One is stopped in the middle of a run, as by a suspend, and goes on much later.

const MINUTE_MS = 60_000;
const LOOKS_MAX = 60;

let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
}, MINUTE_MS);
afterAll(() => bench.stop());

/** A call at which it is stopped: the `nth` that fits. */
interface Stop {
  readonly at: (...call: Parameters<Faults['rest']>) => boolean;
  readonly nth?: number;
}

interface Stopped {
  readonly place: RotationPlace;
  /** It hangs there; false: it never came to it. */
  readonly hangs: boolean;
  /** It goes on. @returns the code of what it ended with */
  readonly goOn: () => Promise<string>;
  /** The timer of its process comes round. */
  readonly beat: () => void;
}

const open = (of: Case, clock: FaultClock, own: number, faults = createFaults(NO_FAULT)) => {
  const beats = new Set<() => void>();
  const pulse = (beat: () => void) => {
    beats.add(beat);
    return () => void beats.delete(beat);
  };
  const place = openRotationPlace({
    ...{ folder: bench.template.folder, ca: bench.counterpart.ca, manifest: of.manifest },
    ...{ clock, faults, counterpart: bench.counterpart },
    writers: { own, lives: () => true, pulse },
  });
  return { place, beat: () => beats.forEach((each) => void each()) };
};

async function stoppedAt(of: Case, clock: FaultClock, { at, nth = 1 }: Stop): Promise<Stopped> {
  let release: () => void = () => undefined;
  let seen = 0;
  let stopped: () => void = () => undefined;
  const hanging = new Promise<boolean>((resolve) => {
    stopped = () => resolve(true);
  });
  const faults = createFaults(NO_FAULT, {
    rest: async (...call) => {
      if (!at(...call)) return;
      seen += 1;
      if (seen !== nth) return;
      stopped();
      await new Promise<void>((resolve) => {
        release = resolve;
      });
    },
  });
  const { place, beat } = open(of, clock, 1, faults);
  const ended = place.rotating.start(of.request).then(
    ({ state }) => state,
    (error: unknown) => {
      if (error instanceof AppError) return error.code;
      throw error;
    },
  );
  const hangs = await Promise.race([hanging, ended.then(() => false)]);
  return {
    place,
    hangs,
    beat,
    goOn: () => {
      release();
      return ended;
    },
  };
}

/** Looks as the app does, each minute, until the run has ended. */
async function looked(place: RotationPlace, clock: FaultClock): Promise<void> {
  for (let looks = 0; looks < LOOKS_MAX && place.ledger.rotations.open().length > 0; looks += 1) {
    await place.recover();
    await place.rotating.resume();
    clock.moveTo(clock.now().getTime() + MINUTE_MS);
  }
}

const [PLAIN, ...rest] = CASES as readonly [Case, ...Case[]];
const IN_PLACE = rest.find(({ name }) => name === 'in place') ?? PLAIN;

function prepare() {
  bench.template.reset();
  const clock = createFaultClock(bench.start);
  bench.time.now = () => clock.now().getTime();
  const before = { foreign: foreignParts(bench.template.folder), value: bench.template.value };
  return { clock, before };
}

/** @returns how the one that was stopped ended, and what is broken in the end; null: it was never stopped there */
async function takenOver(of: Case, stop: Stop) {
  const { clock, before } = prepare();
  const one = await stoppedAt(of, clock, stop);
  const other = open(of, clock, 2).place;
  try {
    if (!one.hangs) return null;
    // It has written no run yet.
    if (other.ledger.rotations.open().length === 0)
      return { how: await one.goOn(), state: 'done', broken: [] };
    await other.rotating.resume();
    expect(other.ledger.rotations.open()).toMatchObject([{ writer: 1 }]);
    clock.moveTo(clock.now().getTime() + 20 * MINUTE_MS);
    await looked(other, clock);
    const run = newestRun({ place: other });
    const journal = run === null ? [] : other.rotating.journal(run.id);
    const how = await one.goOn();
    clock.moveTo(clock.now().getTime() + 2 * MINUTE_MS);
    await other.recover();
    const now = run === null ? null : other.rotating.get(run.id);
    expect(now).toEqual(run);
    expect(run === null ? [] : other.rotating.journal(run.id)).toEqual(journal);
    const { counterpart, template } = bench;
    const end = { of, place: other, folder: template.folder, counterpart, before, run, journal };
    const broken = [
      ...brokenAtEnd({ ...end, hasFailed: false }),
      ...brokenNow(template.folder, acceptedBy(counterpart)),
    ];
    return { how, state: run?.state, broken };
  } finally {
    await one.goOn();
    await one.place.close();
    await other.close();
  }
}

const request =
  (method: string, end: string, when: 'before' | 'after'): Stop['at'] =>
  (port, what, at) =>
    port === 'request' && at === when && what.startsWith(method) && what.endsWith(end);

const FENCED = { how: 'conflict', state: 'done', broken: [] };

describe('a process that is stopped for twenty minutes in the middle of a run, and goes on', () => {
  it.each<[string, Case, Stop]>([
    ['before the service is asked for a key', PLAIN, { at: request('POST', '/v1/keys', 'before') }],
    ['behind it, without the answer', PLAIN, { at: request('POST', '/v1/keys', 'after') }],
    ['before the old key is revoked', PLAIN, { at: request('POST', '/revoke', 'before') }],
    ['behind it', PLAIN, { at: request('POST', '/revoke', 'after') }],
    ['behind a regenerate, without the answer', IN_PLACE, { at: request('POST', '/regenerate', 'after') }],
  ])(
    '%s: it stops there, and the other has brought the run to its end',
    async (_, of, stop) => {
      expect(await takenOver(of, stop)).toEqual(FENCED);
    },
    MINUTE_MS,
  );

  // But for what it has asked of the storage or the disk already, which nobody can call back.
  /** Each call of a run that waits; a part of them in each run of all tests. */
  const EVERY = process.env.KEYRACK_ROTATION_FAULTS === 'all' ? 1 : 7;
  it(
    'at any other call it does no harm either',
    async () => {
      const found: unknown[] = [];
      let stops = 0;
      for (let nth = 1; ; nth += EVERY) {
        const at: Stop['at'] = (port, _, when) => when === 'after' || !port.endsWith('write');
        const ran = await takenOver(PLAIN, { at, nth });
        if (ran === null) break;
        stops += 1;
        if (ran.broken.length > 0) found.push({ nth, ...ran });
      }
      expect(found).toEqual([]);
      expect(stops).toBeGreaterThan(100 / EVERY);
    },
    5 * MINUTE_MS,
  );
});

describe('a process that works on a run', () => {
  it(
    'keeps it for as long as its step takes, when it is asked now and then whether it is there',
    async () => {
      const { clock } = prepare();
      const one = await stoppedAt(PLAIN, clock, { at: request('POST', '/v1/keys', 'after') });
      const other = open(PLAIN, clock, 2).place;
      for (let minute = 0; minute < 60; minute += 1) {
        await other.rotating.resume();
        one.beat();
        clock.moveTo(clock.now().getTime() + MINUTE_MS);
      }
      expect(other.ledger.rotations.open()).toMatchObject([{ writer: 1, step: 'create' }]);
      expect(await one.goOn()).toBe('done');
      await one.place.close();
      await other.close();
    },
    MINUTE_MS,
  );

  it(
    'is not taken for gone by the first look after a suspend of all',
    async () => {
      const { clock } = prepare();
      const one = await stoppedAt(PLAIN, clock, { at: request('POST', '/v1/keys', 'after') });
      const other = open(PLAIN, clock, 2).place;
      clock.moveTo(clock.now().getTime() + 600 * MINUTE_MS);
      expect(await other.rotating.resume()).toBe(0);
      one.beat();
      clock.moveTo(clock.now().getTime() + MINUTE_MS);
      expect(await other.rotating.resume()).toBe(0);
      expect(await one.goOn()).toBe('done');
      await one.place.close();
      await other.close();
    },
    MINUTE_MS,
  );
});
