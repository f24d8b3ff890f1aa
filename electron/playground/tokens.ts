import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const LENGTH = 40;
/** So much of a key is shown in lists. */
export const PREFIX_LENGTH = 12;

/** Bytes at or over this would make the first letters of the alphabet likelier. */
const FAIR = 256 - (256 % ALPHABET.length);

function randomText(): string {
  let text = '';
  while (text.length < LENGTH) {
    const fair = [...randomBytes(LENGTH * 2)].filter((byte) => byte < FAIR);
    text += fair.map((byte) => ALPHABET[byte % ALPHABET.length]).join('');
  }
  return text.slice(0, LENGTH);
}

/** @returns a new value with 238 bits of chance in it */
export function mintToken(kind: 'management' | 'live' | 'test'): string {
  return `${kind === 'management' ? 'pgm' : `pg_${kind}`}_${randomText()}`;
}

/** All that is kept of a token: there is too much chance in one for a slow hash to add anything. */
export function hashToken(token: string): Uint8Array {
  return createHash('sha256').update(token).digest();
}

export const newProofKey = (): Uint8Array => randomBytes(32);

export const newNonce = (): string => randomBytes(24).toString('base64url');

/** SECURITY: the port is part of it, so that a squatter cannot pass on the proof of the real one on another port. */
export function proofOf(proofKey: Uint8Array, port: number, nonce: string): string {
  return createHmac('sha256', proofKey).update(`keyrack-playground\n${port}\n${nonce}`).digest('base64url');
}

export function isSameProof(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
