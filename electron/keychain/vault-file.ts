// vault.json, in the home: which tier was chosen, and what a passphrase is checked against.
//   { "schema": 1, "tier": "keychain", "presence": null | { "kdf": …, "salt": base64, "verifier": base64 } }
//   { "schema": 1, "tier": "passphrase", "id": UUID, "kdf": …, "salt": base64, "box": base64 }
// `kdf` is { "name": "scrypt", "n": 131072, "r": 8, "p": 1 }. `verifier` is the derived key itself: it seals nothing.
// `box` is the data key, sealed under the derived key with the context `vault/<id>` (sealed-box.ts).
import { AppError } from '#core/errors.ts';
import type { PrivateFiles } from '#core/ports/private-files.ts';
import { SCRYPT } from './passphrase.ts';
import { anySealedByPassphrase } from './sealed-files.ts';

const SCHEMA = 1;
const NAME = 'vault.json';

export interface Presence {
  readonly kdf: typeof KDF;
  /** Base64, as `verifier`. */
  readonly salt: string;
  readonly verifier: string;
}
export interface KeychainVault {
  readonly schema: typeof SCHEMA;
  readonly tier: 'keychain';
  readonly presence: Presence | null;
}
export interface PassphraseVault {
  readonly schema: typeof SCHEMA;
  readonly tier: 'passphrase';
  readonly id: string;
  readonly kdf: typeof KDF;
  /** Base64, as `box`. */
  readonly salt: string;
  readonly box: string;
}
export type Vault = KeychainVault | PassphraseVault;

export const KDF = { name: 'scrypt', ...SCRYPT } as const;

// By hand: `exec` reads this file at every start, and to load zod for it takes longer than to read it.
type Check = (value: unknown) => boolean;

const is =
  (wanted: unknown): Check =>
  (value) =>
    value === wanted;

const matches =
  (pattern: RegExp): Check =>
  (value) =>
    typeof value === 'string' && pattern.test(value);

/** These fields, each right, and no other. */
const holds =
  (fields: Readonly<Record<string, Check>>): Check =>
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.keys(value).every((name) => Object.hasOwn(fields, name)) &&
    Object.entries(fields).every(([name, fits]) => fits((value as Record<string, unknown>)[name]));

const isBase64 = matches(/^[A-Za-z0-9+/]+={0,2}$/);
const isUuid = matches(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i);
const isKdf = holds({ name: is(KDF.name), n: is(KDF.n), r: is(KDF.r), p: is(KDF.p) });
const isPresence = holds({ kdf: isKdf, salt: isBase64, verifier: isBase64 });
const isKeychainVault = holds({
  schema: is(SCHEMA),
  tier: is('keychain'),
  presence: (value) => value === null || isPresence(value),
});
const isPassphraseVault = holds({
  schema: is(SCHEMA),
  tier: is('passphrase'),
  id: isUuid,
  kdf: isKdf,
  salt: isBase64,
  box: isBase64,
});
const isVault = (value: unknown): value is Vault => isKeychainVault(value) || isPassphraseVault(value);

function isNewer(value: unknown): boolean {
  const schema = (value as { readonly schema?: unknown } | null | undefined)?.schema;
  return typeof schema === 'number' && schema > SCHEMA;
}

/**
 * @returns null where nothing was chosen yet
 * @throws AppError storage-unavailable: broken or newer, and then left alone; or gone, though secrets are sealed by it:
 *   the keychain must not silently take its place
 */
export async function readVault(files: PrivateFiles): Promise<Vault | null> {
  const bytes = await files.read(NAME);
  if (bytes === null) {
    if (await anySealedByPassphrase(files)) throw gone(files.path(NAME));
    return null;
  }
  const found = parseJson(bytes);
  if (isNewer(found)) throw newer(files.path(NAME));
  if (!isVault(found)) throw broken(files.path(NAME));
  return found;
}

const encode = (vault: Vault) => Buffer.from(`${JSON.stringify(vault, null, 2)}\n`);

/** @returns false where another process has chosen in the meantime. */
export const createVault = (files: PrivateFiles, vault: Vault) => files.create(NAME, encode(vault));

export const replaceVault = (files: PrivateFiles, vault: Vault) => files.write(NAME, encode(vault));

/** @returns undefined where it does not parse. */
function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString());
  } catch {
    return undefined;
  }
}

const gone = (path: string) =>
  new AppError('storage-unavailable', {
    message: `The file ${path} is gone, and secrets are sealed by it.`,
    next: 'Put it back from a copy: nothing else opens them. To begin anew, name another folder with --home.',
  });

const broken = (path: string) =>
  new AppError('storage-unavailable', {
    message: `The file ${path} is damaged, so Keyrack does not know how its secrets are kept.`,
    next: 'Put it back from a copy. Do not delete it if you chose a passphrase: nothing opens the secrets without it.',
  });

const newer = (path: string) =>
  new AppError('storage-unavailable', {
    message: `The file ${path} was written by a newer Keyrack.`,
    next: 'Update Keyrack, then try again.',
  });
