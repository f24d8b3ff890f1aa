import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { bulkText } from '../../text/bulk.ts';
import { shortcuts } from '../../text/shortcuts.ts';
import { classNames } from '../class-names.ts';
import { IconButton } from '../icon-button.tsx';

interface Props {
  /** How many are picked. */
  readonly count: number;
  readonly onClear: () => void;
  readonly className: string;
  /** What can be done with them. */
  readonly children: ReactNode;
}

/** What can be done with all that are picked. */
export function SelectionBar({ count, onClear, className, children }: Props) {
  return (
    <div
      role="toolbar"
      aria-label={bulkText.region}
      className={classNames(
        'flex min-h-11 flex-wrap items-center gap-x-1.5 gap-y-1 border-border bg-canvas px-4 py-1.5',
        className,
      )}
    >
      <p role="status" className="shrink-0 font-medium tabular-nums">
        {bulkText.selected(count)}
      </p>
      <IconButton
        icon={X}
        label={bulkText.clear}
        shortcut={shortcuts.escape}
        className="mr-2"
        onClick={onClear}
      />
      {children}
    </div>
  );
}
