import type { DatabaseSync } from 'node:sqlite';
import type { AuditEntry, Ledger } from '#core/ports/ledger.ts';

/** Rows are only ever added; there is no statement here that changes one. */
export function createAudit(db: DatabaseSync): Ledger['audit'] {
  return {
    append: ({ at, by, what, subject, detail }) => {
      db.prepare('INSERT INTO audit (at, by, what, subject, detail) VALUES (?, ?, ?, ?, ?)').run(
        at,
        by,
        what,
        subject,
        detail,
      );
    },
    list: (limit) =>
      db
        .prepare('SELECT at, by, what, subject, detail FROM audit ORDER BY number DESC LIMIT ?')
        .all(limit) as unknown as AuditEntry[],
  };
}
