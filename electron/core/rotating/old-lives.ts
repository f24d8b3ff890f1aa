import { AppError } from '../errors.ts';
import { lookUp } from '../lifecycle/asking.ts';
import { isTaken, verdictOfOld } from '../lifecycle/regenerate-sending.ts';
import type { ConnectionRow, KeyRow } from '../ports/ledger.ts';
import type { RotationRow } from '../ports/rotations.ts';
import type { RotatingDeps } from './deps.ts';
import { isRegenerated } from './regenerating.ts';
import { connectionOfKey } from './ways.ts';

/** Whether the service was asked, or may have been, to end the old value. */
const wasAsked = ({ ledger }: RotatingDeps, { id, kind }: RotationRow): boolean => {
  const ending = kind === 'in-place' ? 'regenerate' : 'revoke';
  return ledger.rotations.journal(id).some(({ step, state }) => step === ending && state === 'begun');
};

/**
 * Looks before a run is taken back that the old key can carry again: undone, programs have nothing else.
 * Where the service was never asked to end it, it counts as alive until the service says otherwise.
 * @throws AppError forbidden-by-rule; what the service says where it has to be asked and cannot be
 */
export async function assertOldLives(
  deps: RotatingDeps,
  run: RotationRow,
  signal: AbortSignal | undefined,
): Promise<void> {
  const isOpen = run.kind === 'in-place' ? run.step === 'regenerate' : run.switchedAt !== null;
  if (!isOpen) return;
  const lives =
    run.kind === 'in-place' ? await livesInPlace(deps, run) : await livesBeside(deps, run, signal);
  if (!lives) throw mayBeDead(run);
}

async function livesInPlace(deps: RotatingDeps, run: RotationRow): Promise<boolean> {
  if (!wasAsked(deps, run)) return true;
  const key = deps.ledger.keys.get(run.keyId);
  const connection = key === null ? null : connectionOfKey(deps, key);
  if (key === null || connection === null || (await isRegenerated(deps, run))) return false;
  return isAccepted(deps, { ...key, held: true }, connection);
}

async function livesBeside(
  deps: RotatingDeps,
  run: RotationRow,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const old = deps.ledger.keys.get(run.oldId);
  if (old === null || old.status === 'revoked' || old.status === 'ghost') return false;
  const connection = connectionOfKey(deps, old);
  if (connection === null) return true;
  const asked = wasAsked(deps, run);
  const status = await statusAt(deps, connection, old, signal).catch((error: unknown) => {
    if (asked || !(error instanceof AppError)) throw error;
    return null;
  });
  if (status === null) return !asked || (await isAccepted(deps, old, connection));
  return status === 'active' || status === 'inactive';
}

/** @returns null where the service cannot be asked for it */
async function statusAt(
  deps: RotatingDeps,
  connection: ConnectionRow,
  { remoteId }: KeyRow,
  signal: AbortSignal | undefined,
): Promise<KeyRow['status'] | null> {
  if (remoteId === null) return null;
  const remote = await lookUp(deps, connection, await deps.reach.service(connection), remoteId, signal);
  if (remote === undefined) return null;
  return remote === null ? 'ghost' : remote.status;
}

async function isAccepted(deps: RotatingDeps, row: KeyRow, connection: ConnectionRow): Promise<boolean> {
  const old = await verdictOfOld(deps, row, connection);
  return old !== null && isTaken(old.verdict);
}

const mayBeDead = ({ keyName }: RotationRow) =>
  new AppError('forbidden-by-rule', {
    message: `The rotation of "${keyName}" is not taken back: the old key has ended, or may have, and programs would be left without one.`,
    next: 'Go on with it. If the new key does not do, rotate again afterwards.',
  });
