import { afterEach, beforeEach, expect, it } from 'vitest';
import { keyAccount } from '#core/ports/secret-store.ts';
import { playground } from '../../../electron/providers/playground.ts';
import { ENVIRONMENT, KEY } from '../../crash/ids.ts';
import { type Bench, startBench } from '../../crash/rotation/bench.ts';
import { createFaults, type Fault } from '../../crash/rotation/faults.ts';
import { acceptedBy, brokenNow } from '../../crash/rotation/invariants.ts';
import { openRotationPlace, type RotationPlace } from '../../crash/rotation/place.ts';
import { createFaultClock, type FaultClock } from '../../crash/rotation/ports.ts';

const MINUTE_MS = 60_000;

let bench: Bench;
let place: RotationPlace;
let clock: FaultClock;
/** At the next write into a file, once. */
let fault: Fault | null;

beforeEach(async () => {
  bench = await startBench();
  bench.template.reset();
  clock = createFaultClock(bench.start);
  fault = null;
  const { counterpart, template } = bench;
  const faults = createFaults((_at, port) => {
    const now = port === 'file write' ? fault : null;
    if (now !== null) fault = null;
    return now;
  });
  place = openRotationPlace({
    ...{ folder: template.folder, ca: counterpart.ca, manifest: playground, clock, faults, counterpart },
  });
}, MINUTE_MS);
afterEach(async () => {
  await place.close();
  await bench.stop();
});

it.each(['full disk', 'fails after it was done'] as const)(
  'a key that was rotated, lost, and whose next rotation is taken back (%s) keeps the value of the first one in its files',
  async (what) => {
    await place.rotating.start({ keyId: KEY, overlap: 'none' });
    clock.moveTo(clock.now().getTime() + MINUTE_MS);
    await place.values.remove(keyAccount(ENVIRONMENT, KEY));
    const key = place.ledger.keys.get(KEY);
    if (key !== null) place.ledger.keys.put({ ...key, held: false, fingerprint: null });
    fault = what;
    const again = place.rotating.start({ keyId: KEY, reason: 'lost', overlap: 'none' });
    await expect(again).rejects.toMatchObject({ code: 'file-failed' });
    expect(place.rotating.list().map(({ state }) => state)).toEqual(['failed', 'done']);
    expect(brokenNow(bench.template.folder, acceptedBy(bench.counterpart))).toEqual([]);
  },
);
