import type { ComponentProps, ReactNode } from 'react';
import { Tooltip } from '../ui/tooltip.tsx';

interface Props extends ComponentProps<'button'> {
  readonly name: string;
  readonly current: boolean;
  readonly shortcut?: string | undefined;
  readonly badge?: ReactNode;
}

/** Something to choose in the sidebar: its whole name and its shortcut stand in the tooltip. */
export function SidebarEntry({ name, current, shortcut, badge, children, ...props }: Props) {
  return (
    <Tooltip text={name} shortcut={shortcut} side="right">
      <button
        type="button"
        {...props}
        aria-current={current || undefined}
        className="flex h-7 w-full min-w-0 items-center gap-2.5 rounded-control px-2.5 text-left text-muted hover:bg-hover hover:text-text aria-[current=true]:bg-active aria-[current=true]:font-medium aria-[current=true]:text-text"
      >
        {children}
        <span className="min-w-0 flex-1 truncate">{name}</span>
        {badge}
      </button>
    </Tooltip>
  );
}
