import { AppError } from '../errors.ts';

/**
 * Whether this process may open secrets now. It stands in front of every storage of secrets, so that a locked Keyrack
 * is locked in both tiers; the command has one of its own, which nothing locks.
 */
export interface Session {
  readonly locked: boolean;
  /** From here on nothing is opened. What is under way goes on to its end. */
  lock(): void;
  open(): void;
  /** @throws AppError storage-locked */
  assertOpen(): void;
  /**
   * Runs what ends in a secret to be kept. Begun while Keyrack was open, it ends well also when it is locked
   * meanwhile: a key that a service has made is never lost.
   * @throws AppError storage-locked where it would begin now; what `job` throws
   */
  errand<T>(job: () => Promise<T>): Promise<T>;
  /** Resolves when no errand is under way. */
  settled(): Promise<void>;
}

export const keyrackLocked = () =>
  new AppError('storage-locked', { message: 'Keyrack is locked.', next: 'Unlock it, then try again.' });

export function createSession(): Session {
  let locked = false;
  const underWay = new Set<Promise<unknown>>();
  const assertOpen = () => {
    if (locked) throw keyrackLocked();
  };
  return {
    get locked() {
      return locked;
    },
    lock: () => {
      locked = true;
    },
    open: () => {
      locked = false;
    },
    assertOpen,
    errand: async (job) => {
      assertOpen();
      const running = job();
      underWay.add(running);
      try {
        return await running;
      } finally {
        underWay.delete(running);
      }
    },
    settled: async () => {
      while (underWay.size > 0) await Promise.allSettled(underWay);
    },
  };
}
