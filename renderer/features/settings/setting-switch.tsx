import { Switch } from 'radix-ui';
import type { ReactNode } from 'react';
import { SettingLine } from './setting-line.tsx';

interface Props {
  readonly title: string;
  readonly text?: ReactNode;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
}

export function SettingSwitch({ title, text, on, onChange }: Props) {
  return (
    <SettingLine title={title} text={text}>
      {(control) => (
        <Switch.Root
          {...control}
          checked={on}
          onCheckedChange={onChange}
          className="flex h-5 w-9 items-center rounded-full border border-control bg-surface px-0.5 data-[state=checked]:border-accent data-[state=checked]:bg-accent"
        >
          <Switch.Thumb className="size-3.5 rounded-full bg-[var(--control)] transition-transform duration-[120ms] data-[state=checked]:translate-x-4 data-[state=checked]:bg-on-accent" />
        </Switch.Root>
      )}
    </SettingLine>
  );
}
