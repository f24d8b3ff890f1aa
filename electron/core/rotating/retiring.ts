import { AppError } from '../errors.ts';
import { CALLS } from '../lifecycle/acting.ts';
import { lookUp } from '../lifecycle/asking.ts';
import { NOT_HELD } from '../lifecycle/keeping.ts';
import { type Retirement, retirementOf } from '../lifecycle/retiring.ts';
import { doing, isByApi } from '../lifecycle/ways.ts';
import type { ConnectionRow, KeyRow } from '../ports/ledger.ts';
import type { RotationRow } from '../ports/rotations.ts';
import { accounts } from './accounts.ts';
import { next, type Outcome, type RotatingDeps, type Step } from './deps.ts';
import { pause } from './making.ts';
import { stillNeeded, whoLostIt } from './needed.ts';
import { backAgain, oldValue } from './rewriting.ts';
import { later, retryAfterMs } from './timing.ts';
import { connectionOfKey } from './ways.ts';

/** A person has to do something first. */
export const waits = (problem: string): Outcome => ({
  go: 'wait',
  state: 'waiting',
  text: problem,
  patch: { problem, resumeAt: null },
});

const isEnded = ({ status }: KeyRow) => status === 'revoked' || status === 'ghost';

/** Whether an earlier request of ours, whose answer we never saw, did it. */
async function isRetiredThere(deps: RotatingDeps, connection: ConnectionRow, old: KeyRow): Promise<boolean> {
  if (old.remoteId === null) return false;
  const service = await deps.reach.service(connection);
  const remote = await lookUp(deps, connection, service, old.remoteId, undefined);
  return remote === null || remote?.status === 'revoked' || remote?.status === 'expired';
}

export async function retireByApi(
  deps: RotatingDeps,
  connection: ConnectionRow,
  old: KeyRow,
  way: Retirement,
  signal: AbortSignal | undefined,
): Promise<void> {
  const how = doing(deps, old, way, undefined);
  if (how.way !== 'api') return;
  try {
    await CALLS[way](await deps.reach.service(connection), how.remoteId, signal);
  } catch (error) {
    const isSure = error instanceof AppError && (error.code === 'refused' || error.code === 'not-found');
    if (isSure && (await isRetiredThere(deps, connection, old).catch(() => false))) return;
    throw error;
  }
}

/** Its row says what is true at the service; the value stays until it is seen to be refused. */
export function markRetired(deps: RotatingDeps, run: RotationRow, way: Retirement): void {
  deps.ledger.transaction(() => {
    const old = deps.ledger.keys.get(run.oldId);
    if (old === null) return;
    deps.ledger.keys.put({ ...old, status: way === 'disable' ? 'inactive' : 'revoked' });
    deps.audit('old key retired', run.keyId, way);
  });
}

/** @returns how a program retires the old key; null: it cannot, or there is nothing to retire */
function retirementByApi(deps: RotatingDeps, { oldId }: RotationRow): Retirement | null {
  const old = deps.ledger.keys.get(oldId);
  const connection = old === null ? null : connectionOfKey(deps, old);
  if (old === null || connection === null || isEnded(old) || old.remoteId === null) return null;
  const way = retirementOf(deps, connection);
  return way !== null && isByApi(deps, connection, way) ? way : null;
}

const isOffAlready = ({ status }: KeyRow, way: Retirement | null): boolean =>
  way === 'disable' && status === 'inactive';

/** @returns whether the service will be asked to end the old key, which works until then */
export function willRetire(deps: RotatingDeps, run: RotationRow): boolean {
  const old = deps.ledger.keys.get(run.oldId);
  const way = retirementByApi(deps, run);
  return old !== null && way !== null && !isOffAlready(old, way);
}

const RETIRED: Readonly<Record<Retirement, string>> = {
  revoke: 'revoked',
  delete: 'deleted',
  disable: 'switched off',
};

