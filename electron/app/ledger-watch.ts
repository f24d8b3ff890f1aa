import type { Ledger } from '#core/ports/ledger.ts';

const LOOK_EVERY_MS = 1_000;

/**
 * Notices what the command wrote. SQLite's counter is read from shared memory: no disk, a few microseconds.
 * @returns stop
 */
export function watchLedger(ledger: Ledger, onOthersWrote: () => void): () => void {
  let seen = ledger.version();
  const timer = setInterval(() => {
    const now = ledger.version();
    if (now === seen) return;
    seen = now;
    onOthersWrote();
  }, LOOK_EVERY_MS);
  return () => clearInterval(timer);
}
