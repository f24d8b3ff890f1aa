import { readFileSync } from 'node:fs';
import { CASES } from './rotation/cases.ts';
import { createFaults } from './rotation/faults.ts';
import { begin, startUntilOver, survived } from './rotation/living.ts';
import { openRotationPlace } from './rotation/place.ts';
import { createFaultClock } from './rotation/ports.ts';

// Rotates a key, to the end, but is killed at one point.
// Arguments: the folder of the place, a file with the authority of the service, the case, the point, and when it begins.

const [folder = '', ca = '', name = '', at = '', start = ''] = process.argv.slice(2);

/** Not a line of ours runs behind the signal. */
function kill(): void {
  process.kill(process.pid, 'SIGKILL');
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

const of = CASES.find((each) => each.name === name);
if (of === undefined) throw new Error(`no case "${name}"`);
const clock = createFaultClock(Number(start));
const faults = createFaults((now) => (now === Number(at) ? 'killed' : null), { kill });
const open = () =>
  openRotationPlace({
    folder,
    ca: readFileSync(ca, 'utf8'),
    manifest: of.manifest,
    ...{ clock, faults, counterpart: null },
  });
const life = begin({ of, faults, clock, open });
await survived(life, () => life.place.rotating.start(of.request, { signal: faults.signal }));
await startUntilOver(life);
await life.place.close();
