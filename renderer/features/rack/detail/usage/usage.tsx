import { RadioGroup } from 'radix-ui';
import { useState } from 'react';
import type { Usage as Told } from '#shared/model/key.ts';
import { api } from '../../../../api/api.ts';
import { exactTime, onlyDate } from '../../../../text/time.ts';
import { usageText } from '../../../../text/use.ts';
import { ErrorNotice } from '../../../../ui/error-notice.tsx';
import { ScrollRegion } from '../../../../ui/scroll-region.tsx';
import { useAsked } from '../use-asked.ts';
import { DAY, HOUR, usageRows } from './usage-rows.ts';

const PERIODS = { day: { length: DAY, span: HOUR }, week: { length: 7 * DAY, span: DAY } } as const;
type Period = keyof typeof PERIODS;

/** How often the key was used, as the service counts it. */
export function Usage({ id }: { readonly id: string }) {
  const [period, setPeriod] = useState<Period>('day');
  const { length } = PERIODS[period];
  const usage = useAsked(`${id} ${period}`, () =>
    api['keys.usage']({ id, since: new Date(Date.now() - length).toISOString() }),
  );
  return (
    <>
      <PeriodChoice period={period} onChange={setPeriod} />
      {usage.state === 'loading' && (
        <p role="status" className="text-muted">
          {usageText.asking}
        </p>
      )}
      {usage.state === 'failed' && <ErrorNotice error={usage.error} />}
      {usage.state === 'ready' && <Counted usage={usage.value} period={period} />}
    </>
  );
}

function PeriodChoice(props: { readonly period: Period; readonly onChange: (period: Period) => void }) {
  return (
    <RadioGroup.Root
      aria-label={usageText.period}
      value={props.period}
      onValueChange={(value) => props.onChange(value as Period)}
      className="flex self-start rounded-control border border-border p-0.5"
    >
      {(['day', 'week'] as const).map((period) => (
        <RadioGroup.Item
          key={period}
          value={period}
          className="h-6 rounded-tag px-2.5 text-small text-muted data-[state=checked]:bg-selected data-[state=checked]:font-medium data-[state=checked]:text-text"
        >
          {usageText[period]}
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}

function Counted({ usage, period }: { readonly usage: Told; readonly period: Period }) {
  const rows = usageRows(usage.points, PERIODS[period].span);
  const words = period === 'day' ? exactTime : onlyDate;
  return (
    <>
      <p role="status" className="text-title font-semibold tabular-nums">
        {usageText.total(usage.requests)}
      </p>
      {usage.requests === 0 && <p className="text-muted">{usageText.none}</p>}
      {rows.length > 0 && (
        <ScrollRegion
          label={usageText.table}
          className="max-h-52 overflow-y-auto rounded-control border border-border"
        >
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
              {rows.map(({ at, requests }) => (
                <tr key={at} className="border-t border-border tabular-nums">
                  <td className="px-3 py-1">{words(new Date(at).toISOString())}</td>
                  <td className="px-3 py-1 text-right">{requests.toLocaleString('en')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
    </>
  );
}
