import { RadioGroup } from 'radix-ui';
import { useState } from 'react';
import type { Alert, Usage as Told } from '#shared/model/key.ts';
import type { Limits } from '#shared/model/provider.ts';
import { api } from '../../../../api/api.ts';
import { useStore } from '../../../../state/store.ts';
import { usageText } from '../../../../text/use.ts';
import { ErrorNotice } from '../../../../ui/error-notice.tsx';
import { useAsked } from '../use-asked.ts';
import { Counted } from './counted.tsx';
import { PERIODS, type Period } from './usage-rows.ts';

interface Props {
  readonly id: string;
  /** What the service's manifest says of its limits. */
  readonly limits: Limits | null;
}

export interface Answer {
  readonly usage: Told;
  readonly alerts: readonly Alert[];
  /** When it was asked, milliseconds of the epoch. */
  readonly now: number;
}

/** Alerts only draw a line: where they cannot be read, the usage is shown without it. */
async function ask(id: string, period: Period): Promise<Answer> {
  const now = Date.now();
  const since = new Date(now - PERIODS[period].length).toISOString();
  const alerts = api['alerts.list']({ keyId: id }).catch(() => []);
  return { usage: await api['keys.usage']({ id, since }), alerts: await alerts, now };
}

/** How often the key was used, as the service counts it. */
export function Usage({ id, limits }: Props) {
  const [period, setPeriod] = useState<Period>('day');
  const changed = useStore((state) => state.alertsChanged);
  const answer = useAsked(`${id} ${period} ${changed}`, () => ask(id, period));
  return (
    <>
      <PeriodChoice period={period} onChange={setPeriod} />
      {answer.state === 'loading' && (
        <p role="status" className="min-h-48 text-muted">
          {usageText.asking}
        </p>
      )}
      {answer.state === 'failed' && <ErrorNotice error={answer.error} />}
      {answer.state === 'ready' && (
        <Counted key={`${id} ${period}`} answer={answer.value} period={period} limits={limits} />
      )}
    </>
  );
}

interface ChoiceProps {
  readonly period: Period;
  readonly onChange: (period: Period) => void;
}

function PeriodChoice({ period: chosen, onChange }: ChoiceProps) {
  return (
    <RadioGroup.Root
      aria-label={usageText.period}
      value={chosen}
      onValueChange={(value) => onChange(value as Period)}
      className="flex self-start rounded-control border border-border p-0.5"
    >
      {(['day', 'week', 'month'] as const).map((period) => (
        <RadioGroup.Item
          key={period}
          value={period}
          aria-label={usageText.periods[period]}
          className="h-6 rounded-tag px-2.5 text-small text-muted data-[state=checked]:bg-selected data-[state=checked]:font-medium data-[state=checked]:text-text"
        >
          {usageText.short[period]}
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}
