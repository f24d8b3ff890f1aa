import type { ErrorCode } from '#shared/ipc/errors.ts';
import { AppError } from '../errors.ts';
import { getRow } from '../finding.ts';
import { environmentOf } from '../lifecycle/brought.ts';
import { hintOf } from '../lifecycle/creating.ts';
import { keepValue } from '../lifecycle/keeping.ts';
import { regenerateKey } from '../lifecycle/regenerating.ts';
import type { KeyRow } from '../ports/ledger.ts';
import type { RotationRow } from '../ports/rotations.ts';
import type { Secret } from '../secret.ts';
import { accounts } from './accounts.ts';
import { next, type Outcome, type RotatingDeps, type Step } from './deps.ts';
import { assertUnshared } from './needed.ts';
import { oldValue } from './rewriting.ts';
import { keepBeside } from './switching.ts';
import { later, retryAfterMs } from './timing.ts';

const ownValue = ({ vault }: RotatingDeps, run: RotationRow) => vault.readIfHeld(accounts(run).own);

/** The old value is needed to find it in files, and to see that it is refused. */
async function keepOld(deps: RotatingDeps, run: RotationRow): Promise<void> {
  if ((await oldValue(deps, run)) !== null) return;
  const current = await ownValue(deps, run);
  if (current !== null) await keepBeside(deps, accounts(run).old, current);
}

/** Whether the storage has another value than the one that was kept before the service was asked. */
export async function isRegenerated(deps: RotatingDeps, run: RotationRow): Promise<boolean> {
  const [current, old] = [await ownValue(deps, run), await oldValue(deps, run)];
  if (current === null) return false;
  return old === null ? run.reason === 'lost' : !current.equals(old);
}

const done = (deps: RotatingDeps, run: RotationRow, text: string): Outcome =>
  next('verify', text, {
    switchedAt: deps.clock.now().toISOString(),
    newHint: deps.ledger.keys.get(run.keyId)?.hint ?? null,
  });

/** From the storage, which comes after the service: of a key whose value was lost before, nothing else would tell. */
const STORAGE: ReadonlySet<ErrorCode> = new Set([
  'storage-unchosen',
  'storage-locked',
  'storage-unavailable',
  'home-failed',
]);

/** Whether it is sure that the service gave no new value: value and row are as they were, and nothing is left to be asked. */
async function isAsBefore(deps: RotatingDeps, run: RotationRow, { code }: AppError): Promise<boolean> {
  const [current, old] = [await ownValue(deps, run), await oldValue(deps, run)];
  const { held } = getRow('key', deps.ledger.keys, run.keyId);
  if (code === 'outcome-unknown' || deps.ledger.intents.list().some(({ keyId }) => keyId === run.keyId)) {
    return false;
  }
  if (old === null) return current === null && !STORAGE.has(code);
  return held && current?.equals(old) === true;
}

/** @returns null where the service says that nothing happened: then it is as if it had never been asked */
async function goForward(deps: RotatingDeps, run: RotationRow, error: AppError): Promise<Outcome | null> {
  if (await isAsBefore(deps, run, error)) return null;
  const attempts = run.attempts + 1;
  const resumeAt = later(deps.clock.now(), retryAfterMs(attempts));
  const problem = `${error.message} The old value may be dead by now, so Keyrack asks for a new one again.`;
  return { go: 'wait', state: 'retrying', text: problem, patch: { problem, resumeAt, attempts } };
}

const consentOf = (deps: RotatingDeps, { environmentId }: RotationRow) =>
  environmentOf(deps, environmentId).name;

/** A storage that said no and kept the value all the same: the row follows what is there. */
async function holdWhatIsThere(deps: RotatingDeps, { keyId }: RotationRow, value: Secret): Promise<void> {
  const row = getRow('key', deps.ledger.keys, keyId);
  if (row.held || row.connectionId === null) return;
  const kept = await keepValue(deps, row, value);
  const hint = hintOf(deps, row.connectionId, value);
  deps.ledger.transaction(() => {
    const now = getRow('key', deps.ledger.keys, keyId);
    deps.ledger.keys.put({ ...now, ...kept, hint, acknowledged: false });
  });
}

/** Killed while the service is asked, nobody knows whether the old value is dead: that it is asked is written down before. */
function markAsked({ ledger }: RotatingDeps, { id }: RotationRow, attempts: number): void {
  ledger.transaction(() => ledger.rotations.put({ ...getRow('rotation', ledger.rotations, id), attempts }));
}

/** The old value dies with the call: from then on there is only forward. */
export const regenerate: Step = async (deps, run, signal) => {
  const current = await ownValue(deps, run);
  if (current !== null && (await isRegenerated(deps, run))) {
    await holdWhatIsThere(deps, run, current);
    return done(deps, run, 'The key has its new value; it is kept.');
  }
  // Once it was asked, there is only forward.
  if (run.attempts === 0) await assertUnshared(deps, run);
  await keepOld(deps, run);
  await deps.vault.assertOpen();
  markAsked(deps, run, Math.max(run.attempts, 1));
  try {
    await regenerateKey(deps, { id: run.keyId, confirm: consentOf(deps, run) }, null, signal);
  } catch (error) {
    const forward = error instanceof AppError ? await goForward(deps, run, error) : null;
    if (forward !== null) return forward;
    if (error instanceof AppError) markAsked(deps, run, run.attempts);
    throw error;
  }
  return done(deps, run, 'The service gave the key a new value; it is kept, and the old one is dead.');
};

/** The user has made the new value in the console. */
export async function takeRegenerated(
  deps: RotatingDeps,
  run: RotationRow,
  secret: Secret,
  signal: AbortSignal | undefined,
): Promise<KeyRow> {
  // Killed after it was kept, the same value is entered once more.
  const isKept = (await isRegenerated(deps, run)) && (await ownValue(deps, run))?.equals(secret) === true;
  if (!isKept) {
    await keepOld(deps, run);
    await regenerateKey(deps, { id: run.keyId, confirm: consentOf(deps, run) }, secret, signal);
  }
  return getRow('key', deps.ledger.keys, run.keyId);
}
