import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bench, startBench } from '../../crash/rotation/bench.ts';
import { CASES, type Case } from '../../crash/rotation/cases.ts';
import { NO_FAULT, type Point } from '../../crash/rotation/faults.ts';
import { oneEach, type Planned, sample, twoEach } from '../../crash/rotation/plans.ts';
import { runCase } from '../../crash/rotation/runs.ts';

/** So many of each case in every run; KEYRACK_ROTATION_FAULTS=all for every fault at every point. */
const WISHED = process.env.KEYRACK_ROTATION_FAULTS;
const EACH = WISHED === 'all' ? Number.POSITIVE_INFINITY : Number(WISHED ?? 3);
/** Printed, so that what it found can be found again. */
const SEED = Number(process.env.KEYRACK_ROTATION_SEED ?? Math.floor(Math.random() * 1_000_000));
/** Words that a fault's name has; absent: all faults. */
const ONLY = process.env.KEYRACK_ROTATION_ONLY ?? '';
const MINUTE_MS = 60_000;
const TOLD_MAX = 20;

let bench: Bench;
const sums = {
  points: 0,
  runs: 0,
  faults: 0,
  starts: 0,
  done: 0,
  undone: 0,
  failed: 0,
  waiting: 0,
  'never begun': 0,
};

beforeAll(async () => {
  bench = await startBench();
}, MINUTE_MS);
afterAll(async () => {
  await bench.stop();
  const words = Object.entries(sums).map(([what, count]) => `${count} ${what}`);
  process.stdout.write(`rotations with faults (seed ${SEED}): ${words.join(', ')}\n`);
});

const chosen = (points: readonly Point[]) => oneEach(points).filter(({ name }) => name.includes(ONLY));

/** @returns what was wrong in each run in which something was */
async function runAll(of: Case, planned: readonly Planned[]): Promise<readonly string[]> {
  const broken: string[] = [];
  for (const { name, plan } of planned) {
    const ran = await runCase(of, bench, plan);
    const state = ran.run?.state ?? 'never begun';
    sums.runs += 1;
    sums.faults += ran.faults.met.length;
    sums.starts += ran.starts;
    if (state in sums) sums[state as keyof typeof sums] += 1;
    if (ran.broken.length > 0) {
      const met = ran.faults.met.map(({ at, fault, what }) => `${fault} at ${at} (${what})`).join(', then ');
      broken.push([`${name} [${met}]: ${state}`, ...ran.broken, ...ran.journal].join('\n    '));
    }
  }
  return broken.slice(0, TOLD_MAX);
}

describe.each(CASES)('a rotation, $name', (of) => {
  /** Of the run without a fault. */
  let points: readonly Point[] = [];
  beforeAll(async () => {
    const clean = await runCase(of, bench, NO_FAULT);
    expect(clean.broken).toEqual([]);
    expect(clean.run?.state).toBe(of.ends);
    points = clean.faults.points;
    sums.points += points.length;
  }, MINUTE_MS);

  it(
    'in which one thing goes wrong leaves the old key or the new one, everywhere, and nothing besides',
    async () => {
      expect(await runAll(of, sample(chosen(points), EACH, SEED))).toEqual([]);
    },
    120 * MINUTE_MS,
  );

  it(
    'in which something goes wrong while the first thing is mended does so too',
    async () => {
      const singles = sample(chosen(points), EACH, SEED + 1);
      expect(await runAll(of, twoEach(singles, SEED))).toEqual([]);
    },
    120 * MINUTE_MS,
  );
});
