// vault.json, in the home: which tier was chosen, and what a passphrase is checked against.
//   { "schema": 1, "tier": "keychain", "presence": null | { "kdf": …, "salt": base64, "verifier": base64 } }
//   { "schema": 1, "tier": "passphrase", "id": UUID, "kdf": …, "salt": base64, "box": base64 }
// `kdf` is { "name": "scrypt", "n": 131072, "r": 8, "p": 1 }. `verifier` is the derived key itself: it seals nothing.
// `box` is the data key, sealed under the derived key with the context `vault/<id>` (sealed-box.ts).
import * as z from 'zod/mini';
import { AppError } from '#core/errors.ts';
import type { PrivateFiles } from '#core/ports/private-files.ts';
import { SCRYPT } from './passphrase.ts';
import { anySealedByPassphrase } from './sealed-files.ts';

const SCHEMA = 1;
const NAME = 'vault.json';

const kdfSchema = z.strictObject({
  name: z.literal('scrypt'),
  n: z.literal(SCRYPT.n),
  r: z.literal(SCRYPT.r),
  p: z.literal(SCRYPT.p),
});
const bytesSchema = z.string().check(z.regex(/^[A-Za-z0-9+/]+={0,2}$/));

const presenceSchema = z.strictObject({ kdf: kdfSchema, salt: bytesSchema, verifier: bytesSchema });
const keychainVaultSchema = z.strictObject({
  schema: z.literal(SCHEMA),
  tier: z.literal('keychain'),
  presence: z.nullable(presenceSchema),
});
const passphraseVaultSchema = z.strictObject({
  schema: z.literal(SCHEMA),
  tier: z.literal('passphrase'),
  id: z.uuid(),
  kdf: kdfSchema,
  salt: bytesSchema,
  box: bytesSchema,
});
const vaultSchema = z.discriminatedUnion('tier', [keychainVaultSchema, passphraseVaultSchema]);

export type Presence = z.infer<typeof presenceSchema>;
export type KeychainVault = z.infer<typeof keychainVaultSchema>;
export type PassphraseVault = z.infer<typeof passphraseVaultSchema>;
export type Vault = z.infer<typeof vaultSchema>;

export const KDF = { name: 'scrypt', ...SCRYPT } as const;

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
  const schema = z.looseObject({ schema: z.number() }).safeParse(found);
  if (schema.success && schema.data.schema > SCHEMA) throw newer(files.path(NAME));
  const vault = vaultSchema.safeParse(found);
  if (!vault.success) throw broken(files.path(NAME));
  return vault.data;
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
