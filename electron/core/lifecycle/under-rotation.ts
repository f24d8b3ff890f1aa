import { AppError } from '../errors.ts';
import type { Ledger } from '../ports/ledger.ts';

type Runs = Pick<Ledger, 'rotations'>;

/** New keys that have not taken the old one's place yet: what becomes of them is their run's to say. */
export const waitingToSwitch = ({ rotations }: Runs): ReadonlySet<string> =>
  new Set(
    rotations
      .open()
      .filter(({ switchedAt }) => switchedAt === null)
      .map(({ newId }) => newId),
  );

/**
 * A run relies on the key, its new and its old value being as it left them.
 * @throws AppError conflict
 */
export function assertNotRotating({ rotations }: Runs, id: string): void {
  const run = rotations.open().find(({ keyId, newId, oldId }) => [keyId, newId, oldId].includes(id));
  if (run === undefined) return;
  throw new AppError('conflict', {
    message: `The key "${run.keyName}" is being rotated.`,
    next: `Go on with that or take it back first: keyrack rotations show ${run.id}`,
  });
}
