import { useMemo, useState } from 'react';
import type { Limits } from '#shared/model/provider.ts';
import { usageText } from '../../../../text/use.ts';
import { Button } from '../../../../ui/button.tsx';
import { later } from '../../../../ui/later.tsx';
import { isNear, limitOf } from './limit.ts';
import type { Answer } from './usage.tsx';
import { PERIODS, type Period, usageRows } from './usage-rows.ts';
import { momentOf, UsageTable } from './usage-table.tsx';

const Chart = later(() => import('./chart.tsx').then((all) => all.Chart));

interface Props {
  readonly answer: Answer;
  readonly period: Period;
  readonly limits: Limits | null;
}

/** The count, its course, and the limit. */
export function Counted({ answer, period, limits }: Props) {
  const { usage, alerts, now } = answer;
  const { span } = PERIODS[period];
  const rows = useMemo(() => usageRows(usage.points, Date.parse(usage.since), now, span), [usage, now, span]);
  const limit = useMemo(() => limitOf(alerts, limits, span), [alerts, limits, span]);
  const [asTable, setAsTable] = useState(false);
  const [pointed, setPointed] = useState<number | null>(null);
  const bar = pointed === null ? undefined : rows[pointed];
  const empty = usage.requests === 0;
  return (
    <>
      <div className="flex items-baseline justify-between gap-2">
        <p role="status" className="text-title font-semibold tabular-nums">
          {usageText.total(usage.requests)}
        </p>
        {bar !== undefined && !asTable && (
          <p aria-hidden="true" className="truncate text-small text-muted tabular-nums">
            {usageText.point(momentOf(bar, period), bar.requests)}
          </p>
        )}
      </div>
      {empty && <p className="text-muted">{usageText.none}</p>}
      {!empty && !asTable && (
        <div className="h-35">
          <Chart
            label={usageText.picture(usage.requests, usageText.periods[period])}
            rows={rows}
            period={period}
            limit={limit}
            onPoint={setPointed}
          />
        </div>
      )}
      {!empty && <UsageTable rows={rows} period={period} shown={asTable} />}
      <div className="flex flex-wrap items-center justify-between gap-x-3">
        <p className="text-small text-faint">
          {limit !== null && (empty || asTable || !isNear(limit, rows)) && usageText.limitFar(limit)}
        </p>
        {!empty && (
          <Button look="quiet" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
            {usageText.asTable}
          </Button>
        )}
      </div>
    </>
  );
}
