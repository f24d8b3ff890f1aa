import { type FormEvent, useState } from 'react';
import type { Alert } from '#shared/model/key.ts';
import { api } from '../../../../api/api.ts';
import { alertsText } from '../../../../text/use.ts';
import { Button } from '../../../../ui/button.tsx';
import { ErrorNotice } from '../../../../ui/error-notice.tsx';
import { Field } from '../../../../ui/field.tsx';
import { Select } from '../../../../ui/select.tsx';
import { TextInput } from '../../../../ui/text-input.tsx';
import { useAction } from '../../../../ui/use-action.ts';
import { conditionOf, INTERVALS, type Interval } from './condition.ts';

interface Props {
  readonly id: string;
  readonly judgedBy: Alert['judgedBy'];
  readonly onAdded: () => void;
}

/** `api_requests > 1000/hour`, in fields. */
export function NewAlert({ id, judgedBy, onAdded }: Props) {
  const [count, setCount] = useState('');
  const [interval, setInterval] = useState<Interval>('hour');
  const [tried, setTried] = useState(false);
  const { run, running, error } = useAction();
  const condition = conditionOf(count, interval);
  const add = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (condition === null || running) return;
    if ((await run(() => api['alerts.add']({ keyId: id, condition }))) === null) return;
    setCount('');
    setTried(false);
    onAdded();
  };
  return (
    <form noValidate onSubmit={(event) => void add(event)} className="flex flex-col gap-2">
      <div className="grid grid-cols-2 items-start gap-2">
        <Field label={alertsText.more} error={tried && condition === null ? alertsText.bad : undefined}>
          {(control) => (
            <TextInput
              {...control}
              inputMode="numeric"
              placeholder="1000"
              value={count}
              onChange={(event) => setCount(event.target.value)}
            />
          )}
        </Field>
        <Field label={alertsText.per}>
          {(control) => (
            <Select
              control={control}
              value={interval}
              choices={INTERVALS.map((value) => ({ value, label: alertsText.intervals[value] }))}
              onChange={(value) => setInterval(value as Interval)}
            />
          )}
        </Field>
      </div>
      {error !== null && <ErrorNotice error={error} />}
      <div className="flex items-center gap-3">
        <Button type="submit" busy={running}>
          {alertsText.add}
        </Button>
        <p className="min-w-0 text-small text-faint">{alertsText.willBe[judgedBy]}</p>
      </div>
    </form>
  );
}
