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

export const plain = (name: string): Column =>
  column(
    name,
    (value: SQLInputValue) => value,
    (value) => value,
  );
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
): Repository<Row> {
  const properties = Object.entries(layout.columns) as [keyof Row & string, Column][];
  const computed = Object.entries(layout.computed ?? {});
  const columns = [...properties.map(([, { column }]) => column), ...computed.map(([name]) => name)];
  const prepared = new Map<string, ReturnType<DatabaseSync['prepare']>>();
  const statement = (sql: string) => {
    const known = prepared.get(sql) ?? db.prepare(sql);
    prepared.set(sql, known);
    return known;
  };
  const toRow = (found: Record<string, SQLOutputValue>): Row =>
    Object.fromEntries(
      properties.map(([property, { column, read }]) => [property, read(found[column] ?? null)]),
    ) as unknown as Row;
  const upsert = `INSERT INTO ${layout.table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})
    ON CONFLICT (id) DO UPDATE SET ${columns.map((name) => `${name} = excluded.${name}`).join(', ')}`;

  return {
    list: () => statement(`SELECT * FROM ${layout.table} ORDER BY rowid`).all().map(toRow),
    get: (id) => {
      const found = statement(`SELECT * FROM ${layout.table} WHERE id = ?`).get(id);
      return found === undefined ? null : toRow(found);
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
