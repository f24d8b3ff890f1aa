import { AppError } from '../errors.ts';
import { perform } from '../lifecycle/acting.ts';
import { refresh, refreshed } from '../lifecycle/asking.ts';
import { doing, isByApi } from '../lifecycle/ways.ts';
import type { KeyRow } from '../ports/ledger.ts';
import type { RotationRow } from '../ports/rotations.ts';
import { next, type Outcome, type RotatingDeps, type Step } from './deps.ts';
import { stillNeeded } from './needed.ts';
import { waits } from './retiring.ts';
import { backAgain } from './rewriting.ts';
import { LOOK_EVERY_MS, later, spanMs } from './timing.ts';
import { canDisable, connectionOfKey } from './ways.ts';

/** A program that was asked for its last use within this time of the switch may have been used before it. */
const GRACE_MS = 5_000;

/** @returns when the service says that the old key was used although programs had the new one; null: it does not say so */
function usedSince(run: RotationRow, { lastUsedAt }: KeyRow): string | null {
  if (lastUsedAt === null || run.switchedAt === null) return null;
  return Date.parse(lastUsedAt) > Date.parse(run.switchedAt) + GRACE_MS ? lastUsedAt : null;
}

const earlier = (a: string, b: string) => (a < b ? a : b);

/** Until its end the old key's last use is asked for now and then: the sooner it is told, the sooner somebody looks. */
async function goOnUntil(
  deps: RotatingDeps,
  run: RotationRow,
  { until, state, text }: { until: string; state: 'overlap' | 'watching'; text: string },
): Promise<Outcome> {
  const old = deps.ledger.keys.get(run.oldId);
  const oldUsedAt = old === null ? null : usedSince(run, await refresh(deps, old, undefined));
  if (oldUsedAt !== null && run.oldUsedAt === null) tellOfUse(deps, run, oldUsedAt);
  const resumeAt = earlier(until, later(deps.clock.now(), LOOK_EVERY_MS));
  const problem = oldUsedAt === null ? null : stillUsed(run, oldUsedAt);
  const isNews = run.until === null || (oldUsedAt !== null && run.oldUsedAt === null);
  return {
    go: 'wait',
    state,
    text: isNews ? (problem ?? text) : null,
    patch: { until, resumeAt, oldUsedAt: oldUsedAt ?? run.oldUsedAt, problem },
  };
}

/** Whoever can be helped by a restart is suspected first; which programs those are the run tells besides. */
function stillUsed({ restarts }: RotationRow, at: string): string {
  const who =
    restarts.length === 0
      ? 'Something that Keyrack does not know uses it.'
      : 'A program that is to be restarted may use it; if all were, it is something that Keyrack does not know.';
  return `The old key is still in use: the service saw it at ${at}, after programs had the new one. ${who}`;
}

function tellOfUse({ notifier }: RotatingDeps, run: RotationRow, at: string): void {
  const { keyId, keyName, restarts } = run;
  const programs = restarts.length === 0 ? '' : ` To restart: ${restarts.join(', ')}.`;
  const body = `${stillUsed(run, at)}${programs}`;
  notifier.notify({ title: `The old key "${keyName}" is still in use`, body, keyId });
}

const isOver = (deps: RotatingDeps, until: string) => until <= deps.clock.now().toISOString();

export const overlap: Step = async (deps, run) => {
  const length = spanMs(run.overlap);
  if (length === 0 || run.kind === 'in-place')
    return next('disable', 'There is no overlap.', { until: null });
  const until = run.until ?? later(deps.clock.now(), length);
  if (isOver(deps, until)) {
    const back = await backAgain(deps, run, null);
    return back ?? next('disable', 'The overlap is over.', { until: null, problem: null });
  }
  return goOnUntil(deps, run, { until, state: 'overlap', text: `Both keys work until ${until}.` });
};

/** Whether the run switches the old key off, which is on. */
export function willDisable(deps: RotatingDeps, { oldId, watch }: RotationRow): boolean {
  const old = deps.ledger.keys.get(oldId);
  if (old === null || watch === 'none' || old.status !== 'active') return false;
  return canDisable(deps, connectionOfKey(deps, old));
}

export const disable: Step = async (deps, run, signal) => {
  const old = deps.ledger.keys.get(run.oldId);
  if (old?.status === 'inactive') return next('watch', 'The old key is switched off.');
  if (old === null || !willDisable(deps, run)) {
    return next('watch', 'The old key stays switched on until it is revoked.');
  }
  const needed = await stillNeeded(deps, run, old);
  if (needed !== null) return waits(needed);
  try {
    await perform(deps, old, 'disable', doing(deps, old, 'disable', undefined), signal);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'refused') throw error;
    return next('watch', `The service does not switch the old key off: ${error.message}`);
  }
  return next('watch', 'The old key is switched off; it can be switched on again.');
};

function unusedWords(deps: RotatingDeps, old: KeyRow): string {
  const connection = connectionOfKey(deps, old);
  return connection !== null && isByApi(deps, connection, 'list')
    ? 'No use of the old key was seen.'
    : 'Whether the old key is still in use cannot be seen.';
}

/** Before it is revoked: is somebody using it? Where it is switched off, somebody would miss it; elsewhere the last use tells. */
export const watch: Step = async (deps, run) => {
  const old = deps.ledger.keys.get(run.oldId);
  if (old === null || run.reason === 'leak') return next('revoke', 'Nothing is waited for.', { until: null });
  const length = spanMs(run.watch);
  const until = run.until ?? later(deps.clock.now(), length);
  if (length > 0 && !isOver(deps, until)) {
    return goOnUntil(deps, run, { until, state: 'watching', text: `It is watched until ${until}.` });
  }
  // No revoke without this look: where the service does not answer, it is asked again.
  const oldUsedAt = usedSince(run, await refreshed(deps, old, undefined));
  if (oldUsedAt === null) return next('revoke', unusedWords(deps, old), { until: null, problem: null });
  const problem = stillUsed(run, oldUsedAt);
  return { go: 'wait', state: 'waiting', text: problem, patch: { problem, oldUsedAt, until } };
};
