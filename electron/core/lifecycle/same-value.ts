import type { ErrorCode } from '#shared/ipc/errors.ts';
import type { Environment } from '#shared/model/environment.ts';
import { AppError, SECRET_FIELD } from '../errors.ts';
import type { KeyRow } from '../ports/ledger.ts';
import { keyAccount } from '../ports/secret-store.ts';
import type { Secret } from '../secret.ts';
import type { Lifecycle } from './deps.ts';
import { fingerprintOf } from './keeping.ts';

/** Where both fingerprints are known they tell; else only a value that can be the same by its hint is opened. */
async function holds(deps: Lifecycle, row: KeyRow, secret: Secret, fingerprint: string | null) {
  if (!row.held) return false;
  if (row.fingerprint !== null && fingerprint !== null) return row.fingerprint === fingerprint;
  if (!secret.fitsHint(row.hint)) return false;
  return (await deps.vault.readIfHeld(keyAccount(row.environmentId, row.id)))?.equals(secret) ?? false;
}

/** @returns the keys that hold this value. @throws AppError storage-* */
export async function holdersOf(deps: Lifecycle, secret: Secret): Promise<readonly KeyRow[]> {
  await deps.vault.assertOpen();
  const fingerprint = await fingerprintOf(deps, secret);
  const found: KeyRow[] = [];
  for (const row of deps.ledger.keys.list()) {
    if (await holds(deps, row, secret, fingerprint)) found.push(row);
  }
  return found;
}

/**
 * By the fingerprints, so that no secret is opened; the keys are read once. Those that a rotation is replacing already do not count.
 * @returns what tells which other keys have the value of a key
 */
export function twinsByFingerprint({
  ledger,
}: Pick<Lifecycle, 'ledger'>): (key: KeyRow) => readonly KeyRow[] {
  const known = ledger.keys
    .list()
    .filter(({ held, fingerprint, replacedBy }) => held && replacedBy === null && fingerprint !== null);
  const holders = Map.groupBy(known, ({ fingerprint }) => fingerprint);
  return ({ id, fingerprint }) => (holders.get(fingerprint) ?? []).filter((each) => each.id !== id);
}

/** Whether a value may be one that Keyrack has. */
export type SameValue =
  /** The user keeps it all the same. */
  | 'kept'
  /** The user copies it to another environment, once. */
  | 'copied'
  /** It is told first. */
  | 'told'
  /** It was just made, so it is the same as none. */
  | 'new';

/** @param input what the user said when asked once more */
export const sameValueOf = (input: { readonly sameValue?: boolean | undefined }): SameValue =>
  input.sameValue === true ? 'kept' : 'told';

interface Entered {
  readonly environment: Environment;
  /** The row that it is for; null: a new one. */
  readonly keyId: string | null;
  readonly sameValue: SameValue;
}

const again = (code: ErrorCode, row: KeyRow, place: string) =>
  new AppError(code, {
    message: `Keyrack has this value already, as the key "${row.name}" of ${place}.`,
    next: 'Use that key, or enter another value.',
    field: SECRET_FIELD,
  });

function isHere(row: KeyRow, { name }: Environment, sameValue: 'copied' | 'told' | 'new'): AppError {
  if (sameValue === 'new') return again('invalid-input', row, name);
  if (sameValue === 'copied') return again('conflict', row, name);
  return new AppError('same-value-here', {
    message: `Keyrack has this value already, as the key "${row.name}" of "${name}".`,
    next: 'Use that key, or enter another value. To keep it under a second name, say so (in the command: --same-value): it then has to be replaced in all of them, each time.',
  });
}

/**
 * A value that Keyrack has already is mostly a duplicate, or was meant for another environment; some programs want the
 * same one under two names.
 * @throws AppError conflict (copied), invalid-input (it was to be new), same-value-here, same-value-elsewhere, storage-*
 */
export async function assertNewValue(deps: Lifecycle, entered: Entered, secret: Secret): Promise<void> {
  const { environment, keyId, sameValue } = entered;
  const holders = (await holdersOf(deps, secret)).filter(({ id }) => id !== keyId);
  const homes = holders.map((row) => ({ row, home: deps.ledger.environments.get(row.environmentId) }));
  const here = homes.find(({ home }) => home?.id === environment.id);
  if (here !== undefined && sameValue !== 'kept') throw isHere(here.row, environment, sameValue);
  const elsewhere = homes.find(({ home }) => home?.stage === 'production') ?? homes[0];
  if (elsewhere === undefined || sameValue === 'kept' || sameValue === 'copied') return;
  const { row, home } = elsewhere;
  const place = home?.name ?? 'another environment';
  if (sameValue === 'new') throw again('invalid-input', row, place);
  const where = home?.stage === 'production' ? `the production environment "${place}"` : `"${place}"`;
  throw new AppError('same-value-elsewhere', {
    message: `This value is in use in another environment: it is the key "${row.name}" of ${where}.`,
    next: `Enter a value of its own for "${environment.name}": a leak in one would be a leak in both. To keep it all the same, say so (in the command: --same-value).`,
  });
}
