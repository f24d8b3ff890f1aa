import type { CommandContext } from './context.ts';
import { type Column, table } from './table.ts';

interface Listing<Row> {
  readonly rows: readonly Row[];
  /** One row of the document. */
  readonly shape: (row: Row) => unknown;
  readonly columns: readonly Column<Row>[];
  /** What people read where there are no rows. */
  readonly empty: string;
}

/** Shows rows: an array with --json, else a table. */
export function showList<Row>(context: CommandContext, { rows, shape, columns, empty }: Listing<Row>): void {
  context.show(rows.map(shape), () => table(rows, columns, { colour: context.terminal.colour, empty }));
}
