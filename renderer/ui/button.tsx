import type { ComponentProps, MouseEvent } from 'react';
import { classNames } from './class-names.ts';
import { Tooltip } from './tooltip.tsx';

const LOOKS = {
  primary: 'bg-accent text-on-accent hover:bg-accent-hover',
  secondary: 'border border-border bg-button text-text hover:bg-button-hover',
  quiet: 'text-muted hover:bg-hover hover:text-text',
  danger: 'bg-danger-fill text-on-accent hover:bg-danger-fill-hover',
  /** Leads to what destroys, and does not do it yet: a list may hold many of them. */
  leadsToDanger: 'border border-border bg-button text-danger hover:bg-button-hover',
} as const;

interface Props extends Omit<ComponentProps<'button'>, 'disabled'> {
  readonly look?: keyof typeof LOOKS;
  readonly shortcut?: string | undefined;
  /** Why it cannot be used now. It stays focusable, so that the reason can be read. */
  readonly unavailable?: string | null | undefined;
  /** Under way: presses are ignored. */
  readonly busy?: boolean;
}

export function Button({ look = 'secondary', shortcut, unavailable, busy, onClick, ...props }: Props) {
  const blocked = Boolean(unavailable) || busy === true;
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    if (blocked) event.preventDefault();
    else onClick?.(event);
  };
  const button = (
    <button
      type="button"
      {...props}
      aria-disabled={blocked || undefined}
      aria-busy={busy || undefined}
      onClick={press}
      className={classNames(
        'inline-flex h-7 shrink-0 items-center justify-center gap-1.5 rounded-control px-2.5 font-medium whitespace-nowrap transition-colors duration-[120ms] chrome aria-disabled:opacity-55',
        LOOKS[look],
        props.className,
      )}
    />
  );
  const words = unavailable ?? (shortcut === undefined ? null : textOf(props.children));
  if (words === null) return button;
  return (
    <Tooltip text={words} shortcut={unavailable ? undefined : shortcut}>
      {button}
    </Tooltip>
  );
}

function textOf(children: unknown): string {
  if (typeof children === 'string') return children;
  if (Array.isArray(children)) return children.map(textOf).join('');
  return '';
}
