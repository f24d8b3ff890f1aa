export interface Place {
  readonly row: number;
  readonly column: number;
}

interface Size {
  readonly rows: number;
  readonly columns: number;
  /** Rows in sight. */
  readonly page: number;
}

const within = (wanted: number, count: number) => Math.min(Math.max(wanted, 0), Math.max(count - 1, 0));

/** @returns where a key leads, never beyond an edge; null: it leads nowhere */
export function placeAfter(
  { key, ctrlKey }: { readonly key: string; readonly ctrlKey: boolean },
  { row, column }: Place,
  { rows, columns, page }: Size,
): Place | null {
  const to = (toRow: number, toColumn: number): Place => ({
    row: within(toRow, rows),
    column: within(toColumn, columns),
  });
  if (key === 'Home') return to(ctrlKey ? 0 : row, 0);
  if (key === 'End') return to(ctrlKey ? rows : row, columns);
  if (ctrlKey) return null;
  const steps: Readonly<Record<string, Place>> = {
    ArrowUp: { row: -1, column: 0 },
    ArrowDown: { row: 1, column: 0 },
    ArrowLeft: { row: 0, column: -1 },
    ArrowRight: { row: 0, column: 1 },
    PageUp: { row: -Math.max(page, 1), column: 0 },
    PageDown: { row: Math.max(page, 1), column: 0 },
  };
  const step = Object.hasOwn(steps, key) ? steps[key] : undefined;
  return step === undefined ? null : to(row + step.row, column + step.column);
}
