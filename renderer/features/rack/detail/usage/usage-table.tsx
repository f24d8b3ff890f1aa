import { exactTime, onlyDate } from '../../../../text/time.ts';
import { usageText } from '../../../../text/use.ts';
import { ScrollRegion } from '../../../../ui/scroll-region.tsx';
import type { Period, UsageRow } from './usage-rows.ts';

interface Props {
  readonly rows: readonly UsageRow[];
  readonly period: Period;
  /** Seen, or for screen readers alone. */
  readonly shown: boolean;
}

/** When a bar begins, as people say it. */
export const momentOf = (row: UsageRow, period: Period): string =>
  (period === 'day' ? exactTime : onlyDate)(new Date(row.at).toISOString());

/** The chart's own figures, newest first. */
export function UsageTable({ rows, period, shown }: Props) {
  const table = (
    <table aria-label={usageText.table} className="w-full text-left text-small">
      <thead>
        <tr className="text-label text-muted">
          <th scope="col" className="px-3 py-1 font-medium">
            {usageText.at}
          </th>
          <th scope="col" className="px-3 py-1 text-right font-medium">
            {usageText.requests}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.toReversed().map((row) => (
          <tr key={row.at} className="border-t border-border tabular-nums">
            <td className="px-3 py-1">{momentOf(row, period)}</td>
            <td className={`px-3 py-1 text-right ${row.requests === 0 ? 'text-faint' : ''}`}>
              {usageText.count(row.requests)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
  if (!shown) return <div className="sr-only">{table}</div>;
  return (
    <ScrollRegion
      label={usageText.table}
      className="max-h-52 overflow-y-auto rounded-control border border-border"
    >
      {table}
    </ScrollRegion>
  );
}
