import { DatabaseSync } from 'node:sqlite';

export { LEDGER_VERSION } from './migrate.ts';

export interface LedgerInspection {
  /** What SQLite's own look at every page and index found wrong. */
  readonly damage: readonly string[];
  /** Rows that refer to a row that is not there. */
  readonly strays: readonly string[];
  /** How many migrations it has seen. */
  readonly version: number;
}

/** Changes nothing. Throws where the file cannot be read as a database. */
export function inspectLedger(file: string): LedgerInspection {
  const db = new DatabaseSync(file, { readOnly: true });
  try {
    const damage = db.prepare('PRAGMA integrity_check').all();
    const strays = db.prepare('PRAGMA foreign_key_check').all();
    return {
      damage: damage.map((row) => String(row.integrity_check)).filter((line) => line !== 'ok'),
      strays: strays.map((row) => `a row of ${row.table} refers to one of ${row.parent} that is not there`),
      version: Number(db.prepare('PRAGMA user_version').get()?.user_version),
    };
  } finally {
    db.close();
  }
}