/** From here on there is no way back. */
export const revoke: Step = async (deps, run, signal) => {
  const old = deps.ledger.keys.get(run.oldId);
  if (old === null) return next('refuse', 'The old value died when the new one was made.');
  if (isEnded(old)) return next('refuse', 'The old key had ended already.');
  // The old key may be switched off by now: it is not waited for once more.
  const back = await backAgain(deps, run, deps.clock.now().toISOString());
  if (back !== null) return back;
  const connection = connectionOfKey(deps, old);
  if (connection === null) {
    return waits(
      'No service is known for this key. Take the old value away where it comes from, then say that it is done.',
    );
  }
  const needed = await stillNeeded(deps, run, old);
  if (needed !== null) return waits(needed);
  const way = retirementByApi(deps, run);
  if (isOffAlready(old, way)) return next('refuse', 'The old key is switched off already.');
  if (way === null) {
    return waits('No program can revoke the old key. Revoke it in the console, then say that it is done.');
  }
  await retireByApi(deps, connection, old, way, signal);
  markRetired(deps, run, way);
  const lost = run.reason === 'leak' ? await whoLostIt(deps, run) : '';
  return next('refuse', `The old key was ${RETIRED[way]} at the service.${lost}`);
};

/** Some services need a moment until every machine of theirs knows. */
const REFUSED_AFTER_MS = [0, 2_000, 5_000];
/** From so many looks on, minutes apart, it is no delay any more. */
const ALARM_AFTER = 2;

/** @returns null: it cannot be told */
async function isRefused(deps: RotatingDeps, run: RotationRow): Promise<boolean | null> {
  const value = await oldValue(deps, run);
  const connection = run.connectionId === null ? null : deps.ledger.connections.get(run.connectionId);
  if (value === null || connection === null || !isByApi(deps, connection, 'verify')) return null;
  const service = await deps.reach.service(connection);
  for (const wait of REFUSED_AFTER_MS) {
    if (wait > 0) await pause(deps, wait);
    const { is } = await service.verify(value);
    if (is === 'invalid') return true;
    if (is === 'unknown') return null;
  }
  return false;
}

export const refuse: Step = async (deps, run) => {
  const refused = await isRefused(deps, run);
  if (refused !== false) {
    await forgetOld(deps, run);
    const text =
      refused === true
        ? 'The service refuses the old value.'
        : 'Whether the old value is refused cannot be asked.';
    return { go: 'end', state: 'done', text };
  }
  const attempts = run.attempts + 1;
  const isAlarm = attempts >= ALARM_AFTER;
  const problem = `${isAlarm ? 'Alarm: the' : 'The'} service still accepts the old value of "${run.keyName}" although it was revoked. ${isAlarm ? 'Look in its console, and tell the service.' : 'Keyrack looks again by itself.'}`;
  if (attempts === ALARM_AFTER) {
    deps.audit('warning: the service still accepts the key', run.keyId);
    deps.notifier.notify({ title: 'A revoked key still works', body: problem, keyId: run.keyId });
  }
  const resumeAt = later(deps.clock.now(), retryAfterMs(attempts));
  return { go: 'wait', state: 'retrying', text: problem, patch: { problem, resumeAt, attempts } };
};

/** The old value opens nothing any more: it goes, and its row too unless the service keeps one. */
export async function forgetOld(deps: RotatingDeps, run: RotationRow): Promise<void> {
  await deps.vault.remove(accounts(run).old);
  deps.ledger.transaction(() => {
    const old = deps.ledger.keys.get(run.oldId);
    if (old === null) return;
    const connection = connectionOfKey(deps, old);
    const way = connection === null ? null : retirementOf(deps, connection);
    const keeps =
      connection !== null &&
      way !== null &&
      (way === 'disable' || deps.reach.offer(connection, way).keepsRow);
    if (keeps) deps.ledger.keys.put({ ...old, ...NOT_HELD });
    else deps.ledger.keys.remove(old.id);
  });
}
