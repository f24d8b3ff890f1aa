import { app } from 'electron';
import type { Log } from '#core/ports/log.ts';
import type { Services } from '#core/services.ts';

const LOOK_EVERY_MS = 60_000;

interface Deps {
  readonly services: Pick<Services, 'policies'>;
  readonly log: Log;
  /** A run has begun or ended, so that keys, files and the list of runs may be others. */
  readonly onReplaced: () => void;
}

/**
 * Tells of keys that are due, and replaces those that may be replaced without a person: at the start, for what was
 * missed, and each minute.
 * @returns stop, which also ends what runs by itself
 */
export function watchDue({ services: { policies }, log, onReplaced }: Deps): () => void {
  const ending = new AbortController();
  const look = async () => {
    try {
      const due = policies.due();
      policies.remind(due);
      app.setBadgeCount(due.filter(({ state }) => state === 'overdue').length);
      if ((await policies.rotateUnattended(ending.signal)) > 0) onReplaced();
    } catch (error) {
      log.error('looking for keys that are due failed', error);
    }
  };
  void look();
  const timer = setInterval(() => void look(), LOOK_EVERY_MS);
  return () => {
    clearInterval(timer);
    ending.abort();
  };
}
