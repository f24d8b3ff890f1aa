import type { DatabaseSync } from 'node:sqlite';
import type { AuditFilter, AuditRow, AuditTable } from '#core/ports/ledger.ts';

const COLUMNS = 'number, at, by, client, what, subject, name, environment_id, detail, mac, late';

type Stored = Omit<AuditRow, 'late' | 'environmentId'> & {
  readonly late: number;
  readonly environment_id: string | null;
};

const rowOf = ({ environment_id: environmentId, late, ...rest }: Stored): AuditRow => ({
  ...rest,
  environmentId,
  late: late === 1,
});

/** In a LIKE these stand for something else. */
const literally = (text: string) => `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;

/** `key not created` failed; `key entered, not checked by the service` did not. */
const FAILURES = "what LIKE '% not %' AND what NOT LIKE '%, not %'";

type Condition = readonly [sql: string, ...values: (string | number)[]];

function conditionsOf(filter: AuditFilter, before: number | undefined): readonly Condition[] {
  const { text, what, failed, by, since, until, environmentId, subject } = filter;
  const like = text === undefined || text === '' ? null : literally(text);
  const asked: readonly (Condition | false)[] = [
    before !== undefined && ['number < ?', before],
    like !== null && [
      `(${['what', 'name', 'detail', 'client'].map((column) => `${column} LIKE ? ESCAPE '\\'`).join(' OR ')})`,
      ...Array.from({ length: 4 }, () => like),
    ],
    what !== undefined && [`(${what.map(() => 'what LIKE ?').join(' OR ')})`, ...what.map(literally)],
    failed !== undefined && [`${failed ? '' : 'NOT '}(${FAILURES})`],
    by !== undefined && ['by = ?', by],
    since !== undefined && ['at >= ?', since],
    until !== undefined && ['at <= ?', until],
    environmentId !== undefined && ['environment_id = ?', environmentId],
    subject !== undefined && ['subject = ?', subject],
  ];
  return asked.filter((condition) => condition !== false);
}

function where(filter: AuditFilter = {}, before?: number) {
  const conditions = conditionsOf(filter, before);
  return {
    sql: conditions.length === 0 ? '' : `WHERE ${conditions.map(([sql]) => sql).join(' AND ')}`,
    values: conditions.flatMap(([, ...values]) => values),
  };
}

/** Rows are only ever added; the triggers see to it that a row gets its MAC once and is never changed otherwise. */
export function createAudit(db: DatabaseSync): AuditTable {
  const all = (sql: string, ...values: (string | number)[]) =>
    (db.prepare(`SELECT ${COLUMNS} FROM audit ${sql}`).all(...values) as unknown as Stored[]).map(rowOf);
  return {
    append: ({ at, by, client, what, subject, name, environmentId, detail }) =>
      Number(
        db
          .prepare(
            'INSERT INTO audit (at, by, client, what, subject, name, environment_id, detail) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
          )
          .run(at, by, client, what, subject, name, environmentId, detail).lastInsertRowid,
      ),
    list: (limit, filter, before) => {
      const { sql, values } = where(filter, before);
      return all(`${sql} ORDER BY number DESC LIMIT ?`, ...values, limit);
    },
    count: (filter) => {
      const { sql, values } = where(filter);
      return Number(db.prepare(`SELECT count(*) AS count FROM audit ${sql}`).get(...values)?.count);
    },
    get: (number) => all('WHERE number = ?', number)[0] ?? null,
    after: (number, limit) => all('WHERE number > ? ORDER BY number LIMIT ?', number, limit),
    tail: () => all('WHERE mac IS NOT NULL ORDER BY number DESC LIMIT 1')[0] ?? null,
    chain: (number, mac, late) => {
      db.prepare('UPDATE audit SET mac = ?, late = ? WHERE number = ?').run(mac, Number(late), number);
    },
  };
}
