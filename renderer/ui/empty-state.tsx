import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';

interface Props {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly text: string;
  readonly children?: ReactNode;
}

/** Nothing here yet: why, and the one thing to do about it. */
export function EmptyState({ icon, title, text, children }: Props) {
  return (
    <div className="flex min-h-64 flex-1 flex-col items-center justify-center gap-3 px-6 py-10 text-center">
      <span className="flex size-10 items-center justify-center rounded-dialog border border-border text-muted">
        <Icon of={icon} size={18} />
      </span>
      <div>
        <h2 className="font-semibold">{title}</h2>
        <p className="mx-auto mt-0.5 max-w-[44ch] text-muted">{text}</p>
      </div>
      {children !== undefined && <div className="mt-1 flex gap-2">{children}</div>}
    </div>
  );
}
