import { AppError } from '../errors.ts';
import { isManagement } from '../lifecycle/consequences.ts';
import type { Lifecycle } from '../lifecycle/deps.ts';
import { holdersOf, twinsByFingerprint } from '../lifecycle/same-value.ts';
import type { KeyRow } from '../ports/ledger.ts';
import type { RotationRow } from '../ports/rotations.ts';
import { keyAccount } from '../ports/secret-store.ts';
import type { Secret } from '../secret.ts';
import type { RotatingDeps } from './deps.ts';
import { oldValue } from './rewriting.ts';

/** Without it nobody could revoke the key, nor switch it on again. */
const MANAGES =
  'The old key is the management credential of a connection. Give the connection another one, then go on.';

const named = (rows: readonly KeyRow[]) => rows.map(({ name, id }) => `"${name}" (${id})`).join(', ');

/**
 * What else in Keyrack lives of the old value, so that it must not end yet. A leaked value ends all the same.
 * @returns what a person has to do first; null: nothing. @throws AppError storage-* where that cannot be told
 */
export async function stillNeeded(deps: RotatingDeps, run: RotationRow, old: KeyRow): Promise<string | null> {
  if (await isManagement(deps, old)) return MANAGES;
  if (run.reason === 'leak') return null;
  const twins = await twinsOf(deps, run);
  if (twins.length === 0) return null;
  return `The old value is also that of ${named(twins)}, which would stop working. Rotate that too, or delete it, then go on.`;
}

/** @returns what the end of a value meant for other keys of Keyrack, as a sentence to add; empty: nothing */
export async function whoLostIt(deps: RotatingDeps, run: RotationRow): Promise<string> {
  const twins = await twinsOf(deps, run);
  return twins.length === 0 ? '' : ` ${named(twins)} had the same value: that has to be replaced too.`;
}

async function twinsOf(deps: RotatingDeps, run: RotationRow): Promise<readonly KeyRow[]> {
  return holdersBeside(deps, run.keyId, await oldValue(deps, run));
}

/** Keys that have a value under another name. Those that a rotation is replacing already do not count. */
async function holdersBeside(
  deps: Lifecycle,
  keyId: string,
  value: Secret | null,
): Promise<readonly KeyRow[]> {
  if (value === null) return [];
  const holders = await holdersOf(deps, value);
  return holders.filter(({ id, replacedBy }) => replacedBy === null && id !== keyId);
}

/**
 * In place the old value dies with the call, whoever has it: there is no moment to wait in as before a revoke.
 * @throws AppError forbidden-by-rule where others have it and the run is one that was planned; storage-*
 */
export async function assertUnshared(
  deps: Lifecycle,
  { reason, keyName, ...key }: Pick<RotationRow, 'reason' | 'keyName' | 'keyId' | 'environmentId'>,
): Promise<void> {
  if (reason !== 'planned') return;
  const value = await deps.vault.readIfHeld(keyAccount(key.environmentId, key.keyId));
  const twins = await holdersBeside(deps, key.keyId, value);
  if (twins.length === 0) return;
  throw new AppError('forbidden-by-rule', {
    message: `The value of "${keyName}" is also that of ${named(twins)}, whose programs would stop at once: the service gives a new value in place of the old one.`,
    next: 'Delete the copy, or export the one key under both names (--key NAME=VARIABLE), then rotate.',
  });
}

/**
 * The same before a run, by the fingerprints: no secret is opened.
 * @returns what tells of a key's twins in a sentence, null where it has none
 */
export function sharing(deps: Pick<RotatingDeps, 'ledger'>): (key: KeyRow) => string | null {
  const twinsHere = twinsByFingerprint(deps);
  return (key) => {
    const twins = twinsHere(key);
    return twins.length === 0 ? null : `${named(twins)} has the same value, and needs a new one as well.`;
  };
}
