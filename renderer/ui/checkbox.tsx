import { Check } from 'lucide-react';
import { Checkbox as Radix } from 'radix-ui';
import { type ReactNode, useId } from 'react';
import { Icon } from './icon.tsx';

interface Props {
  readonly label: string;
  readonly mono?: boolean;
  readonly detail?: ReactNode;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly disabled?: boolean;
}

export function Checkbox({ label, mono, detail, checked, onChange, disabled = false }: Props) {
  const id = useId();
  return (
    // Boxes below each other stay 24 px apart, so that a finger meets the one it means (WCAG 2.5.8).
    <div className="flex min-h-6 items-start gap-2">
      <Radix.Root
        id={id}
        checked={checked}
        disabled={disabled}
        onCheckedChange={(now) => onChange(now === true)}
        {...(detail ? { 'aria-describedby': `${id}-detail` } : {})}
        className="mt-0.5 flex size-4 shrink-0 items-center justify-center rounded-tag border border-control bg-surface text-on-accent data-[state=checked]:border-accent data-[state=checked]:bg-accent disabled:opacity-55"
      >
        <Radix.Indicator>
          <Icon of={Check} size={12} className="stroke-[2.5]" />
        </Radix.Indicator>
      </Radix.Root>
      <div className="flex min-w-0 flex-wrap items-baseline gap-x-2">
        <label htmlFor={id} className={mono ? 'font-mono text-small' : ''}>
          {label}
        </label>
        {detail && (
          <span id={`${id}-detail`} className="text-small text-muted">
            {detail}
          </span>
        )}
      </div>
    </div>
  );
}
