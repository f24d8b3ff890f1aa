import type { DatabaseSync } from 'node:sqlite';
import type { Ledger } from '#core/ports/ledger.ts';

export function createIdentity(db: DatabaseSync): Ledger['identity'] {
  const get = (): string | null => {
    const found = db.prepare('SELECT id FROM identity').get();
    return found === undefined ? null : String(found.id);
  };
  return {
    get,
    claim: (id) => {
      db.prepare('INSERT OR IGNORE INTO identity (only_row, id) VALUES (1, ?)').run(id);
      return get() ?? id;
    },
  };
}
