import { AppError } from '../errors.ts';
import { perform } from '../lifecycle/acting.ts';
import { refreshed } from '../lifecycle/asking.ts';
import { recoverIntents } from '../lifecycle/recovering.ts';
import { retirementOf } from '../lifecycle/retiring.ts';
import { doing, isByApi } from '../lifecycle/ways.ts';
import type { ConnectionRow, KeyRow } from '../ports/ledger.ts';
import type { RotationRow, RotationStepRow } from '../ports/rotations.ts';
import { accounts } from './accounts.ts';
import { next, type Outcome, type Patch, type RotatingDeps, type Step } from './deps.ts';
import { retireByApi } from './retiring.ts';
import { taskOf } from './rewriting.ts';
import { settled } from './settling.ts';
import { switchBack, unswitch } from './switching.ts';
import { isGivenOut } from './tasks.ts';
import { later } from './timing.ts';
import { connectionOfKey } from './ways.ts';

/** Whether everything can still go back to the old key. */
export const canUndo = ({ kind, step, switchedAt, attempts }: RotationRow): boolean => {
  if (step === 'undo' || step === 'refuse') return false;
  if (kind === 'replace') return true;
  // Asked once without an answer, the old value may be dead.
  return switchedAt === null && (step === 'enter' || attempts === 0);
};

const UNSETTLED_MS = 60_000;

/** What the run made goes, newest first: the value, the files, the key at the service. */
export const undo: Step = async (deps, run, signal) => {
  if (run.kind === 'replace' && run.switchedAt !== null) return valueBack(deps, run, signal);
  const [last] = run.renewals.toReversed();
  if (last !== undefined) return fileBack(deps, run, last);
  const given = run.tasks.filter(isGivenOut);
  if (given.length > 0) return givenOut(given);
  if (run.kind === 'replace') await unswitch(deps, run);
  return (await newKeyAway(deps, run, signal)) ?? ended(deps, run);
};

async function valueBack(
  deps: RotatingDeps,
  run: RotationRow,
  signal: AbortSignal | undefined,
): Promise<Outcome> {
  const old = await oldNow(deps, run, signal);
  if (old !== null && switchedOff(deps, run) && (old.status === 'inactive' || isUnseen(deps, old))) {
    await switchOn(deps, old, signal);
    return next('undo', ON_AGAIN);
  }
  const patch = await exportedSince(deps, run);
  if (patch !== null) return next('undo', 'What was exported meanwhile is written down.', patch);
  await switchBack(deps, run);
  return next('undo', 'Keyrack hands out the old value again.', { switchedAt: null });
}

/** Whoever exported the key while it had the new value would be left with that. @returns null: nobody did */
async function exportedSince(deps: RotatingDeps, run: RotationRow): Promise<Patch | null> {
  const known = new Set([...run.renewals, ...run.tasks].map(({ delivery }) => delivery));
  const all = (await deps.renewing.plan(run.keyId)).filter(({ delivery }) => !known.has(delivery));
  const isSince = (delivery: string) =>
    (deps.ledger.deliveries.get(delivery)?.createdAt ?? '') >= (run.switchedAt ?? '');
  const renewals = all
    .filter(({ how }) => how === 'rewrite')
    .map(({ delivery }) => ({ delivery, change: null, state: 'open' }) as const);
  const tasks = all
    .filter(({ how, delivery }) => how === 'person' && isSince(delivery))
    .map((each) => ({ ...taskOf(each), done: true }));
  if (renewals.length + tasks.length === 0) return null;
  return { renewals: [...run.renewals, ...renewals], tasks: [...run.tasks, ...tasks] };
}

const ON_AGAIN = 'The old key is switched on again.';

/**
 * Whether it was the run that switched the old key off, which was on, or asked for it at least, and has not switched it
 * on since: a service's list may go on saying for a while that it is off.
 */
function switchedOff(deps: RotatingDeps, { id, connectionId }: RotationRow): boolean {
  const connection = connectionOfKey(deps, { connectionId });
  // Where a service knows no other end of a key, that is one too.
  const endsSo = connection !== null && retirementOf(deps, connection) === 'disable';
  const isOff = ({ step, state }: RotationStepRow) =>
    state === 'begun' && (step === 'disable' || (endsSo && step === 'revoke'));
  const last = deps.ledger.rotations.journal(id).findLast((row) => isOff(row) || row.text === ON_AGAIN);
  return last !== undefined && isOff(last);
}

/** Whether its row may say that it is on, though it is off, and the service cannot be asked. */
function isUnseen(deps: RotatingDeps, old: KeyRow): boolean {
  const connection = connectionOfKey(deps, old);
  return (
    old.status === 'active' &&
    connection !== null &&
    isByApi(deps, connection, 'enable') &&
    !isByApi(deps, connection, 'list') &&
    !isByApi(deps, connection, 'get')
  );
}

async function switchOn(deps: RotatingDeps, old: KeyRow, signal: AbortSignal | undefined): Promise<void> {
  try {
    await perform(deps, old, 'enable', doing(deps, old, 'enable', undefined), signal);
  } catch (error) {
    // A service may refuse it for a key that is on.
    if (old.status === 'inactive' || !(error instanceof AppError) || error.code !== 'refused') throw error;
  }
}

