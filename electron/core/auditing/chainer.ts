import type { LedgerKey } from '../ledger-key.ts';
import type { Clock } from '../ports/clock.ts';
import type { Hmac } from '../ports/hmac.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { Log } from '../ports/log.ts';
import type { Secret } from '../secret.ts';
import type { Vault } from '../vault.ts';
import { type Anchor, holds, NO_ROWS, readAnchor, writeAnchor } from './anchor.ts';
import { macOf, START } from './chain.ts';

/** Rows that one transaction chains: a home of before may have many, and the other process waits meanwhile. */
const BATCH = 500;
/** A flurry of rows is anchored once. */
const ANCHOR_AFTER_MS = 2_000;

/** Chains the rows of the audit while the ledger's key is in hand. */
export interface Chainer {
  /** Call it in the transaction that added row `number`; without the key the row waits for the next opening. */
  chain(number: number): void;
  /** Takes the key, and chains what waited, marked late. Neither fails nor asks: what cannot be done now is done later. */
  open(): Promise<void>;
  /** Writes down in the storage of secrets how far the chain has come, if it is open. Never fails. */
  anchor(): Promise<void>;
}

interface Deps {
  readonly ledger: Pick<Ledger, 'audit' | 'identity' | 'transaction'>;
  readonly vault: Pick<Vault, 'readIfHeld' | 'write'>;
  readonly ledgerKey: LedgerKey;
  readonly hmac: Pick<Hmac, 'digest'>;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Chains rows without a MAC, oldest first. The tail is read inside the transaction: another process may have added to it.
 * @param newest the row that was added in this transaction; those before it are late
 * @returns how many were chained
 */
function chainWaiting(
  { audit }: Pick<Ledger, 'audit'>,
  hmac: Pick<Hmac, 'digest'>,
  key: Secret,
  newest: number | null,
): number {
  const tail = audit.tail();
  let before = tail?.mac ?? START;
  const waiting = audit.after(tail?.number ?? 0, BATCH);
  for (const row of waiting) {
    const late = row.number !== newest;
    before = macOf(hmac, key, { ...row, late }, before);
    audit.chain(row.number, before, late);
  }
  return waiting.length;
}

export function createChainer({ ledger, vault, ledgerKey, hmac, clock, log }: Deps): Chainer {
  let key: Secret | null = null;
  let dropTimer: (() => void) | null = null;

  /**
   * SECURITY: an anchor that does not fit, or is gone, is left as it is: what was done to the ledger goes on to show.
   * Only where nothing was ever chained is there a first one.
   */
  const readFitting = async (ledgerId: string): Promise<Anchor | null> => {
    const found = await readAnchor(vault, ledgerId);
    if (found !== null) return holds(found, ledger.audit.get(found.count)) ? found : null;
    if (ledger.audit.tail() !== null) return null;
    await writeAnchor(vault, ledgerId, NO_ROWS);
    return NO_ROWS;
  };

  const writeDown = async (): Promise<void> => {
    const ledgerId = ledger.identity.get();
    if (key === null || ledgerId === null) return;
    const before = await readFitting(ledgerId);
    const tail = ledger.audit.tail();
    if (before === null || tail?.mac == null || tail.number <= before.count) return;
    await writeAnchor(vault, ledgerId, { count: tail.number, head: tail.mac });
  };

  const orLater = async (what: string, work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      log.debug(what, { because: error instanceof Error ? error.name : 'unknown' });
    }
  };

  const chainer: Chainer = {
    chain: (number) => {
      if (key === null) return;
      chainWaiting(ledger, hmac, key, number);
      dropTimer ??= clock.after(ANCHOR_AFTER_MS, () => void chainer.anchor());
    },
    open: () =>
      orLater('audit-open', async () => {
        // Also where the key is in hand: a command that opened no storage leaves rows that wait.
        const derived = key ?? (await ledgerKey.derive('audit'));
        const ledgerId = ledger.identity.get();
        if (derived === null || ledgerId === null) return;
        if (key === null) await readFitting(ledgerId);
        key = derived;
        while (ledger.transaction(() => chainWaiting(ledger, hmac, derived, null)) === BATCH) {
          await new Promise<void>((resume) => clock.after(0, resume));
        }
      }),
    anchor: () => {
      dropTimer?.();
      dropTimer = null;
      return orLater('audit-anchor', writeDown);
    },
  };
  return chainer;
}
