import { AppError } from '../errors.ts';
import { getRow } from '../finding.ts';
import { environmentOf } from '../lifecycle/brought.ts';
import { regenerateKey } from '../lifecycle/regenerating.ts';
import type { KeyRow } from '../ports/ledger.ts';
import type { RotationRow } from '../ports/rotations.ts';
import { keyAccount } from '../ports/secret-store.ts';
import type { Secret } from '../secret.ts';
import { next, type Outcome, type RotatingDeps, type Step } from './deps.ts';
import { oldValue } from './rewriting.ts';
import { keepBeside } from './switching.ts';
import { later, retryAfterMs } from './timing.ts';

const ownValue = ({ vault }: RotatingDeps, { environmentId, keyId }: RotationRow) =>
  vault.readIfHeld(keyAccount(environmentId, keyId));

/** The old value is needed to find it in files, and to see that it is refused. */
async function keepOld(deps: RotatingDeps, run: RotationRow): Promise<void> {
  if ((await oldValue(deps, run)) !== null) return;
  const current = await ownValue(deps, run);
  if (current !== null) await keepBeside(deps, keyAccount(run.environmentId, run.oldId), current);
}

/** Whether the storage has another value than the one that was kept before the service was asked. */
async function isDone(deps: RotatingDeps, run: RotationRow): Promise<boolean> {
  const [current, old] = [await ownValue(deps, run), await oldValue(deps, run)];
  if (current === null) return false;
  return old === null ? run.reason === 'lost' : !current.equals(old);
}

const done = (deps: RotatingDeps, run: RotationRow, text: string): Outcome =>
  next('verify', text, {
    switchedAt: deps.clock.now().toISOString(),
    newHint: deps.ledger.keys.get(run.keyId)?.hint ?? null,
  });

/** @returns null where the service says that nothing happened: then it is as if it had never been asked */
async function goForward(deps: RotatingDeps, run: RotationRow, error: AppError): Promise<Outcome | null> {
  const [current, old] = [await ownValue(deps, run), await oldValue(deps, run)];
  const isAsBefore = current === null ? old === null : old?.equals(current) === true;
  if (error.code !== 'outcome-unknown' && isAsBefore) return null;
  const attempts = run.attempts + 1;
  const resumeAt = later(deps.clock.now(), retryAfterMs(attempts));
  const problem = `${error.message} The old value may be dead by now, so Keyrack asks for a new one again.`;
  return { go: 'wait', state: 'retrying', text: problem, patch: { problem, resumeAt, attempts } };
}

const consentOf = (deps: RotatingDeps, { environmentId }: RotationRow) =>
  environmentOf(deps, environmentId).name;

/** The old value dies with the call: from then on there is only forward. */
export const regenerate: Step = async (deps, run, signal) => {
  if (await isDone(deps, run)) return done(deps, run, 'The key has its new value; it is kept.');
  await keepOld(deps, run);
  try {
    await regenerateKey(deps, { id: run.keyId, confirm: consentOf(deps, run) }, null, signal);
  } catch (error) {
    const forward = error instanceof AppError ? await goForward(deps, run, error) : null;
    if (forward === null) throw error;
    return forward;
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
  const isKept = (await isDone(deps, run)) && (await ownValue(deps, run))?.equals(secret) === true;
  if (!isKept) {
    await keepOld(deps, run);
    await regenerateKey(deps, { id: run.keyId, confirm: consentOf(deps, run) }, secret, signal);
  }
  return getRow('key', deps.ledger.keys, run.keyId);
}
