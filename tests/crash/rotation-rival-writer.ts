import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '#core/errors.ts';
import { playground } from '../../electron/providers/playground.ts';
import { createFaults, NO_FAULT } from './rotation/faults.ts';
import { openRotationPlace } from './rotation/place.ts';
import { createFaultClock } from './rotation/ports.ts';

// One of several that work on rotations at once. Prints what it did, as JSON, once nothing goes on any more.
// Arguments: the folder of the place, a file with the authority of the service, the time, and the key to rotate; none:
// whatever is due. It begins when something comes on stdin.

const [folder = '', ca = '', start = '', keyId = ''] = process.argv.slice(2);
const LOOKS_MAX = 400;
const clock = createFaultClock(Number(start));
const place = openRotationPlace({
  ...{ folder, ca: readFileSync(ca, 'utf8'), manifest: playground, clock, counterpart: null },
  faults: createFaults(NO_FAULT),
});
process.stdout.write('ready\n');
await new Promise((resolve) => process.stdin.once('data', resolve));

let steps = 0;
const codes: string[] = [];
const told = async (work: () => Promise<unknown>) => {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    codes.push(error.code);
  }
};
const onStep = () => {
  steps += 1;
};
if (keyId !== '') await told(() => place.rotating.start({ keyId, overlap: 'none' }, { onStep }));
for (let looks = 0; looks < LOOKS_MAX && place.ledger.rotations.open().length > 0; looks += 1) {
  await told(() => place.recover());
  for (const { id } of keyId === '' ? place.ledger.rotations.open() : [])
    await told(() => place.rotating.act({ id, act: 'continue' }, null, { onStep }));
  steps += await place.rotating.resume();
  await delay(10);
}
await place.close();
process.stdout.write(`${JSON.stringify({ steps, codes })}\n`);
process.exit(0);
