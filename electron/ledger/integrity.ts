import { DatabaseSync } from 'node:sqlite';

/**
 * SQLite's own look at every page and index of the file.
 * @returns what it found wrong; empty where nothing is. Throws where the file cannot be read as a database.
 */
export function checkIntegrity(file: string): readonly string[] {
  const db = new DatabaseSync(file, { readOnly: true });
  try {
    const rows = db.prepare('PRAGMA integrity_check').all();
    return rows.map((row) => String(row.integrity_check)).filter((line) => line !== 'ok');
  } finally {
    db.close();
  }
}
