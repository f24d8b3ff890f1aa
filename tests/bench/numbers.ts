/** @param share 0.5: the median. @returns the value that this share of them does not pass */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  const at = Math.ceil(share * sorted.length) - 1;
  const found = sorted[Math.max(0, at)];
  if (found === undefined) throw new Error('there is nothing to count');
  return found;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** A line of the table: what was measured, what it is held to (DESIGN: figures to hold), and whether it does. */
export interface Row {
  readonly what: string;
  readonly measured: string;
  readonly figure: string;
  readonly met: boolean | null;
}

const WORDS = new Map<boolean | null, string>([
  [true, 'met'],
  [false, 'NOT MET'],
  [null, ''],
]);

/** @returns the rows as a Markdown table, with columns of even width */
export function tableOf(rows: readonly Row[]): string {
  const lines = [
    ['what', 'measured', 'figure', ''],
    ...rows.map(({ what, measured, figure, met }) => [what, measured, figure, WORDS.get(met) ?? '']),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const print = (line: readonly string[]) =>
    `| ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = lines;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [print(head), rule, ...body.map(print)].join('\n');
}
