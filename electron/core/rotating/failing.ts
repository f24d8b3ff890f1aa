import type { ErrorCode } from '#shared/ipc/errors.ts';
import type { AppError } from '../errors.ts';
import type { RotationRow } from '../ports/rotations.ts';
import type { Patch } from './deps.ts';
import { later, retryAfterMs } from './timing.ts';
import { canUndo } from './undoing.ts';

/** Nothing was tried: the storage of secrets is closed, or the service asks to wait. */
const PAUSES: ReadonlySet<ErrorCode> = new Set([
  'storage-unchosen',
  'storage-locked',
  'storage-unavailable',
  'home-failed',
  'rate-limited',
]);
/** What is worth another try before the new key is given up: a lost answer is looked for, a service may be back. */
const OUTAGES: Partial<Record<RotationRow['step'], ReadonlySet<ErrorCode>>> = {
  create: new Set(['outcome-unknown']),
  verify: new Set(['network', 'service-failed', 'tls']),
};
const PAUSE_MS = 60_000;
/** A new key is given up after so many outages in a row. */
const OUTAGES_MAX = 3;
/** Programs have the new key by then, and the old one works too: no failure is worth going back. */
const LATE = new Set<RotationRow['step']>(['overlap', 'disable', 'watch', 'revoke', 'refuse', 'undo']);

const words = ({ message, next }: AppError) => [message, next].filter((one) => one !== null).join(' ');

/**
 * What a failure means for a run: taken back, or tried again.
 * @returns the row as it is then, and what the journal says
 */
export function afterFailure(
  run: RotationRow,
  error: AppError,
  now: Date,
): { readonly step: RotationRow['step']; readonly patch: Patch } {
  const problem = words(error);
  if (PAUSES.has(error.code)) {
    return { step: run.step, patch: { state: 'retrying', problem, resumeAt: later(now, PAUSE_MS) } };
  }
  const attempts = run.attempts + 1;
  const isOutage = OUTAGES[run.step]?.has(error.code) === true;
  const isGivenUp = error.code === 'cancelled' || !isOutage || attempts > OUTAGES_MAX;
  if (!LATE.has(run.step) && canUndo(run) && isGivenUp) {
    const cause = error.code === 'cancelled' ? null : problem;
    return { step: 'undo', patch: { state: 'running', problem: cause, cause, attempts: 0, resumeAt: null } };
  }
  const resumeAt = later(now, retryAfterMs(attempts));
  return { step: run.step, patch: { state: 'retrying', problem, attempts, resumeAt } };
}
