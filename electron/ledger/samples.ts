import type { DatabaseSync } from 'node:sqlite';
import type { Ledger } from '#core/ports/ledger.ts';

export function createSamples(db: DatabaseSync): Ledger['samples'] {
  return {
    list: () =>
      db
        .prepare('SELECT environment_id FROM samples')
        .all()
        .map((row) => String(row.environment_id)),
    add: (environmentId) => {
      db.prepare('INSERT OR IGNORE INTO samples (environment_id) VALUES (?)').run(environmentId);
    },
  };
}
