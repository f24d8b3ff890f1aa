import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { PlaygroundKey } from './key-rows.ts';

const MAX_RECORDS = 200;

/** The data that keys open. A test-mode key sees and changes test data only. */
export interface Records {
  list(key: PlaygroundKey, kind: string): readonly Readonly<Record<string, unknown>>[];
  /** @returns null: there are too many of this kind */
  add(key: PlaygroundKey, kind: string, body: object): Readonly<Record<string, unknown>> | null;
  remove(key: PlaygroundKey, kind: string, id: string): boolean;
}

export function createRecords(db: DatabaseSync): Records {
  const list: Records['list'] = (key, kind) => {
    const rows = db
      .prepare('SELECT id, body FROM records WHERE account = ? AND test_mode = ? AND kind = ? ORDER BY rowid')
      .all(key.account, key.testMode ? 1 : 0, kind);
    return rows.map(({ id, body }) => ({ id, ...JSON.parse(String(body)) }));
  };
  return {
    list,
    add: (key, kind, body) => {
      if (list(key, kind).length >= MAX_RECORDS) return null;
      const id = randomUUID();
      db.prepare('INSERT INTO records (id, account, test_mode, kind, body) VALUES (?, ?, ?, ?, ?)').run(
        id,
        key.account,
        key.testMode ? 1 : 0,
        kind,
        JSON.stringify(body),
      );
      return { id, ...body };
    },
    remove: (key, kind, id) => {
      const { changes } = db
        .prepare('DELETE FROM records WHERE id = ? AND account = ? AND test_mode = ? AND kind = ?')
        .run(id, key.account, key.testMode ? 1 : 0, kind);
      return Number(changes) === 1;
    },
  };
}
