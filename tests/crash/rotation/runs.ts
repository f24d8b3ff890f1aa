import type { Rotation } from '#shared/model/rotation.ts';
import type { Bench } from './bench.ts';
import type { Case } from './cases.ts';
import { createFaults, type FaultPlan, type Faults, NO_FAULT } from './faults.ts';
import { acceptedBy, brokenAtEnd, brokenNow, foreignParts, untold } from './invariants.ts';
import { begin, type Life, newestRun, STARTS_MAX, startUntilOver, survived } from './living.ts';
import { openRotationPlace } from './place.ts';
import { createFaultClock, type FaultClock } from './ports.ts';

/** After this an intent can belong to no request any more. */
const SETTLED_MS = 120_000;

export interface Ran {
  readonly faults: Faults;
  readonly run: Rotation | null;
  /** How often Keyrack was started. */
  readonly starts: number;
  /** What was wrong; empty: all was well. */
  readonly broken: readonly string[];
  /** For whoever looks at a broken one. */
  readonly journal: readonly string[];
}

/** What is written in place may be refused for a while: there is no overlap. */
const canLook = ({ manifest }: Case) => manifest.ops.create !== undefined;

function prepare(of: Case, { template, time, start }: Bench) {
  template.reset(of.isLost !== true);
  const clock = createFaultClock(start);
  time.now = () => clock.now().getTime();
  return { clock, before: { foreign: foreignParts(template.folder), value: template.value } };
}

const opening =
  (of: Case, { template, counterpart }: Bench, parts: { faults: Faults; clock: FaultClock }) =>
  () =>
    openRotationPlace({
      folder: template.folder,
      ca: counterpart.ca,
      manifest: of.manifest,
      counterpart,
      ...parts,
    });

type Before = ReturnType<typeof prepare>['before'];

/** Starts until it is over, and looks. */
async function finish(life: Life, { template, counterpart }: Bench, before: Before): Promise<Ran> {
  const { of, faults, clock } = life;
  const starts = await startUntilOver(life);
  clock.moveTo(clock.now().getTime() + SETTLED_MS);
  // Without a run nothing goes on: what is left then, any start mends.
  await survived(life, () => life.place.recover());
  const run = newestRun(life);
  const journal = run === null ? [] : life.place.rotating.journal(run.id);
  const { place } = life;
  const hadRoom = !faults.met.some(({ port, fault }) => port === 'ledger' && fault === 'full disk');
  const hasFailed = life.hasFailed && hadRoom;
  const end = { of, place, folder: template.folder, counterpart, before, run, journal, hasFailed };
  const endless = starts === STARTS_MAX ? ['it does not end'] : [];
  const told = journal.map((row) => `${row.step} ${row.state}: ${row.text}`);
  return { faults, run, starts, broken: [...endless, ...brokenAtEnd(end)], journal: told };
}

/** One rotation with what goes wrong in it, to its end, and what is true meanwhile and then. */
export async function runCase(of: Case, bench: Bench, plan: FaultPlan): Promise<Ran> {
  const { clock, before } = prepare(of, bench);
  const meanwhile = new Set<string>();
  const accepts = acceptedBy(bench.counterpart);
  const onPoint = () => {
    if (!canLook(of)) return;
    for (const one of brokenNow(bench.template.folder, accepts)) meanwhile.add(one);
  };
  const faults = createFaults(plan, { onPoint });
  const life = begin({ of, faults, clock, open: opening(of, bench, { faults, clock }) });
  try {
    await survived(life, () => life.place.rotating.start(of.request, { signal: faults.signal }));
    const ran = await finish(life, bench, before);
    const { folder } = bench.template;
    return { ...ran, broken: [...ran.broken, ...untold({ folder, run: ran.run }, meanwhile)] };
  } finally {
    await life.place.close();
  }
}

/** The same, the first part of it in another process, which is killed. @param live resolves once that has ended */
export async function runKilled(of: Case, bench: Bench, live: () => Promise<void>): Promise<Ran> {
  const { clock, before } = prepare(of, bench);
  await live();
  const faults = createFaults(NO_FAULT);
  const life = begin({ of, faults, clock, open: opening(of, bench, { faults, clock }) });
  try {
    const run = newestRun(life);
    const last = run === null ? undefined : life.place.rotating.journal(run.id).at(-1);
    if (last !== undefined) clock.moveTo(Date.parse(last.at));
    return await finish(life, bench, before);
  } finally {
    await life.place.close();
  }
}
