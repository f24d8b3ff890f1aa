import { randomInt } from 'node:crypto';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { AppError } from '#core/errors.ts';
import { FIRST_PORT, LAST_PORT, MIGRATIONS } from './migrations.ts';
import { newProofKey } from './tokens.ts';

const BUSY_MS = 5_000;

export const randomPort = (): number => randomInt(FIRST_PORT, LAST_PORT + 1);

/** All of `work` or none of it, also against the other processes of this home. */
export function transact<T>(db: DatabaseSync, work: () => T): T {
  db.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

function migrate(db: DatabaseSync, file: string): void {
  transact(db, () => {
    const found = Number(db.prepare('PRAGMA user_version').get()?.user_version);
    if (found > MIGRATIONS.length) {
      throw new AppError('ledger-newer', {
        message: `${file} was written by a newer Keyrack.`,
        next: 'Update Keyrack, or use another home with --home. The file was left as it is.',
      });
    }
    for (const step of MIGRATIONS.slice(found)) db.exec(step);
    if (found === 0) {
      db.prepare('INSERT INTO place (one, port, proof_key) VALUES (1, ?, ?)').run(
        randomPort(),
        newProofKey(),
      );
    }
    db.exec(`PRAGMA user_version = ${MIGRATIONS.length}`);
  });
}

function open(file: string): DatabaseSync {
  // Made by us and not by SQLite, whose files follow the umask; its WAL files take the mode of this one.
  closeSync(openSync(file, 'a', 0o600));
  const db = new DatabaseSync(file, { timeout: BUSY_MS, enableForeignKeyConstraints: true });
  try {
    db.exec('PRAGMA journal_mode = WAL');
    migrate(db, file);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/**
 * Opens `playground.db` in this home, and makes both where they are missing.
 * @throws AppError ledger-newer, home-failed
 */
export function openDatabase(home: string): DatabaseSync {
  const file = join(home, 'playground.db');
  try {
    mkdirSync(home, { recursive: true, mode: 0o700 });
    return open(file);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('home-failed', {
      message: `Playground cannot keep its state in ${file}.`,
      next: 'Make the folder writable for you, or use another home with --home. A damaged file may be deleted.',
      cause: error,
    });
  }
}
