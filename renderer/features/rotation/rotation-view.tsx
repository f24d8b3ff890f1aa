import { RefreshCw, ShieldAlert } from 'lucide-react';
import type { Rotation } from '#shared/model/rotation.ts';
import { openDialog } from '../../state/actions.ts';
import { reload } from '../../state/loading.ts';
import { known } from '../../state/remote.ts';
import { goesOn, sortedRuns } from '../../state/rotations.ts';
import { useEnvironment } from '../../state/selectors.ts';
import { setState, useStore } from '../../state/store.ts';
import { addressOf } from '../../state/view.ts';
import { viewNames } from '../../text/common.ts';
import { errorText } from '../../text/errors.ts';
import { keyText } from '../../text/keys.ts';
import { rotationText } from '../../text/rotation.ts';
import { targetsText } from '../../text/targets.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { useNow } from '../../ui/use-now.ts';
import { ViewHeader } from '../../ui/view-header.tsx';
import { Due } from './due/due.tsx';
import { RunDetail } from './runs/run-detail.tsx';
import { RunTable } from './runs/run-table.tsx';

const HALF_A_MINUTE = 30_000;

/** What is to be replaced and when, and the runs that replace it. */
export function RotationView() {
  const runs = useShown();
  const now = useNow(HALF_A_MINUTE);
  const selectedId = useStore((state) => state.selectedRunId);
  const selected = runs.find(({ id }) => id === selectedId) ?? null;
  const open = runs.filter(goesOn);
  const shown = { selectedId, now };
  return (
    <>
      <ViewHeader
        title={viewNames.rotation}
        scoped
        count={open.length > 0 ? rotationText.count(open.length) : undefined}
      >
        <Button onClick={() => openDialog({ kind: 'leaked-key' })}>
          <Icon of={ShieldAlert} size={14} />
          {keyText.leaked}
        </Button>
      </ViewHeader>
      <div className="relative flex min-h-0 flex-1 overflow-clip">
        <ScrollRegion
          label={viewNames.rotation}
          className="flex min-h-0 min-w-0 flex-1 flex-col overflow-y-auto"
        >
          {/* What goes on may wait for a person, which is more urgent than any date. */}
          {open.length > 0 && <Part title={rotationText.runs} runs={open} {...shown} />}
          <Due now={now} onRotate={rotate} onOpenRun={(selectedRunId) => setState({ selectedRunId })} />
          <Ended runs={runs.filter((run) => !goesOn(run))} isAlone={open.length === 0} {...shown} />
        </ScrollRegion>
        {selected !== null && <RunDetail key={selected.id} run={selected} now={now} />}
      </div>
    </>
  );
}

function rotate(ids: readonly string[]): void {
  const [id, ...more] = ids;
  if (id !== undefined) openDialog(more.length === 0 ? { kind: 'rotate', id } : { kind: 'bulk-rotate', ids });
}

/** Those of the environment that is shown: what needs a person first, what ended last. */
function useShown(): readonly Rotation[] {
  const { open, ended } = useStore(({ data }) => sortedRuns(data));
  const environment = useEnvironment();
  const all = [...open, ...ended];
  return environment === null ? all : all.filter((run) => run.environmentId === environment.id);
}

interface RunsProps {
  readonly runs: readonly Rotation[];
  readonly selectedId: string | null;
  readonly now: number;
}

function Ended({ isAlone, ...table }: RunsProps & { readonly isAlone: boolean }) {
  const remote = useStore((state) => state.data.rotations);
  const isEmpty = table.runs.length === 0;
  return (
    <section aria-label={rotationText.ended} className="flex flex-1 flex-col pb-6">
      {remote.state === 'loading' && <SkeletonRows label={rotationText.loading} />}
      {remote.state === 'failed' && (
        <div className="p-4">
          <ErrorNotice error={remote.error}>
            <Button onClick={() => void reload('rotations')}>{errorText.retry}</Button>
          </ErrorNotice>
        </div>
      )}
      {known(remote) !== null && isEmpty && isAlone && <NothingRotated />}
      {!isEmpty && <Part title={rotationText.ended} ended {...table} />}
    </section>
  );
}

function Part({ title, ...table }: RunsProps & { readonly title: string; readonly ended?: boolean }) {
  return (
    <div className="pt-4">
      <h2 className="px-4 pb-1 font-semibold">
        {title} <span className="font-normal text-faint tabular-nums">{table.runs.length}</span>
      </h2>
      <RunTable label={title} {...table} />
    </div>
  );
}

function NothingRotated() {
  return (
    <EmptyState icon={RefreshCw} title={rotationText.emptyTitle} text={rotationText.emptyText}>
      <a
        href={addressOf('rack')}
        className="inline-flex h-7 items-center rounded-control border border-border px-2.5 font-medium hover:bg-hover"
      >
        {targetsText.goToRack}
      </a>
    </EmptyState>
  );
}
