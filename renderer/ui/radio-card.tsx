import { RadioGroup } from 'radix-ui';
import { type ReactNode, useId } from 'react';

interface Props {
  readonly value: string;
  readonly label: string;
  readonly mark?: ReactNode;
  readonly children?: ReactNode;
  readonly disabled?: boolean;
}

/** One of several ways, with the reason for or against it. */
export function RadioCard({ value, label, mark, children, disabled = false }: Props) {
  const id = useId();
  return (
    <div className="flex items-start gap-2.5 rounded-control border border-border px-3 py-2 has-data-[state=checked]:border-accent has-data-[state=checked]:bg-selected">
      <RadioGroup.Item
        id={id}
        value={value}
        disabled={disabled}
        {...(children ? { 'aria-describedby': `${id}-detail` } : {})}
        className="mt-0.5 flex size-4 shrink-0 items-center justify-center rounded-full border border-control bg-surface data-[state=checked]:border-accent disabled:opacity-55"
      >
        <RadioGroup.Indicator className="size-2 rounded-full bg-accent" />
      </RadioGroup.Item>
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
          <label htmlFor={id} className={disabled ? 'text-muted' : 'font-medium'}>
            {label}
          </label>
          {mark}
        </div>
        {children && (
          <div id={`${id}-detail`} className="text-small text-muted">
            {children}
          </div>
        )}
      </div>
    </div>
  );
}