/** Where the answer was lost, or the process killed behind it, the row does not say that it is off. */
async function oldNow(
  deps: RotatingDeps,
  run: RotationRow,
  signal: AbortSignal | undefined,
): Promise<KeyRow | null> {
  const old = deps.ledger.keys.get(run.oldId);
  if (old === null || !switchedOff(deps, run)) return old;
  return old.status === 'active' ? refreshed(deps, old, signal) : old;
}

async function fileBack(
  deps: RotatingDeps,
  run: RotationRow,
  { delivery, change }: RotationRow['renewals'][number],
): Promise<Outcome> {
  await settled(deps);
  const current = await deps.vault.readIfHeld(accounts(run).own);
  const file = deps.ledger.deliveries.get(delivery)?.file;
  const written = change ?? changeOf(deps, run, delivery);
  const renewals = run.renewals.filter((each) => each.delivery !== delivery);
  if (file === undefined) return next('undo', 'A delivery is gone.', { renewals });
  // Of a lost key, nothing but the change tells what stood there.
  const isUntouched = written === null && current === null;
  try {
    if (!isUntouched) await deps.renewing.takeBack(delivery, written, current);
  } catch (error) {
    if (written !== null || !isOfTheFile(error) || isWrittenSince(deps, run, delivery)) throw error;
    const text = `Nothing was written into ${file}, which is left alone: ${error.message}`;
    return next('undo', text, { renewals });
  }
  return next('undo', `The new value was taken back from ${file}.`, { renewals });
}

const isOfTheFile = (error: unknown): error is AppError =>
  error instanceof AppError && !error.code.startsWith('storage-');

/** By this run, or by somebody who exported the new value meanwhile. */
function isWrittenSince({ ledger }: RotatingDeps, { startedAt }: RotationRow, id: string): boolean {
  const created = ledger.deliveries.get(id)?.createdAt ?? '';
  return created >= startedAt || ledger.changes.ofDelivery(id).some(({ at }) => at >= startedAt);
}

/** A write that failed behind the file stands among the changes alone; one of an earlier run is none of this. */
function changeOf({ ledger }: RotatingDeps, { startedAt }: RotationRow, delivery: string): string | null {
  const own = ledger.changes
    .ofDelivery(delivery)
    .findLast(({ kind, state, at }) => kind === 'rotate' && state === 'done' && at >= startedAt);
  return own?.id ?? null;
}

/** @returns null: there is no new key at the service any more */
async function newKeyAway(
  deps: RotatingDeps,
  run: RotationRow,
  signal: AbortSignal | undefined,
): Promise<Outcome | null> {
  const unsettled = () => deps.ledger.intents.list().some(({ keyId }) => keyId === run.newId);
  if (unsettled()) await recoverIntents(deps);
  if (unsettled()) {
    const resumeAt = later(deps.clock.now(), UNSETTLED_MS);
    const problem = 'Whether the service made the new key is not known yet. Keyrack looks again by itself.';
    return { go: 'wait', state: 'retrying', text: problem, patch: { problem, resumeAt } };
  }
  const row = deps.ledger.keys.get(run.newId);
  if (row === null) return null;
  const connection = connectionOfKey(deps, row);
  if (connection !== null && row.status !== 'revoked' && row.status !== 'ghost') {
    const way = withdrawalOf(deps, connection);
    if (way === null || row.remoteId === null) return byPerson(row);
    await retireByApi(deps, connection, row, way, signal);
  }
  await forgetNew(deps, run);
  return next(
    'undo',
    connection === null ? 'The new value is deleted.' : 'The new key is gone at the service.',
  );
}

/** Whoever put the new value somewhere by hand has to put the old one back before the new key goes. */
function givenOut(given: RotationRow['tasks']): Outcome {
  const places = given.map(({ server, file }) => `${server} (${file})`).join(', ');
  const problem = `A person gave the new key to ${places}. Put the old one back there, then go on: the new key is deleted after that.`;
  return { go: 'wait', state: 'waiting', text: problem, patch: { problem, resumeAt: null } };
}

export const withdrawalOf = (deps: RotatingDeps, connection: ConnectionRow) =>
  (['delete', 'revoke'] as const).find((way) => isByApi(deps, connection, way)) ?? null;

function byPerson({ name }: KeyRow): Outcome {
  const problem = `No program can delete the new key "${name}" at the service. Delete it in the console, then say that it is done.`;
  return { go: 'wait', state: 'waiting', text: problem, patch: { problem, resumeAt: null } };
}

/** Its value, then its row: what is left of it can be deleted again. */
export async function forgetNew(deps: RotatingDeps, run: RotationRow): Promise<void> {
  await deps.vault.remove(accounts(run).fresh);
  deps.ledger.transaction(() => deps.ledger.keys.remove(run.newId));
}

async function ended(deps: RotatingDeps, run: RotationRow): Promise<Outcome> {
  // Of a new value in place that was never made, the old one stands here a second time.
  await deps.vault.remove(accounts(run).old);
  await deps.vault.remove(accounts(run).fresh);
  return {
    go: 'end',
    state: run.cause === null ? 'undone' : 'failed',
    text: 'Everything is as it was before: the old key works, and there is no new one.',
  };
}

/** @throws AppError forbidden-by-rule */
export function assertCanUndo(run: RotationRow): void {
  if (canUndo(run)) return;
  throw new AppError('forbidden-by-rule', {
    message: `The rotation of "${run.keyName}" cannot be taken back any more.`,
    next: 'The old key has ended. Rotate again to have another new key.',
  });
}
