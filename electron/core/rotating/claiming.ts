import { AppError } from '../errors.ts';
import { getRow } from '../finding.ts';
import type { RotationRow } from '../ports/rotations.ts';
import type { RotatingDeps } from './deps.ts';

/** A step takes minutes at most; a process id that is older than this may be another program's. */
const STEP_AT_MOST_MS = 900_000;

/** Whether another process works on it. */
function isElsewhere(
  { writers, ledger, clock }: RotatingDeps,
  { id, writer, startedAt }: RotationRow,
): boolean {
  if (writer === null || writer === writers.own || !writers.lives(writer)) return false;
  // A run that was begun this moment has no row in its journal yet.
  const { at } = ledger.rotations.journal(id).at(-1) ?? { at: startedAt };
  return clock.now().getTime() - Date.parse(at) < STEP_AT_MOST_MS;
}

const underWay = ({ keyName }: RotationRow) =>
  new AppError('conflict', {
    message: `The rotation of "${keyName}" goes on in another window or command.`,
    next: 'Wait until it has done its step, then look again.',
  });

export interface Claims {
  /** From here on nobody else works on the run. @throws AppError conflict where somebody does */
  take(id: string): RotationRow;
  give(id: string): RotationRow;
  /** Changes a run that nobody works on now. @throws AppError conflict */
  change(id: string, changes: (run: RotationRow) => RotationRow): RotationRow;
  /** The same where the change takes work of its own. @throws AppError conflict, what `work` throws */
  hold(id: string, work: (run: RotationRow) => Promise<RotationRow>): Promise<void>;
}

/** One at a time works on a run: app and commands share it through the ledger. */
export function createClaims(deps: RotatingDeps): Claims {
  const { ledger, writers } = deps;
  const active = new Set<string>();
  const free = (id: string): RotationRow => {
    const run = getRow('rotation', ledger.rotations, id);
    if (active.has(id) || isElsewhere(deps, run)) throw underWay(run);
    return run;
  };
  const put = (run: RotationRow): RotationRow => {
    ledger.rotations.put(run);
    return run;
  };
  const take: Claims['take'] = (id) => {
    const run = ledger.transaction(() => put({ ...free(id), writer: writers.own }));
    active.add(id);
    return run;
  };
  const give: Claims['give'] = (id) => {
    active.delete(id);
    return ledger.transaction(() => put({ ...getRow('rotation', ledger.rotations, id), writer: null }));
  };
  return {
    take,
    give,
    change: (id, changes) => ledger.transaction(() => put(changes(free(id)))),
    hold: async (id, work) => {
      const run = take(id);
      try {
        const changed = await work(run);
        ledger.transaction(() => put(changed));
      } finally {
        give(id);
      }
    },
  };
}
