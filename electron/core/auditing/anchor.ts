import type { AuditRow } from '../ports/ledger.ts';
import { ledgerAccount } from '../ports/secret-store.ts';
import { Secret } from '../secret.ts';
import type { Vault } from '../vault.ts';
import { START } from './chain.ts';

/** How far the chain had come when the storage of secrets was last open: a cut tail cannot take this along. */
export interface Anchor {
  /** Of the newest chained row. Rows are numbered from 1 without a gap, so this is their count as well. */
  readonly count: number;
  /** The MAC of that row. */
  readonly head: string;
}

export const NO_ROWS: Anchor = { count: 0, head: START };

// A sealed file is named by the last part alone, so that must differ from the key's.
const anchorAccount = (ledgerId: string) => ledgerAccount(`${ledgerId}-audit`);

const FORM = /^(?<count>\d{1,15}):(?<head>[0-9a-f]*)$/;

/** All that the storage of secrets holds for a ledger itself. */
export const accountsOfLedger = (ledgerId: string) => [ledgerAccount(ledgerId), anchorAccount(ledgerId)];

/** @returns null where there is none. @throws AppError storage-* */
export async function readAnchor(vault: Pick<Vault, 'readIfHeld'>, ledgerId: string): Promise<Anchor | null> {
  const found = FORM.exec((await vault.readIfHeld(anchorAccount(ledgerId)))?.expose() ?? '')?.groups;
  return found === undefined ? null : { count: Number(found.count), head: found.head ?? START };
}

/** @throws AppError storage-* */
export async function writeAnchor(
  vault: Pick<Vault, 'write'>,
  ledgerId: string,
  { count, head }: Anchor,
): Promise<void> {
  await vault.write(anchorAccount(ledgerId), new Secret(`${count}:${head}`));
}

/** @param row the one that the anchor names. @returns whether the ledger still has what was anchored */
export const holds = (anchor: Anchor, row: AuditRow | null): boolean =>
  anchor.count === 0 || (row?.number === anchor.count && row.mac === anchor.head);
