import type { Rotation, RotationStep } from '../model/rotation.ts';

/** `before`: the old key still works. `now`: it ends, or has ended. `done`: it has, and the run is over. `back`: the new one went. */
type When = 'before' | 'now' | 'done' | 'back';

interface RestartWords {
  readonly when: When;
  /** Without the programs, and without an end: they follow behind a colon. */
  readonly lead: string;
  readonly why: string;
}

const TOOK_OLD = 'They took the old key in when they started.';

const WORDS: Readonly<Record<When, Omit<RestartWords, 'when'>>> = {
  before: { lead: 'Restart these programs before the old key ends', why: TOOK_OLD },
  now: { lead: 'Restart these programs now', why: TOOK_OLD },
  done: { lead: 'Restart these programs now, if you have not yet', why: TOOK_OLD },
  back: {
    lead: 'Restart these programs, so that they take the old key again',
    why: 'Those that were started meanwhile took the new one in.',
  },
};

/** Before them a program would take the old value from its file once more. */
const ONCE_WRITTEN: ReadonlySet<RotationStep> = new Set([
  'people',
  'overlap',
  'disable',
  'watch',
  'revoke',
  'refuse',
]);

type Run = Pick<Rotation, 'state' | 'step' | 'overlap' | 'reason'> & { readonly restarts: readonly string[] };

function whenOf({ restarts, state, step, overlap, reason }: Run): When | null {
  if (restarts.length === 0) return null;
  // While it goes back files may have the new value; it waits for people once they have the old one.
  if (step === 'undo') return ['waiting', 'undone', 'failed'].includes(state) ? 'back' : null;
  if (!ONCE_WRITTEN.has(step)) return null;
  if (state === 'done') return 'done';
  const isAlive = step === 'people' || step === 'overlap';
  return isAlive && overlap !== 'none' && reason !== 'leak' ? 'before' : 'now';
}

/** What a run says of its programs to restart. @returns null: nothing now */
export function restartWords(run: Run): RestartWords | null {
  const when = whenOf(run);
  return when === null ? null : { when, ...WORDS[when] };
}
