import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createPacer } from '#core/pacing.ts';
import type { Clock } from '#core/ports/clock.ts';
import { keyAccount } from '#core/ports/secret-store.ts';
import type { Rotation } from '#shared/model/rotation.ts';
import { playground } from '../../../electron/providers/playground.ts';
import { CONNECTION, ENVIRONMENT } from '../../crash/ids.ts';
import { type Bench, startBench } from '../../crash/rotation/bench.ts';
import { createFaults, NO_FAULT } from '../../crash/rotation/faults.ts';
import { addMany, MANY_FILES, type OneOfMany } from '../../crash/rotation/many.ts';
import { openRotationPlace, type RotationPlace } from '../../crash/rotation/place.ts';
import { createFaultClock, type FaultClock } from '../../crash/rotation/ports.ts';

/** `real`: against the clock on the wall, some minutes. */
const IS_REAL = process.env.KEYRACK_ROTATION_LIMIT === 'real';
const KEYS = 100;
const LIMIT = { count: 100, perSeconds: 60 };
const WINDOW_MS = LIMIT.perSeconds * 1_000;
const MINUTE_MS = 60_000;
const TIMEOUT_MS = 30 * MINUTE_MS;
const NONE = { debug: () => undefined, info: () => undefined, error: () => undefined };

let bench: Bench;
let place: RotationPlace;
let clock: FaultClock;
let keys: readonly OneOfMany[];

const realClock = (): FaultClock => {
  const wall: Clock = {
    now: () => new Date(),
    after: (ms, run) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
  };
  return { ...wall, expire: () => undefined, moveTo: () => undefined };
};

beforeAll(async () => {
  bench = await startBench({ revoke: 'takes effect' }, { requests: [LIMIT], concurrent: 5, of: 'account' });
  const { counterpart, template, time, start } = bench;
  clock = IS_REAL ? realClock() : createFaultClock(start);
  time.now = () => clock.now().getTime();
  const manifest = { ...playground, limits: { requests: [LIMIT], concurrent: 5 } };
  template.reset();
  place = openRotationPlace({
    ...{ folder: template.folder, ca: counterpart.ca, manifest, clock, counterpart },
    faults: createFaults(NO_FAULT),
    pace: (table) => createPacer({ table, clock, log: NONE })(CONNECTION, manifest.limits),
  });
  keys = await addMany(KEYS, { place, counterpart, folder: template.folder });
}, TIMEOUT_MS);
afterAll(async () => {
  await place.close();
  await bench.stop();
});

const fileText = (file: string) => readFileSync(join(bench.template.folder, 'home', file), 'utf8');

/** @returns the value of a key in each of its three files */
function valuesOf({ name }: OneOfMany): readonly unknown[] {
  const number = name.split(' ')[1];
  const server = (file: string) =>
    JSON.parse(fileText(file).replace(/^\uFEFF/, '')).mcpServers[`server-${number}`].env[`KEY_${number}`];
  const line = new RegExp(`^KEY_${number}=["']?(pg_live_\\w+)`, 'm').exec(fileText(MANY_FILES.dotenv));
  return [server(MANY_FILES.claude), server(MANY_FILES.cursor), line?.[1]];
}

const kept = async ({ id }: OneOfMany) =>
  (await place.values.readIfHeld(keyAccount(ENVIRONMENT, id)))?.expose() ?? null;

/** Each key has one value, in its three files and in the storage, and the service takes it. */
async function brokenOf(key: OneOfMany): Promise<readonly string[]> {
  const value = await kept(key);
  const isTaken = value !== null && bench.counterpart.keys.bySecret(value)?.state === 'active';
  const isAlike = valuesOf(key).every((each) => each === value);
  return [...(isTaken ? [] : [`${key.name}: refused`]), ...(isAlike ? [] : [`${key.name}: not alike`])];
}

/** What is told at each step is what stands in the ledger then, and goes forward. */
function progress() {
  const wrong = new Set<string>();
  let [steps, written] = [0, 0];
  return {
    wrong,
    onStep: (told: Rotation) => {
      const row = place.ledger.rotations.get(told.id);
      steps += 1;
      if (row?.step !== told.step || row.endedAt !== told.endedAt)
        wrong.add(`${told.step}: not as it is kept`);
      if (told.written > told.toWrite) wrong.add(`${told.step}: ${told.written} of ${told.toWrite}`);
      if (told.step !== 'undo' && told.written < written) wrong.add(`${told.step}: went back`);
      written = told.endedAt === null ? told.written : 0;
    },
    steps: () => steps,
  };
}

const SO_MANY = 10;

it(
  'cancelled in the middle of many keys, the present one is taken back, those before are done and those behind untouched',
  async () => {
    const controller = new AbortController();
    const watch = progress();
    let done = 0;
    const outcome = (async () => {
      for (const { id } of keys) {
        await place.rotating.start(
          { keyId: id, overlap: 'none' },
          {
            signal: controller.signal,
            onStep: (told) => {
              watch.onStep(told);
              if (done === SO_MANY && told.step === 'rewrite' && told.written === 2) controller.abort();
            },
          },
        );
        done += 1;
      }
    })();
    await expect(outcome).rejects.toMatchObject({ code: 'cancelled' });
    expect(done).toBe(SO_MANY);
    expect([...watch.wrong]).toEqual([]);
    expect((await Promise.all(keys.map(brokenOf))).flat()).toEqual([]);
    const isNew = await Promise.all(keys.map(async (key) => (await kept(key)) !== key.value));
    expect(isNew).toEqual(keys.map((_, at) => at < SO_MANY));
    expect(place.ledger.rotations.open()).toEqual([]);
    const lives = bench.counterpart.keys.all().filter(({ state }) => state === 'active');
    // The two of the bench as well.
    expect(lives).toHaveLength(KEYS + 2);
  },
  TIMEOUT_MS,
);

it(
  '100 keys with 300 deliveries go at the pace of a service that takes 100 requests a minute, and it refuses none',
  async () => {
    bench.counterpart.seen.length = 0;
    const watch = progress();
    const before = await Promise.all(keys.map(kept));
    const begun = clock.now().getTime();
    for (const { id } of keys) {
      const run = await place.rotating.start({ keyId: id, overlap: 'none' }, { onStep: watch.onStep });
      expect(run).toMatchObject({ state: 'done', written: 3, toWrite: 3 });
    }
    const took = clock.now().getTime() - begun;
    const { seen } = bench.counterpart;
    const refused = seen.filter(({ status }) => status === 429);
    process.stdout.write(
      `${KEYS} keys at a limit: ${seen.length} requests in ${Math.round(took / 1_000)} s, ${refused.length} refused, ${watch.steps()} steps told\n`,
    );
    expect(refused).toEqual([]);
    expect([...watch.wrong]).toEqual([]);
    // At the limit's pace: the windows that so many requests need, and not one more.
    const windows = Math.ceil(seen.length / LIMIT.count);
    expect(took).toBeLessThan(windows * (WINDOW_MS + 1_000) + (IS_REAL ? MINUTE_MS : 0));
    expect((await Promise.all(keys.map(brokenOf))).flat()).toEqual([]);
    const after = await Promise.all(keys.map(kept));
    expect(after.filter((value, at) => value === before[at])).toEqual([]);
  },
  TIMEOUT_MS,
);
