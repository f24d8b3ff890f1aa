import type { Rotation, RotationAct, RotationState } from '#shared/model/rotation.ts';
import type { KeyRow } from '../ports/ledger.ts';
import type { RotationRow } from '../ports/rotations.ts';
import { ownRenewals } from './rewriting.ts';
import { canUndo } from './undoing.ts';

/** @param old the row of the old value; null: there is none. @returns what a person can do with the run now */
export function actsOf(run: RotationRow, old: KeyRow | null): readonly RotationAct[] {
  if (run.endedAt !== null) return [];
  const undo: readonly RotationAct[] = canUndo(run) ? ['undo'] : [];
  if (run.state === 'running') return ['continue', ...undo];
  if (run.step === 'enter') return ['enter', ...undo];
  if (run.step === 'undo')
    return run.state === 'waiting' && run.tasks.length === 0 ? ['retired', 'continue'] : ['continue'];
  if (run.step === 'refuse') return ['continue', 'accept'];
  if (run.step === 'revoke') return ['continue', 'retired', ...undo];
  if (run.step === 'watch' && old?.status === 'inactive') return ['continue', 'enable', ...undo];
  return ['continue', ...undo];
}

const stateOf = ({ step, state }: RotationRow): RotationState =>
  step === 'undo' && state === 'running' ? 'undoing' : state;

/** A run as window and command see it. */
export function present(run: RotationRow, old: KeyRow | null): Rotation {
  const { id, keyId, keyName, environmentId, connectionId, kind, reason, overlap, watch, step } = run;
  const { startedAt, endedAt, problem, oldHint, newHint, oldUsedAt } = run;
  const renewals = ownRenewals(run);
  return {
    ...{ id, keyId, keyName, environmentId, connectionId, kind, reason, overlap, watch, step },
    ...{ startedAt, endedAt, problem, oldHint, newHint, oldUsedAt },
    tasks: [...run.tasks],
    restarts: [...run.restarts],
    state: stateOf(run),
    resumeAt: run.until ?? run.resumeAt,
    can: [...actsOf(run, old)],
    written: renewals.filter(({ state }) => state !== 'open').length,
    toWrite: renewals.length,
  };
}
