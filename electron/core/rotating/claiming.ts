import { AppError } from '../errors.ts';
import { getRow } from '../finding.ts';
import type { RotationRow } from '../ports/rotations.ts';
import type { RotatingDeps } from './deps.ts';

/**
 * A process that is asked whether it is still there has so long to answer; after that its id may be another program's
 * by now. It counts from the question, not from its last sign: after a suspend all of those are old.
 */
const ANSWER_MS = 900_000;

type Deps = Pick<RotatingDeps, 'writers' | 'ledger' | 'clock'>;

/** Whether another process works on it, as far as its id tells. */
const isElsewhere = ({ writers }: Deps, { writer }: RotationRow): boolean =>
  writer !== null && writer !== writers.own && writers.lives(writer);

function isUnanswered({ clock }: Deps, { doubtedAt }: RotationRow): boolean {
  return doubtedAt !== null && clock.now().getTime() - Date.parse(doubtedAt) >= ANSWER_MS;
}

const underWay = ({ keyName }: RotationRow) =>
  new AppError('conflict', {
    message: `The rotation of "${keyName}" goes on in another window or command.`,
    next: 'Wait until it has done its step, then look again. If it hangs, try again in 15 minutes: Keyrack then goes on with it here.',
  });

/**
 * What a process that lost its claim does afterwards could fall into what another one does since. Call it in the
 * transaction of a write, or right before one of another kind.
 * @throws AppError conflict
 */
export function assertHeld({ ledger, writers }: Pick<Deps, 'ledger' | 'writers'>, id: string): void {
  const run = getRow('rotation', ledger.rotations, id);
  if (run.writer !== writers.own) throw run.endedAt === null ? underWay(run) : brought(run);
}

const brought = ({ id, keyName, state }: RotationRow) =>
  new AppError('conflict', {
    message: `The rotation of "${keyName}" was brought to its end (${state}) by another window or command meanwhile.`,
    next: `Look at it: keyrack rotations show ${id}`,
  });

export interface Claims {
  /** From here on nobody else works on the run. @throws AppError conflict where somebody does */
  take(id: string): RotationRow;
  /** @returns the run as it is then, also where another process has it by now */
  give(id: string): RotationRow;
  /** Changes a run that nobody works on now. @throws AppError conflict */
  change(id: string, changes: (run: RotationRow) => RotationRow): RotationRow;
  /** The same where the change takes work of its own. @throws AppError conflict, what `work` throws */
  hold(id: string, work: (run: RotationRow) => Promise<RotationRow>): Promise<void>;
}

/** Asks the process that has the run whether it is still there. */
function doubt(deps: Deps, id: string, isSuspect = isElsewhere): void {
  const { ledger, clock } = deps;
  ledger.transaction(() => {
    const run = getRow('rotation', ledger.rotations, id);
    const now = clock.now().toISOString();
    // What was asked later than now was asked by a clock that was set back since.
    const isAsked = run.doubtedAt !== null && run.doubtedAt <= now;
    if (isSuspect(deps, run) && !isAsked) ledger.rotations.put({ ...run, doubtedAt: now });
  });
}

const isClaimed = ({ writers }: Deps, { writer }: RotationRow): boolean =>
  writer !== null && writers.lives(writer);

/** Whether a process works on the run. A killed one's id, which another program may have by now, counts until nobody answers. */
export function isWorkedOn(deps: Deps, run: RotationRow): boolean {
  if (!isClaimed(deps, run)) return false;
  doubt(deps, run.id, isClaimed);
  return !isUnanswered(deps, getRow('rotation', deps.ledger.rotations, run.id));
}

function answer({ ledger, writers }: Deps, id: string): void {
  try {
    ledger.transaction(() => {
      const run = ledger.rotations.get(id);
      if (run === null || run.writer !== writers.own || run.doubtedAt === null) return;
      ledger.rotations.put({ ...run, doubtedAt: null });
    });
  } catch {
    // The next pulse answers; if none can, the run is taken over, and nothing is written here any more.
  }
}

/** One at a time works on a run: app and commands share it through the ledger. */
export function createClaims(deps: Deps): Claims {
  const { ledger, writers } = deps;
  const active = new Map<string, () => void>();
  const free = (id: string): RotationRow => {
    const run = getRow('rotation', ledger.rotations, id);
    if (active.has(id) || (isElsewhere(deps, run) && !isUnanswered(deps, run))) throw underWay(run);
    return run;
  };
  const put = (run: RotationRow): RotationRow => {
    ledger.rotations.put(run);
    return run;
  };
  const take: Claims['take'] = (id) => {
    doubt(deps, id);
    const run = ledger.transaction(() => put({ ...free(id), writer: writers.own, doubtedAt: null }));
    const stop = writers.pulse(() => answer(deps, id));
    active.set(id, stop);
    return run;
  };
  const give: Claims['give'] = (id) => {
    active.get(id)?.();
    active.delete(id);
    return ledger.transaction(() => {
      const run = getRow('rotation', ledger.rotations, id);
      return run.writer === writers.own ? put({ ...run, writer: null, doubtedAt: null }) : run;
    });
  };
  return {
    take,
    give,
    change: (id, changes) => {
      doubt(deps, id);
      return ledger.transaction(() => put(changes(free(id))));
    },
    hold: async (id, work) => {
      const run = take(id);
      try {
        const changed = await work(run);
        ledger.transaction(() => {
          assertHeld(deps, id);
          put({ ...changed, doubtedAt: null });
        });
      } finally {
        give(id);
      }
    },
  };
}
