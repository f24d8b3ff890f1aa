import type { Ledger } from '#core/ports/ledger.ts';
import type { Log } from '#core/ports/log.ts';

const LOOK_EVERY_MS = 1_000;

/**
 * Notices what the command wrote. SQLite's counter is read from shared memory: no disk, a few microseconds.
 * @returns stop
 */
export function watchLedger(
  ledger: Pick<Ledger, 'version'>,
  log: Log,
  onOthersWrote: () => void,
): () => void {
  let seen = ledger.version();
  const look = () => {
    const now = ledger.version();
    if (now === seen) return;
    seen = now;
    onOthersWrote();
  };
  const timer = setInterval(() => {
    try {
      look();
    } catch (error) {
      // A disk that fails now is told to whoever asks for something; the app must not die of looking.
      log.error('looking at the ledger failed', error);
    }
  }, LOOK_EVERY_MS);
  return () => clearInterval(timer);
}
