import { AppError } from '#core/errors.ts';
import type { Backups } from '#core/ports/files.ts';

export interface FakeBackups extends Backups {
  /** What a user loses who changes a file more often than copies are kept. */
  forget(): void;
  readonly copies: ReadonlyMap<string, Uint8Array>;
}

/** Copies in memory. */
export function fakeBackups(): FakeBackups {
  const copies = new Map<string, Uint8Array>();
  let count = 0;
  return {
    copies,
    save: async (_path, bytes) => {
      count += 1;
      copies.set(`copy-${count}`, bytes.slice());
      return `copy-${count}`;
    },
    read: async (name) => {
      const found = copies.get(name);
      if (found === undefined) throw new AppError('not-found', { message: 'The copy is gone.' });
      return found;
    },
    forget: () => copies.clear(),
  };
}
