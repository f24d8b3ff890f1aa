import { createSecretKey, type KeyObject, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import type { Secret } from '#core/secret.ts';
import { KEY_BYTES } from './data-key.ts';
import { keyFrom, newSalt, wrongPassphrase } from './passphrase.ts';
import { openBox, sealBox } from './sealed-box.ts';
import { KDF, type PassphraseVault, type Presence } from './vault-file.ts';

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
const contextOf = (id: string) => `vault/${id}`;

/** @returns a vault of the passphrase tier, and its data key. */
export async function newPassphraseVault(
  passphrase: Secret,
): Promise<{ vault: PassphraseVault; key: KeyObject }> {
  const id = randomUUID();
  const salt = newSalt();
  const bytes = randomBytes(KEY_BYTES);
  const box = sealBox(await keyFrom(passphrase, salt), contextOf(id), bytes);
  const key = createSecretKey(bytes);
  bytes.fill(0);
  const vault = {
    schema: 1,
    tier: 'passphrase',
    id,
    kdf: KDF,
    salt: base64(salt),
    box: base64(box),
  } as const;
  return { vault, key };
}

/** @returns the data key. @throws AppError wrong-passphrase */
export async function openVault(vault: PassphraseVault, passphrase: Secret): Promise<KeyObject> {
  const wrapping = await keyFrom(passphrase, Buffer.from(vault.salt, 'base64'));
  try {
    return createSecretKey(openBox(wrapping, contextOf(vault.id), Buffer.from(vault.box, 'base64')));
  } catch {
    throw wrongPassphrase();
  }
}

export async function newPresence(passphrase: Secret): Promise<Presence> {
  const salt = newSalt();
  const verifier = (await keyFrom(passphrase, salt)).export();
  return { kdf: KDF, salt: base64(salt), verifier: base64(verifier) };
}

/** Each guess costs one scrypt, and guesses queue up on the thread pool: that is the rate limit. */
export async function fitsPresence(presence: Presence, passphrase: Secret): Promise<boolean> {
  const expected = Buffer.from(presence.verifier, 'base64');
  const given = (await keyFrom(passphrase, Buffer.from(presence.salt, 'base64'))).export();
  return given.length === expected.length && timingSafeEqual(given, expected);
}
