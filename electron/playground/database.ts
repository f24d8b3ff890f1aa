import { randomInt } from 'node:crypto';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { AppError } from '#core/errors.ts';
import { newProofKey } from './tokens.ts';

const FIRST_PORT = 20_000;
const LAST_PORT = 29_999;
const VERSION = 1;
const BUSY_MS = 5_000;

const SCHEMA = `
  CREATE TABLE place (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    port INTEGER NOT NULL CHECK (port BETWEEN ${FIRST_PORT} AND ${LAST_PORT}),
    proof_key BLOB NOT NULL
  ) STRICT;
  CREATE TABLE accounts (
    id TEXT PRIMARY KEY,
    hash BLOB NOT NULL UNIQUE,
    label TEXT NOT NULL,
    created_at TEXT NOT NULL
  ) STRICT;
  CREATE TABLE keys (
    id TEXT PRIMARY KEY,
    account TEXT NOT NULL REFERENCES accounts (id),
    hash BLOB NOT NULL UNIQUE,
    prefix TEXT NOT NULL,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    scopes TEXT NOT NULL,
    test_mode INTEGER NOT NULL CHECK (test_mode IN (0, 1)),
    state TEXT NOT NULL CHECK (state IN ('active', 'inactive', 'revoked')),
    created_at TEXT NOT NULL,
    expires_at TEXT,
    last_used_at TEXT,
    minute_began INTEGER NOT NULL DEFAULT 0,
    minute_calls INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX keys_of_account ON keys (account);
  CREATE TABLE records (
    id TEXT PRIMARY KEY,
    account TEXT NOT NULL REFERENCES accounts (id),
    test_mode INTEGER NOT NULL CHECK (test_mode IN (0, 1)),
    kind TEXT NOT NULL,
    body TEXT NOT NULL
  ) STRICT;
  CREATE INDEX records_of_account ON records (account, test_mode, kind);
`;

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
    if (found > VERSION) {
      throw new AppError('ledger-newer', {
        message: `${file} was written by a newer Keyrack.`,
        next: 'Update Keyrack, or use another home with --home. The file was left as it is.',
      });
    }
    if (found === VERSION) return;
    db.exec(SCHEMA);
    db.prepare('INSERT INTO place (one, port, proof_key) VALUES (1, ?, ?)').run(randomPort(), newProofKey());
    db.exec(`PRAGMA user_version = ${VERSION}`);
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
