import { useDeferredValue, useMemo, useState } from 'react';
import { openDialog, selectKey, toast } from '../../state/actions.ts';
import { listOf } from '../../state/remote.ts';
import { useEnvironments, useKey, useKeys, useProviders } from '../../state/selectors.ts';
import { getState, useStore } from '../../state/store.ts';
import { viewNames } from '../../text/common.ts';
import { gridText } from '../../text/grid.ts';
import { later } from '../../ui/later.tsx';
import { useNow } from '../../ui/use-now.ts';
import { ViewHeader } from '../../ui/view-header.tsx';
import { Now } from '../rack/now.ts';
import { columnsOf, type ProjectFilter, projectsOf } from './columns.ts';
import { GridBar } from './grid-bar.tsx';
import { type GridCell, type GridRow, gridOf, searchGrid } from './grid-rows.ts';
import { GridState } from './grid-state.tsx';
import { GridTable } from './grid-table.tsx';
import { warningsOf } from './grid-warnings.ts';
import { GridWarningsNote } from './grid-warnings-note.tsx';
import { dialogFor, promotionOf } from './promotion.ts';

const KeyDetail = later(() => import('../rack/detail/key-detail.tsx').then((all) => all.KeyDetail));
const MINUTE = 60_000;

/** Variables down, environments across, compared by fingerprint: no value is opened for it. */
export function GridView() {
  const [project, setProject] = useState<ProjectFilter>(null);
  const [search, setSearch] = useState('');
  const [only, setOnly] = useState(false);
  const { columns, projects, grid, warnings, warningsAt } = useGrid(project);
  const deferred = useDeferredValue(search);
  const onlyWarned = only && warnings.length > 0;
  const found = useMemo(() => {
    const warned = new Set(warnings.map(({ variable }) => variable));
    const rows = onlyWarned ? grid.rows.filter(({ variable }) => warned.has(variable)) : grid.rows;
    return searchGrid(rows, deferred);
  }, [grid, warnings, onlyWarned, deferred]);
  const selectedId = useStore((state) => state.selectedKeyId);
  const selected = useKey(selectedId);
  return (
    <Now value={useNow(MINUTE)}>
      <ViewHeader
        title={viewNames.grid}
        count={grid.rows.length === 0 ? undefined : gridText.count(found.length, grid.rows.length)}
      >
        <GridBar
          projects={projects}
          project={project}
          onProject={setProject}
          search={search}
          onSearch={setSearch}
        />
      </ViewHeader>
      <div className="relative flex min-h-0 flex-1">
        <div className="flex min-w-0 flex-1 flex-col">
          <GridState
            columns={columns}
            grid={grid}
            found={found}
            search={deferred}
            onClear={() => setSearch('')}
          >
            <GridWarningsNote warnings={warnings} only={onlyWarned} onOnly={setOnly} />
            <GridTable
              columns={columns}
              rows={found}
              selectedId={selectedId}
              warningsAt={warningsAt}
              open={openCell}
              promote={promote}
            />
          </GridState>
        </div>
        {selected !== null && <KeyDetail value={selected} />}
      </div>
    </Now>
  );
}

function useGrid(project: ProjectFilter) {
  const keys = useKeys();
  const environments = useEnvironments();
  const providers = useProviders();
  const columns = useMemo(() => columnsOf(environments, project), [environments, project]);
  const projects = useMemo(() => projectsOf(environments), [environments]);
  const grid = useMemo(() => gridOf(keys, columns), [keys, columns]);
  const warnings = useMemo(
    () => warningsOf(grid.rows, keys, columns, providers),
    [grid, keys, columns, providers],
  );
  const byCell = useMemo(
    () => Map.groupBy(warnings, ({ variable, environmentId }) => cellId(variable, environmentId)),
    [warnings],
  );
  const warningsAt = (row: GridRow, { environment }: GridCell) =>
    (byCell.get(cellId(row.variable, environment.id)) ?? []).map(({ text }) => text);
  return { columns, projects, grid, warnings, warningsAt };
}

const cellId = (variable: string, environmentId: string) => `${environmentId} ${variable}`;

/** A key is shown, several are shown one after the other; where there is none, one is promoted there. */
function openCell(row: GridRow, cell: GridCell): void {
  const ids = cell.keys.map(({ id }) => id);
  const shown = ids.indexOf(getState().selectedKeyId ?? '');
  const next = ids[(shown + 1) % Math.max(ids.length, 1)];
  if (next === undefined) promote(row, cell);
  else selectKey(next);
}

function promote(row: GridRow, cell: GridCell): void {
  const promotion = promotionOf(row, cell);
  if (typeof promotion === 'string') toast(promotion);
  else openDialog(dialogFor(promotion, listOf(getState().data.connections)));
}
