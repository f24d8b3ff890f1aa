import { PanelLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { useEnvironment } from '../state/selectors.ts';
import { setState } from '../state/store.ts';
import { appText } from '../text/app.ts';
import { StageBadge } from './badge.tsx';
import { IconButton } from './icon-button.tsx';

interface Props {
  readonly title: string;
  readonly count?: string | undefined;
  /** Whether the view shows one environment at a time. */
  readonly scoped?: boolean;
  readonly children?: ReactNode;
}

export function ViewHeader({ title, count, scoped, children }: Props) {
  const environment = useEnvironment();
  return (
    <header className="flex min-h-12 shrink-0 flex-wrap items-center gap-x-2.5 gap-y-1 border-b border-border px-4 py-2">
      <IconButton
        icon={PanelLeft}
        label={appText.openNavigation}
        className="-ml-1.5 wide:hidden"
        onClick={() => setState({ sidebarOpen: true })}
      />
      <h1 className="shrink-0 text-title font-semibold">{title}</h1>
      {scoped === true && (
        <span className="flex min-w-0 shrink items-center gap-2 text-muted">
          <span className="truncate">{environment?.name ?? appText.allEnvironments}</span>
          {environment?.stage === 'production' && <StageBadge stage="production" />}
        </span>
      )}
      {count !== undefined && <span className="shrink-0 text-small text-faint tabular-nums">{count}</span>}
      <div className="ml-auto flex min-w-0 items-center gap-2">{children}</div>
    </header>
  );
}
