import type { RotationStep } from '#shared/model/rotation.ts';
import type { AppError } from '../errors.ts';
import { getRow } from '../finding.ts';
import type { RotationRow, RotationStepRow } from '../ports/rotations.ts';
import { assertHeld } from './claiming.ts';
import type { Outcome, RotatingDeps } from './deps.ts';
import { afterFailure } from './failing.ts';

export interface Book {
  get(id: string): RotationRow;
  /** A step that is looked at again, minute for minute, begins once. */
  begin(run: RotationRow, text: string): void;
  /** What a step came to, with its row of the journal. @returns the run as it is then */
  settle(run: RotationRow, outcome: Outcome): RotationRow;
  fail(run: RotationRow, error: AppError): RotationRow;
}

/**
 * Runs and their journals: each change of a run and the row that tells it stand together, or neither does. Whoever lost
 * the run writes nothing on: each throws AppError conflict then.
 */
export function createBook(deps: RotatingDeps): Book {
  const { ledger, clock } = deps;
  const get = (id: string) => getRow('rotation', ledger.rotations, id);
  const held = <T>({ id }: RotationRow, work: () => T): T =>
    ledger.transaction(() => {
      assertHeld(deps, id);
      return work();
    });
  const note = (
    { id, step }: { id: string; step: RotationStep },
    state: RotationStepRow['state'],
    text: string,
  ) => ledger.rotations.note({ rotationId: id, at: clock.now().toISOString(), step, state, text });
  const put = (id: string, changes: Partial<RotationRow>): RotationRow => {
    const now = get(id);
    // A window copies values while a step is at work: that is asked back when the run is taken back.
    const tasks = (changes.tasks ?? now.tasks).map((task) =>
      now.tasks.some(({ delivery, copied }) => copied && delivery === task.delivery)
        ? { ...task, copied: true }
        : task,
    );
    const changed = { ...now, ...changes, tasks };
    ledger.rotations.put(changed);
    return changed;
  };
  const onward = (run: RotationRow, { step, text, patch }: Extract<Outcome, { go: 'next' }>) => {
    note(run, run.step === 'undo' ? 'undone' : 'done', text);
    const fresh = step === run.step ? {} : { attempts: 0, resumeAt: null, problem: null };
    return put(run.id, { state: 'running', ...fresh, ...patch, step });
  };
  const waiting = (run: RotationRow, { state, text, patch }: Extract<Outcome, { go: 'wait' }>) => {
    if (text !== null && text !== run.problem) note(run, 'waiting', text);
    return put(run.id, { resumeAt: null, ...patch, state });
  };
  const ended = (run: RotationRow, { state, text }: Extract<Outcome, { go: 'end' }>) => {
    note(run, 'done', text);
    deps.audit(`rotation ${state}`, run.keyId);
    const endedAt = clock.now().toISOString();
    return put(run.id, { state, endedAt, resumeAt: null, until: null, problem: run.cause });
  };
  return {
    get,
    begin: (run, text) =>
      held(run, () => {
        const last = ledger.rotations.journal(run.id).at(-1);
        if (last?.state !== 'begun' || last.step !== run.step) note(run, 'begun', text);
      }),
    settle: (run, outcome) =>
      held(run, () => {
        if (outcome.go === 'next') return onward(run, outcome);
        return outcome.go === 'wait' ? waiting(run, outcome) : ended(run, outcome);
      }),
    fail: (run, error) =>
      held(run, () => {
        const { step, patch } = afterFailure(run, error, clock.now());
        if (patch.problem !== run.problem || step !== run.step) note(run, 'failed', error.message);
        return put(run.id, { ...patch, step });
      }),
  };
}
