import { X } from 'lucide-react';
import type { KeyboardEvent, ReactNode } from 'react';
import { detailText } from '../text/rack.ts';
import { shortcuts } from '../text/shortcuts.ts';
import { classNames } from './class-names.ts';
import { IconButton } from './icon-button.tsx';

interface PaneProps {
  readonly label: string;
  /** Of its width. */
  readonly className: string;
  readonly onEscape: () => void;
  readonly children: ReactNode;
}

/** Everything about one row of a list: beside the list, or over it where the window is narrow. */
export function DetailPane({ label, className, onEscape, children }: PaneProps) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.defaultPrevented) onEscape();
  };
  return (
    <aside
      aria-label={label}
      onKeyDown={onKeyDown}
      className={classNames(
        'absolute inset-y-0 right-0 z-20 flex max-w-full animate-slide flex-col border-l border-border bg-surface max-roomy:shadow-raised roomy:static roomy:animate-none',
        className,
      )}
    >
      {children}
    </aside>
  );
}

interface TitleProps {
  readonly name: string;
  readonly onClose: () => void;
  /** Below the name: where it belongs, and how it stands. */
  readonly children: ReactNode;
}

export function DetailTitle({ name, onClose, children }: TitleProps) {
  return (
    <div className="flex items-start gap-2">
      <div className="min-w-0 flex-1">
        <h2 dir="auto" className="line-clamp-3 text-left text-title font-semibold wrap-anywhere">
          {name}
        </h2>
        <div className="mt-1 flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1 text-small text-muted">
          {children}
        </div>
      </div>
      <IconButton icon={X} label={detailText.close} shortcut={shortcuts.escape} onClick={onClose} />
    </div>
  );
}
