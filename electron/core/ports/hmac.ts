import type { Secret } from '../secret.ts';

/** HMAC-SHA256 (RFC 2104, FIPS 180-4). */
export interface Hmac {
  /** @param payload bytes, or a value whose UTF-8 is taken. @returns 32 bytes, in hex */
  digest(secret: Secret, payload: Uint8Array | Secret): string;
  /** Compares in constant time. @param expected 32 bytes */
  matches(secret: Secret, payload: Uint8Array, expected: Uint8Array): Promise<boolean>;
}
