/** A row of a table, about one key. */
export interface KeyedRow {
  readonly key: { readonly id: string };
}
