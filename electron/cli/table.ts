import { printable } from './printable.ts';

// East Asian wide forms and emoji take two columns (Unicode UAX 11).
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}|\ufe0f/u;

/** @returns columns that the text takes in a terminal. */
export function widthOf(text: string): number {
  let width = 0;
  for (const { segment } of new Intl.Segmenter().segment(text)) width += WIDE.test(segment) ? 2 : 1;
  return width;
}

export type Paint = (text: string) => string;

export interface Column<Row> {
  readonly title: string;
  readonly text: (row: Row) => string;
  /** Colours a cell once its width is known; never called where colours are off. */
  readonly paint?: (row: Row) => Paint;
}

/** @returns aligned lines with a head; `empty` where there are no rows. */
export function table<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  { colour, empty }: { readonly colour: boolean; readonly empty: string },
): string {
  if (rows.length === 0) return empty;
  const lines = [
    columns.map((column) => ({ text: column.title, paint: undefined as Paint | undefined })),
    ...rows.map((row) =>
      columns.map((column) => ({ text: printable(column.text(row)), paint: column.paint?.(row) })),
    ),
  ];
  const widths = columns.map((_, index) =>
    Math.max(...lines.map((cells) => widthOf(cells[index]?.text ?? ''))),
  );
  return lines
    .map((cells) =>
      cells
        .map(({ text, paint }, index) => {
          const padding = index === cells.length - 1 ? 0 : (widths[index] ?? 0) - widthOf(text);
          return (colour && paint ? paint(text) : text) + ' '.repeat(padding);
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** @returns `name: value` lines, the values aligned; what is null is left out. */
export function fields(pairs: Readonly<Record<string, string | null>>): string {
  const shown = Object.entries(pairs).filter((pair): pair is [string, string] => pair[1] !== null);
  const width = Math.max(...shown.map(([name]) => widthOf(name)));
  return shown
    .map(([name, value]) => `${name}${' '.repeat(width - widthOf(name))}  ${printable(value)}`.trimEnd())
    .join('\n');
}
