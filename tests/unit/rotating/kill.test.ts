import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bench, startBench } from '../../crash/rotation/bench.ts';
import { CASES } from '../../crash/rotation/cases.ts';
import { NO_FAULT } from '../../crash/rotation/faults.ts';
import { sample } from '../../crash/rotation/plans.ts';
import { runCase, runKilled } from '../../crash/rotation/runs.ts';

/** So many of each case in every run; KEYRACK_ROTATION_FAULTS=all for a kill at every point. */
const WISHED = process.env.KEYRACK_ROTATION_FAULTS;
const EACH = WISHED === 'all' ? Number.POSITIVE_INFINITY : Number(WISHED ?? 1);
const SEED = Number(process.env.KEYRACK_ROTATION_SEED ?? Math.floor(Math.random() * 1_000_000));
const MINUTE_MS = 60_000;
const WRITER = join(import.meta.dirname, '../../crash/rotation-writer.ts');
const MAIN = ['no overlap', 'switched off and watched', 'in place', 'taken back while it is watched'];

let bench: Bench;
const sums = { points: 0, kills: 0, starts: 0 };

beforeAll(async () => {
  bench = await startBench();
}, MINUTE_MS);
afterAll(async () => {
  await bench.stop();
  const words = Object.entries(sums).map(([what, count]) => `${count} ${what}`);
  process.stdout.write(`rotations killed with -9 (seed ${SEED}): ${words.join(', ')}\n`);
});

async function liveUntilKilled(name: string, at: number): Promise<void> {
  const { template, counterpart, start } = bench;
  const ca = join(template.folder, '..', 'ca.pem');
  writeFileSync(ca, counterpart.ca);
  const args = ['--no-warnings', WRITER, template.folder, ca, name, String(at), String(start)];
  const writer = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  const [, signal] = await once(writer, 'exit');
  expect(signal).toBe('SIGKILL');
  sums.kills += 1;
}

describe.each(CASES.filter(({ name }) => MAIN.includes(name)))('a rotation, $name', (of) => {
  it(
    'killed with -9 at any point is finished or taken back by the next start',
    async () => {
      const { faults } = await runCase(of, bench, NO_FAULT);
      sums.points += faults.points.length;
      const broken: string[] = [];
      for (const at of sample([...faults.points.keys()], EACH, SEED)) {
        const ran = await runKilled(of, bench, () => liveUntilKilled(of.name, at));
        sums.starts += ran.starts;
        const what = faults.points[at]?.what;
        if (ran.broken.length > 0)
          broken.push([`at ${at} (${what})`, ...ran.broken, ...ran.journal].join('\n    '));
      }
      expect(broken).toEqual([]);
    },
    120 * MINUTE_MS,
  );
});
