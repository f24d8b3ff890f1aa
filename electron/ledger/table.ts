import type { DatabaseSync, SQLInputValue, SQLOutputValue } from 'node:sqlite';

/** How one property stands in its column. */
export interface Column {
  readonly column: string;
  readonly write: (value: never) => SQLInputValue;
  readonly read: (value: SQLOutputValue) => unknown;
}

const column = (name: string, write: Column['write'], read: Column['read']): Column => ({
  column: name,
  write,
  read,
});

const asItIs: Column['read'] = (value) => value;

export const plain = (name: string): Column => column(name, (value: SQLInputValue) => value, asItIs);
export const flag = (name: string): Column =>
  column(
    name,
    (value: boolean) => (value ? 1 : 0),
    (value) => value === 1,
  );
export const json = (name: string): Column =>
  column(
    name,
    (value: unknown) => JSON.stringify(value),
    (value) => JSON.parse(String(value)) as unknown,
  );

export const jsonOrNull = (name: string): Column =>
  column(
    name,
    (value: unknown) => (value === null ? null : JSON.stringify(value)),
    (value) => (value === null ? null : (JSON.parse(String(value)) as unknown)),
  );

export interface Repository<Row> {
  list(): Row[];
  get(id: string): Row | null;
  put(row: Row): void;
  remove(id: string): void;
}

/** A repository that can also be asked in other ways. */
export interface Queryable<Row> extends Repository<Row> {
  /** @param rest of the statement, after the table's name */
  where(rest: string, ...values: SQLInputValue[]): Row[];
}

interface Layout<Row> {
  readonly table: string;
  readonly columns: { readonly [K in keyof Row]: Column };
  /** Columns that are computed from a row and not read back. */
  readonly computed?: Readonly<Record<string, (row: Row) => SQLInputValue>>;
}

/** A table of rows with an `id`; statements are prepared at their first use. */
export function createTable<Row extends { readonly id: string }>(
  db: DatabaseSync,
  layout: Layout<Row>,
): Queryable<Row> {
  const properties = Object.entries(layout.columns) as [keyof Row & string, Column][];
  const computed = Object.entries(layout.computed ?? {});
  const columns = [...properties.map(([, { column }]) => column), ...computed.map(([name]) => name)];
  const prepared = new Map<string, ReturnType<DatabaseSync['prepare']>>();
  const statement = (sql: string) => {
    const known = prepared.get(sql) ?? db.prepare(sql);
    prepared.set(sql, known);
    return known;
  };
  const selected = properties.map(([property, { column }]) => `${column} AS ${property}`).join(', ');
  const converted = properties.filter(([, { read }]) => read !== asItIs);
  // The row that SQLite made is taken over, and not copied: ten thousand keys are read before the first paint.
  const toRow = (found: Record<string, SQLOutputValue>): Row => {
    const row: Record<string, unknown> = found;
    for (const [property, { read }] of converted) row[property] = read(found[property] ?? null);
    return row as unknown as Row;
  };
  const upsert = `INSERT INTO ${layout.table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})
    ON CONFLICT (id) DO UPDATE SET ${columns.map((name) => `${name} = excluded.${name}`).join(', ')}`;

  const where = (rest: string, ...values: SQLInputValue[]) =>
    statement(`SELECT ${selected} FROM ${layout.table} ${rest}`)
      .all(...values)
      .map(toRow);

  return {
    list: () => where('ORDER BY rowid'),
    where,
    get: (id) => {
      const [found] = where('WHERE id = ?', id);
      return found ?? null;
    },
    put: (row) => {
      const values = properties.map(([property, { write }]) => write(row[property] as never));
      statement(upsert).run(...values, ...computed.map(([, value]) => value(row)));
    },
    remove: (id) => {
      statement(`DELETE FROM ${layout.table} WHERE id = ?`).run(id);
    },
  };
}
