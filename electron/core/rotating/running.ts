import type { RotationStep } from '#shared/model/rotation.ts';
import { AppError } from '../errors.ts';
import type { RotationRow } from '../ports/rotations.ts';
import { createBook } from './book.ts';
import { type Claims, createClaims } from './claiming.ts';
import type { RotatingDeps, Step } from './deps.ts';
import { fenced } from './fencing.ts';
import { create, verify } from './making.ts';
import { regenerate } from './regenerating.ts';
import { otherScopes } from './requesting.ts';
import { refuse, revoke, willRetire } from './retiring.ts';
import { people, reread, rewrite } from './rewriting.ts';
import { settled } from './settling.ts';
import { switchOver } from './switching.ts';
import { undo } from './undoing.ts';
import { disable, overlap, watch, willDisable } from './waiting.ts';

const enter: Step = async (_, { scopes }) => {
  const problem =
    scopes === null
      ? 'Make the new key in the console, then enter it.'
      : `Make the new key in the console${otherScopes(scopes)}. Then enter it.`;
  return { go: 'wait', state: 'waiting', text: problem, patch: { problem } };
};

const STEPS: Readonly<Record<RotationStep, Step>> = {
  ...{ enter, create, regenerate, verify, rewrite, reread, people },
  ...{ switch: switchOver, overlap, disable, watch, revoke, refuse, undo },
};

/** What a crash in the middle would leave is written down before it is begun. */
const BEGUN: Partial<Record<RotationStep, (deps: RotatingDeps, run: RotationRow) => string | null>> = {
  create: (_, { scopes }) => `The service is asked for a new key${otherScopes(scopes)}.`,
  regenerate: () => 'The service is asked for a new value of the key.',
  switch: () => 'The new value takes the place of the old one.',
  disable: (deps, run) => (willDisable(deps, run) ? 'The old key is switched off.' : null),
  revoke: (deps, run) => (willRetire(deps, run) ? 'The old key is retired.' : null),
};

interface Progress {
  readonly signal?: AbortSignal | undefined;
  readonly onStep?: ((run: RotationRow) => void) | undefined;
}

/** Whether it would do something now. */
export function isDue({ state, resumeAt, endedAt }: RotationRow, now: Date): boolean {
  if (endedAt !== null || state === 'waiting') return false;
  return state === 'running' || (resumeAt !== null && resumeAt <= now.toISOString());
}

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
  readonly change: Claims['change'];
  readonly hold: Claims['hold'];
}

export function createRunner(deps: RotatingDeps): Runner {
  const claims = createClaims(deps);
  const book = createBook(deps);

  const stepOnce = async (run: RotationRow, signal: AbortSignal | undefined): Promise<RotationRow> => {
    const own = fenced(deps, run.id);
    const begun = BEGUN[run.step]?.(deps, run) ?? null;
    if (begun !== null) book.begin(run, begun);
    return book.settle(run, await STEPS[run.step](own, run, signal));
  };

  /** Asked to stop, what was made so far is taken back: that itself is not stopped. */
  const tried = async (run: RotationRow, signal: AbortSignal | undefined): Promise<Tried> => {
    try {
      if (signal?.aborted === true && run.step !== 'undo') throw cancelled();
      const done = await deps.session.errand(() => stepOnce(run, run.step === 'undo' ? undefined : signal));
      return { run: done, failure: null };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const failure = isGivenUp(run, error, signal) ? cancelled() : error;
      return { run: book.fail(book.get(run.id), failure), failure };
    }
  };

  return {
    change: claims.change,
    hold: claims.hold,
    advance: async (id, { signal, onStep } = {}) => {
      let run = claims.take(id);
      let failure: AppError | null = null;
      try {
        await settled(deps);
        while (isDue(run, deps.clock.now())) {
          const before = run.step;
          const now = await tried(run, signal);
          run = now.run;
          if (run.step === 'undo' && before !== 'undo') failure = now.failure;
          onStep?.(run);
        }
      } finally {
        run = claims.give(id);
      }
      return { run, failure };
    },
  };
}

/** Whoever asked to stop wants no second new key: the lost one is looked for, and deleted, on the way back. */
const isGivenUp = ({ step }: RotationRow, { code }: AppError, signal: AbortSignal | undefined): boolean =>
  signal?.aborted === true && step === 'create' && code === 'outcome-unknown';

interface Tried {
  readonly run: RotationRow;
  readonly failure: AppError | null;
}

const cancelled = () => new AppError('cancelled', { message: 'The rotation was cancelled.' });
