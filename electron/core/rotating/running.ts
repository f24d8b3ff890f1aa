import type { RotationStep } from '#shared/model/rotation.ts';
import { AppError } from '../errors.ts';
import { getRow } from '../finding.ts';
import type { RotationRow, RotationStepRow } from '../ports/rotations.ts';
import type { Outcome, RotatingDeps, Step } from './deps.ts';
import { afterFailure } from './failing.ts';
import { create, verify } from './making.ts';
import { regenerate } from './regenerating.ts';
import { refuse, retirementByApi, revoke } from './retiring.ts';
import { people, reread, rewrite } from './rewriting.ts';
import { switchOver } from './switching.ts';
import { undo } from './undoing.ts';
import { disable, overlap, watch, willDisable } from './waiting.ts';

const enter: Step = async () => {
  const problem = 'Make the new key in the console, then enter it.';
  return { go: 'wait', state: 'waiting', text: problem, patch: { problem } };
};

const STEPS: Readonly<Record<RotationStep, Step>> = {
  ...{ enter, create, regenerate, verify, rewrite, reread, people },
  ...{ switch: switchOver, overlap, disable, watch, revoke, refuse, undo },
};

/** What a crash in the middle would leave is written down before it is begun. */
const BEGUN: Partial<Record<RotationStep, (deps: RotatingDeps, run: RotationRow) => string | null>> = {
  create: () => 'The service is asked for a new key.',
  regenerate: () => 'The service is asked for a new value of the key.',
  switch: () => 'The new value takes the place of the old one.',
  disable: (deps, run) => (willDisable(deps, run) ? 'The old key is switched off.' : null),
  revoke: (deps, run) => (retirementByApi(deps, run) === null ? null : 'The old key is retired.'),
};

export interface Progress {
  readonly signal?: AbortSignal | undefined;
  readonly onStep?: ((run: RotationRow) => void) | undefined;
}

/** Whether it would do something now. */
export function isDue({ state, resumeAt, endedAt }: RotationRow, now: Date): boolean {
  if (endedAt !== null || state === 'waiting') return false;
  return state === 'running' || (resumeAt !== null && resumeAt <= now.toISOString());
}

/** A step takes minutes at most; a process id that is older than this may be another program's. */
const STEP_AT_MOST_MS = 900_000;

/** Whether another process works on it. */
function isElsewhere({ writers, ledger, clock }: RotatingDeps, { id, writer }: RotationRow): boolean {
  if (writer === null || writer === writers.own || !writers.lives(writer)) return false;
  const last = ledger.rotations.journal(id).at(-1);
  return last !== undefined && clock.now().getTime() - Date.parse(last.at) < STEP_AT_MOST_MS;
}

const underWay = ({ keyName }: RotationRow) =>
  new AppError('conflict', {
    message: `The rotation of "${keyName}" goes on in another window or command.`,
    next: 'Wait until it has done its step, then look again.',
  });

export interface Runner {
  /**
   * Goes on until the run ends or has to wait.
   * @returns the run, and the failure for which it was taken back in this call
   * @throws AppError conflict where another process works on it
   */
  advance(
    id: string,
    progress?: Progress,
  ): Promise<{ readonly run: RotationRow; readonly failure: AppError | null }>;
  /** Changes a run that nobody works on now. @throws AppError conflict */
  change(id: string, changes: (run: RotationRow) => RotationRow): RotationRow;
}

export function createRunner(deps: RotatingDeps): Runner {
  const { ledger, clock, writers, session } = deps;
  const active = new Set<string>();
  const get = (id: string) => getRow('rotation', ledger.rotations, id);
  const note = (run: RotationRow, step: RotationStep, state: RotationStepRow['state'], text: string) =>
    ledger.rotations.note({ rotationId: run.id, at: clock.now().toISOString(), step, state, text });

  const claim = (id: string): RotationRow =>
    ledger.transaction(() => {
      const run = get(id);
      if (active.has(id) || isElsewhere(deps, run)) throw underWay(run);
      const claimed = { ...run, writer: writers.own };
      ledger.rotations.put(claimed);
      return claimed;
    });

  const put = (id: string, changes: Partial<RotationRow>): RotationRow => {
    const changed = { ...get(id), ...changes };
    ledger.rotations.put(changed);
    return changed;
  };

  const settle = (run: RotationRow, outcome: Outcome): RotationRow =>
    ledger.transaction(() => {
      if (outcome.go === 'next') {
        note(run, run.step, run.step === 'undo' ? 'undone' : 'done', outcome.text);
        const fresh = outcome.step === run.step ? {} : { attempts: 0, resumeAt: null, problem: null };
        return put(run.id, { state: 'running', ...fresh, ...outcome.patch, step: outcome.step });
      }
      if (outcome.go === 'wait') {
        if (outcome.text !== null && outcome.text !== run.problem)
          note(run, run.step, 'waiting', outcome.text);
        return put(run.id, { resumeAt: null, ...outcome.patch, state: outcome.state });
      }
      note(run, run.step, 'done', outcome.text);
      deps.audit(`rotation ${outcome.state}`, run.keyId);
      const ended = { endedAt: clock.now().toISOString(), resumeAt: null, until: null };
      return put(run.id, { ...ended, state: outcome.state, problem: run.cause });
    });

  const fail = (run: RotationRow, error: AppError): RotationRow =>
    ledger.transaction(() => {
      const { step, patch } = afterFailure(run, error, clock.now());
      if (patch.problem !== run.problem) note(run, run.step, 'failed', error.message);
      return put(run.id, { ...patch, step });
    });

  const stepOnce = async (run: RotationRow, signal: AbortSignal | undefined): Promise<RotationRow> => {
    const begun = BEGUN[run.step]?.(deps, run) ?? null;
    if (begun !== null) ledger.transaction(() => note(run, run.step, 'begun', begun));
    return settle(run, await STEPS[run.step](deps, run, signal));
  };

  /** Asked to stop, what was made so far is taken back: that itself is not stopped. */
  const onward = async (run: RotationRow, signal: AbortSignal | undefined) => {
    if (signal?.aborted === true && run.step !== 'undo') throw cancelled();
    return session.errand(() => stepOnce(run, run.step === 'undo' ? undefined : signal));
  };

  const advance: Runner['advance'] = async (id, { signal, onStep } = {}) => {
    let run = claim(id);
    let failure: AppError | null = null;
    active.add(id);
    try {
      while (isDue(run, clock.now())) {
        try {
          run = await onward(run, signal);
        } catch (error) {
          if (!(error instanceof AppError)) throw error;
          const before = run.step;
          run = fail(get(id), error);
          if (run.step === 'undo' && before !== 'undo') failure = error;
          else if (error.code === 'cancelled') break;
        }
        onStep?.(run);
      }
    } finally {
      active.delete(id);
      run = ledger.transaction(() => put(id, { writer: null }));
    }
    return { run, failure };
  };

  const change: Runner['change'] = (id, changes) =>
    ledger.transaction(() => {
      const run = get(id);
      if (active.has(id) || isElsewhere(deps, run)) throw underWay(run);
      const changed = changes(run);
      ledger.rotations.put(changed);
      return changed;
    });

  return { advance, change };
}

const cancelled = () => new AppError('cancelled', { message: 'The rotation was cancelled.' });
