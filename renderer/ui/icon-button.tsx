import type { LucideIcon } from 'lucide-react';
import type { ComponentProps, MouseEvent } from 'react';
import { classNames } from './class-names.ts';
import { Icon } from './icon.tsx';
import { Tooltip } from './tooltip.tsx';

interface Props extends Omit<ComponentProps<'button'>, 'disabled' | 'children'> {
  readonly icon: LucideIcon;
  readonly label: string;
  readonly shortcut?: string | undefined;
  readonly unavailable?: string | null | undefined;
}

/** A button that shows only an icon: its label is its name and its tooltip. */
export function IconButton({ icon, label, shortcut, unavailable, onClick, ...props }: Props) {
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    event.stopPropagation();
    if (!unavailable) onClick?.(event);
  };
  return (
    <Tooltip text={unavailable ?? label} shortcut={unavailable ? undefined : shortcut}>
      <button
        type="button"
        {...props}
        aria-label={label}
        aria-disabled={unavailable ? true : undefined}
        onClick={press}
        className={classNames(
          'inline-flex size-7 shrink-0 items-center justify-center rounded-control text-muted transition-colors duration-[120ms] hover:bg-hover hover:text-text aria-disabled:opacity-45 data-[state=open]:bg-hover',
          props.className,
        )}
      >
        <Icon of={icon} />
      </button>
    </Tooltip>
  );
}
