import type { ReactNode } from 'react';
import { Select } from '../../ui/select.tsx';
import { SettingLine } from './setting-line.tsx';

interface Props<V extends string | number> {
  readonly title: string;
  readonly text?: ReactNode;
  readonly value: V;
  readonly choices: readonly V[];
  readonly nameOf: (choice: V) => string;
  readonly onChange: (value: V) => void;
}

/** One of a few values. What stands in a file by hand need not be among them, and is offered too. */
export function SettingChoice<V extends string | number>({
  title,
  text,
  value,
  choices,
  nameOf,
  onChange,
}: Props<V>) {
  const offered = choices.includes(value) ? choices : [...choices, value];
  return (
    <SettingLine title={title} text={text}>
      {(control) => (
        <div className="w-44">
          <Select
            control={control}
            value={String(value)}
            choices={offered.map((choice) => ({ value: String(choice), label: nameOf(choice) }))}
            onChange={(picked) => {
              const found = offered.find((choice) => String(choice) === picked);
              if (found !== undefined) onChange(found);
            }}
          />
        </div>
      )}
    </SettingLine>
  );
}
