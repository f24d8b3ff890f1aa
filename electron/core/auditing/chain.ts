import type { Hmac } from '../ports/hmac.ts';
import type { AuditRow } from '../ports/ledger.ts';
import type { Secret } from '../secret.ts';

/** What stands before the first row. */
export const START = '';

/** Of another form, rows of an older version would no longer fit: the form stands in what is authenticated. */
const FORM = 1;

/**
 * SECURITY: no two rows have one canonical form: a JSON array keeps apart what stands in its places, also null from
 * text. The number and the MAC before it are part of it, so that no row fits at another place.
 */
function canonical(row: AuditRow, before: string): Uint8Array {
  const { number, at, by, client, what, subject, name, environmentId, detail, late } = row;
  return new TextEncoder().encode(
    JSON.stringify([FORM, number, at, by, client, what, subject, name, environmentId, detail, late, before]),
  );
}

/** @param before the MAC of the row before it, or `START`. @returns the MAC of a row, in hex */
export function macOf(hmac: Pick<Hmac, 'digest'>, key: Secret, row: AuditRow, before: string): string {
  return hmac.digest(key, canonical(row, before));
}
