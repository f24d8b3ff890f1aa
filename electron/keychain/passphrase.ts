import { createSecretKey, type KeyObject, randomBytes, scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { AppError } from '#core/errors.ts';
import type { Secret } from '#core/secret.ts';

/** RFC 7914 parameters; 128 MiB and about 0.3 s for each guess. A vault of schema 1 has these and no others. */
export const SCRYPT = { n: 2 ** 17, r: 8, p: 1 } as const;
const SALT_BYTES = 16;
const PASSPHRASE_MIN = 8;

const DERIVED_BYTES = 32;
/** 128·N·r bytes and a little: under Node's default of 32 MiB scrypt throws. */
const MAX_MEMORY = 160 * 1024 * 1024;
const PASSPHRASE_MAX = 1024;

export const newSalt = () => randomBytes(SALT_BYTES);

/** @throws AppError invalid-input: too short or too long to be a new passphrase */
export function refuseWeak(passphrase: Secret): void {
  const characters = [...passphrase.expose()].length;
  if (characters >= PASSPHRASE_MIN && characters <= PASSPHRASE_MAX) return;
  const message =
    characters < PASSPHRASE_MIN
      ? `The passphrase has fewer than ${PASSPHRASE_MIN} characters.`
      : `The passphrase has more than ${PASSPHRASE_MAX} characters.`;
  throw new AppError('invalid-input', { message, next: 'Choose another one.', field: 'passphrase' });
}

/** One scrypt, off the main thread. Composition (NFC) does not matter: keyboards differ in it. */
export async function keyFrom(passphrase: Secret, salt: Uint8Array): Promise<KeyObject> {
  const text = passphrase.expose().normalize('NFC');
  const options = { N: SCRYPT.n, r: SCRYPT.r, p: SCRYPT.p, maxmem: MAX_MEMORY };
  const derive = promisify<string, Uint8Array, number, object, Buffer>(scrypt);
  const bytes = await derive(text, salt, DERIVED_BYTES, options);
  const key = createSecretKey(bytes);
  bytes.fill(0);
  return key;
}

export const wrongPassphrase = () =>
  new AppError('wrong-passphrase', {
    message: 'That is not the passphrase.',
    next: 'Check the keyboard layout and Caps Lock, then try again.',
    field: 'passphrase',
  });
