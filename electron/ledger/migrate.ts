import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '#core/errors.ts';
import { initial } from './migrations/001-initial.ts';
import { connections } from './migrations/002-connections.ts';
import { rack } from './migrations/003-rack.ts';
import { deliveryScope } from './migrations/004-delivery-scope.ts';
import { temporaryChanges } from './migrations/005-temporary-changes.ts';
import { writtenEntries } from './migrations/006-written-entries.ts';
import { ownFiles } from './migrations/007-own-files.ts';
import { writers } from './migrations/008-writers.ts';
import { rotations } from './migrations/009-rotations.ts';
import { policies } from './migrations/010-policies.ts';
import { rotationRestarts } from './migrations/011-rotation-restarts.ts';
import { neverAndDoubts } from './migrations/012-never-and-doubts.ts';

/** Each is run once, in order; its place is the ledger's version (SQLite's user_version). Never edit one that shipped. */
export const MIGRATIONS: readonly string[] = [
  initial,
  connections,
  rack,
  deliveryScope,
  temporaryChanges,
  writtenEntries,
  ownFiles,
  writers,
  rotations,
  policies,
  rotationRestarts,
  neverAndDoubts,
];

export const LEDGER_VERSION = MIGRATIONS.length;

const versionOf = (db: DatabaseSync): number =>
  Number((db.prepare('PRAGMA user_version').get() as { user_version: number }).user_version);

/**
 * Brings a ledger to this version.
 * @param copy makes a copy of the file as it is, before an existing ledger is changed
 * @throws AppError ledger-newer; nothing was written then
 */
export function migrate(db: DatabaseSync, file: string, copy: (version: number) => void): void {
  const found = versionOf(db);
  if (found > LEDGER_VERSION) {
    throw new AppError('ledger-newer', {
      message: `The ledger ${file} was written by a newer Keyrack (version ${found}; this one knows ${LEDGER_VERSION}).`,
      next: 'Update Keyrack, or use another home with --home. The file was left as it is.',
    });
  }
  if (found === LEDGER_VERSION) return;
  if (found > 0) copy(found);
  // IMMEDIATE: app and command may open a new home at the same moment; the second waits and finds it done.
  db.exec('BEGIN IMMEDIATE');
  try {
    for (const step of MIGRATIONS.slice(versionOf(db))) db.exec(step);
    db.exec(`PRAGMA user_version = ${LEDGER_VERSION}`);
    db.exec('COMMIT');
  } catch (error) {
    db.exec('ROLLBACK');
    throw error;
  }
}
