import { copyFileSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { describeFailure } from './failures.ts';

/**
 * Copies a ledger as it stands, also while others write it, and writes nothing beside it: where there is no log, SQLite
 * would make one only to read.
 * @param to must not be there
 * @throws AppError home-failed
 */
export function copyLedger(file: string, to: string): void {
  try {
    if ((statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) === 0) copyFileSync(file, to);
    else vacuumInto(file, to);
  } catch (error) {
    throw describeFailure(error, file);
  }
}

function vacuumInto(file: string, to: string): void {
  const db = new DatabaseSync(file, { readOnly: true });
  try {
    db.prepare('VACUUM INTO ?').run(to);
  } finally {
    db.close();
  }
}
