import { AppError } from '#core/errors.ts';
import type { Rotation } from '#shared/model/rotation.ts';
import { Killed } from '#tests/fakes/service-calls.ts';
import type { Case } from './cases.ts';
import { type Faults, UNEXPECTED } from './faults.ts';
import type { RotationPlace } from './place.ts';
import type { FaultClock } from './ports.ts';

/** A run that needs more starts than this never ends. */
export const STARTS_MAX = 150;
const AFTER_MS = 1_000;

/** A Keyrack that rotates one key, is started anew whenever it died, and whose clock goes on in between. */
export interface Life {
  readonly of: Case;
  readonly faults: Faults;
  readonly clock: FaultClock;
  readonly open: () => RotationPlace;
  place: RotationPlace;
  hasActed: boolean;
  /** Whether somebody was told of a failure. */
  hasFailed: boolean;
}

export const begin = (parts: Pick<Life, 'of' | 'faults' | 'clock' | 'open'>): Life => ({
  ...parts,
  place: parts.open(),
  hasActed: false,
  hasFailed: false,
});

/** What was thrown is an answer to the user, an error of ours, or the end of the process. */
export async function survived(life: Life, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof AppError) life.hasFailed = true;
    else if (!(error instanceof Killed) && error !== UNEXPECTED) throw error;
  }
  if (!life.faults.isDead) return;
  await life.place.close();
  life.faults.revive();
  life.place = life.open();
}

export function newestRun({ place }: Pick<Life, 'place'>): Rotation | null {
  const [row] = [...place.ledger.rotations.open(), ...place.ledger.rotations.newestEnded(1)];
  return row === undefined ? null : place.rotating.get(row.id);
}

/** One look at the run, and what is done about it. @returns false where nothing goes on by itself any more */
async function goOn(life: Life): Promise<boolean> {
  const { of, clock } = life;
  const run = newestRun(life);
  if (run === null || run.endedAt !== null) return false;
  const { act } = of;
  const isMoment = of.isHasty === true || ['overlap', 'watching'].includes(run.state);
  if (act !== undefined && !life.hasActed && isMoment && run.can.includes(act)) {
    life.hasActed = true;
    const { hasFailed } = life;
    await survived(life, () => life.place.rotating.act({ id: run.id, act }, null));
    // Who was refused at once was told, and the run goes on as if nobody had asked.
    if (newestRun(life)?.step === run.step) life.hasFailed = hasFailed;
    return true;
  }
  if (run.state === 'waiting') return false;
  const next = life.place.ledger.rotations.get(run.id)?.resumeAt ?? null;
  if (next !== null) clock.moveTo(Date.parse(next) + AFTER_MS);
  await survived(life, async () => {
    await life.place.recover();
    await life.place.rotating.resume();
  });
  return true;
}

/** The next start, and the next, until nothing goes on by itself any more. @returns how many they were */
export async function startUntilOver(life: Life): Promise<number> {
  for (let starts = 0; starts < STARTS_MAX; starts += 1) {
    if (!(await goOn(life))) return starts;
  }
  return STARTS_MAX;
}
