import { Grid3x3, Layers, Plus, Search } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Environment } from '#shared/model/environment.ts';
import { openDialog } from '../../state/actions.ts';
import { reload } from '../../state/loading.ts';
import { useStore } from '../../state/store.ts';
import { appText } from '../../text/app.ts';
import { errorText } from '../../text/errors.ts';
import { gridText } from '../../text/grid.ts';
import { keyText } from '../../text/keys.ts';
import { shortcuts } from '../../text/shortcuts.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Icon } from '../../ui/icon.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import type { Grid, GridRow } from './grid-rows.ts';

interface Props {
  readonly columns: readonly Environment[];
  readonly grid: Grid;
  readonly found: readonly GridRow[];
  readonly search: string;
  readonly onClear: () => void;
  readonly children: ReactNode;
}

/** The grid while it loads, when it could not be read, when there is nothing to compare; else the table. */
export function GridState({ columns, grid, found, search, onClear, children }: Props) {
  const remote = useStore((store) => store.data.keys);
  const { rows, withoutVariable } = grid;
  if (remote.state === 'loading') return <SkeletonRows label={gridText.loading} />;
  return (
    <>
      {remote.state === 'failed' && (
        <div className="p-4">
          <ErrorNotice error={remote.error}>
            <Button onClick={() => void reload('keys')}>{errorText.retry}</Button>
          </ErrorNotice>
        </div>
      )}
      {rows.length === 0 && remote.state === 'ready' && <Nothing columns={columns} />}
      {rows.length > 0 && found.length === 0 && (
        <EmptyState icon={Search} title={gridText.emptySearchTitle} text={gridText.emptySearchText(search)}>
          <Button onClick={onClear}>{gridText.clearSearch}</Button>
        </EmptyState>
      )}
      {found.length > 0 && children}
      {withoutVariable > 0 && (
        <p className="shrink-0 border-t border-border px-4 py-2 text-small text-muted">
          {gridText.withoutVariable(withoutVariable)}
        </p>
      )}
    </>
  );
}

function Nothing({ columns }: Pick<Props, 'columns'>) {
  if (columns.length === 0) {
    return (
      <EmptyState icon={Layers} title={gridText.noEnvironmentsTitle} text={gridText.noEnvironmentsText}>
        <Button look="primary" onClick={() => openDialog({ kind: 'new-environment' })}>
          <Icon of={Plus} size={14} />
          {appText.newEnvironment}
        </Button>
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={Grid3x3} title={gridText.emptyTitle} text={gridText.emptyText}>
      <Button look="primary" shortcut={shortcuts.newKey} onClick={() => openDialog({ kind: 'new-key' })}>
        <Icon of={Plus} size={14} />
        {keyText.newKey}
      </Button>
    </EmptyState>
  );
}
