import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLedger } from '../../../electron/ledger/open.ts';
import { BYSTANDER, KEY } from '../../crash/ids.ts';
import { type Bench, startBench } from '../../crash/rotation/bench.ts';
import { CASES } from '../../crash/rotation/cases.ts';
import { acceptedBy, brokenNow } from '../../crash/rotation/invariants.ts';

const WRITERS = join(import.meta.dirname, '../../crash');
const MINUTE_MS = 60_000;
/** After this an intent can belong to no request any more. */
const SETTLED_MS = 61_000;

/** Before the service was asked for a key, and before files were written; KEYRACK_ROTATION_FAULTS=all for more. */
const POINTS = process.env.KEYRACK_ROTATION_FAULTS === 'all' ? [5, 7, 12, 20, 30, 40, 60, 80, 100] : [5, 40];

let bench: Bench;
let ca: string;
beforeEach(async () => {
  bench = await startBench();
  bench.template.reset();
  ca = join(bench.template.folder, '..', 'ca.pem');
  writeFileSync(ca, bench.counterpart.ca);
}, MINUTE_MS);
afterEach(() => bench.stop());

interface Rival {
  readonly process: ChildProcess;
  readonly lines: AsyncIterator<string>;
}

/** A process that waits for the word to begin. */
async function rival(start: number, key = ''): Promise<Rival> {
  const args = ['--no-warnings', join(WRITERS, 'rotation-rival-writer.ts')];
  const child = spawn(process.execPath, [...args, bench.template.folder, ca, String(start), key], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  expect((await lines.next()).value).toBe('ready');
  return { process: child, lines };
}

/** Both at once, to their end. */
async function together(rivals: readonly Rival[]): Promise<readonly { steps: number; codes: string[] }[]> {
  for (const each of rivals) each.process.stdin?.write('now\n');
  return Promise.all(
    rivals.map(async ({ process: child, lines }) => {
      const ended = once(child, 'exit');
      const { value } = await lines.next();
      expect(await ended).toEqual([0, null]);
      return JSON.parse(value);
    }),
  );
}

/** A run that is left where its process was killed. */
async function leftAt(point: number): Promise<void> {
  const [of] = CASES;
  const args = ['--no-warnings', join(WRITERS, 'rotation-writer.ts'), bench.template.folder, ca];
  const child = spawn(process.execPath, [...args, of?.name ?? '', String(point), String(bench.start)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  expect(await once(child, 'exit')).toEqual([null, 'SIGKILL']);
}

function ends() {
  const ledger = openLedger(join(bench.template.folder, 'ledger.db'));
  const runs = ledger.rotations.newestEnded(10);
  const journals = runs.map(({ id }) => ledger.rotations.journal(id));
  const rows = ledger.keys.list();
  const open = ledger.rotations.open().length;
  ledger.close();
  return { runs, journals, rows, open };
}

const sent = (method: string, end: string) =>
  bench.counterpart.seen.filter((each) => each.method === method && each.path.endsWith(end)).length;

describe('the app and the command', () => {
  it.each(POINTS)(
    'that go on at once with a run that was left at point %i do each step once',
    async (point) => {
      await leftAt(point);
      const start = bench.start + SETTLED_MS;
      bench.time.now = () => start;
      await together([await rival(start), await rival(start)]);
      const { runs, journals, open } = ends();
      expect(open).toBe(0);
      expect(runs.map(({ state }) => state)).toEqual(['done']);
      expect(sent('POST', '/v1/keys')).toBe(1);
      expect(sent('POST', '/revoke')).toBe(1);
      const [journal = []] = journals;
      expect(journal.map(({ number }) => number)).toEqual(journal.map((_, at) => at + 1));
      const once = [
        'create',
        'verify',
        'switch',
        'people',
        'overlap',
        'disable',
        'watch',
        'revoke',
        'refuse',
      ];
      const own = journal.filter(({ text }) => !text.startsWith('Somebody'));
      const done = own.filter(({ state }) => state === 'done').map(({ step }) => step);
      expect(once.filter((step) => done.filter((each) => each === step).length !== 1)).toEqual([]);
      const written = own.filter(({ step }) => step === 'rewrite').map(({ text }) => text);
      expect(written).toHaveLength(new Set(written).size);
      expect(brokenNow(bench.template.folder, acceptedBy(bench.counterpart))).toEqual([]);
    },
    2 * MINUTE_MS,
  );

  it(
    'that rotate a key each at the same time lose none and mix none up',
    async () => {
      const told = await together([await rival(bench.start, KEY), await rival(bench.start, BYSTANDER)]);
      expect(told.map(({ codes }) => codes)).toEqual([[], []]);
      const { runs, rows, open } = ends();
      expect(open).toBe(0);
      expect(runs.map(({ state }) => state)).toEqual(['done', 'done']);
      expect(sent('POST', '/v1/keys')).toBe(2);
      expect(sent('POST', '/revoke')).toBe(2);
      const lives = bench.counterpart.keys.all().filter(({ state }) => state === 'active');
      const own = rows.filter(({ id }) => id === KEY || id === BYSTANDER);
      expect(lives.map(({ id }) => id).toSorted()).toEqual(own.map(({ remoteId }) => remoteId).toSorted());
      expect(own.every(({ held }) => held)).toBe(true);
      expect(brokenNow(bench.template.folder, acceptedBy(bench.counterpart))).toEqual([]);
    },
    2 * MINUTE_MS,
  );

  it(
    'that begin to rotate the same key at the same time make one run of it',
    async () => {
      const told = await together([await rival(bench.start, KEY), await rival(bench.start, KEY)]);
      expect(told.flatMap(({ codes }) => codes)).toContain('conflict');
      const { runs, open } = ends();
      expect(open).toBe(0);
      expect(runs.map(({ state }) => state)).toEqual(['done']);
      expect(sent('POST', '/v1/keys')).toBe(1);
      expect(sent('POST', '/revoke')).toBe(1);
      expect(brokenNow(bench.template.folder, acceptedBy(bench.counterpart))).toEqual([]);
    },
    2 * MINUTE_MS,
  );
});
