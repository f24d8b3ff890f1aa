import type { KeyStatus } from '#shared/model/key.ts';
import type { KeyRow } from './ports/ledger.ts';

/** @returns what a key is now: one whose time is over has expired, though no service has said so yet */
export function statusAt({ status, expiresAt }: KeyRow, now: Date): KeyStatus {
  const isOver = expiresAt !== null && Date.parse(expiresAt) <= now.getTime();
  return isOver && status === 'active' ? 'expired' : status;
}
