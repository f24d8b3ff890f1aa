import { FileBraces, Plus } from 'lucide-react';
import { reload } from '../../../state/loading.ts';
import { useProviders } from '../../../state/selectors.ts';
import { useStore } from '../../../state/store.ts';
import { errorText } from '../../../text/errors.ts';
import { servicesText as text } from '../../../text/services.ts';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { PlainTable } from '../../../ui/plain-table.tsx';
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx';
import { useAction } from '../../../ui/use-action.ts';
import { beginService, importService } from './draft-actions.ts';
import { ServiceRow } from './service-row.tsx';

const COLUMNS = [
  { name: text.columns.name },
  { name: text.columns.evidence, width: '112px' },
  { name: text.columns.used, width: '104px' },
  { name: text.columns.actions, width: '112px', silent: true },
];

export function ServiceList() {
  const remote = useStore((state) => state.data.providers);
  const own = useProviders().filter(({ custom }) => custom);
  const { run, error, running } = useAction();
  const buttons = (
    <>
      <Button busy={running} onClick={() => void run(importService)}>
        {text.import}
      </Button>
      <Button look="primary" onClick={beginService}>
        <Icon of={Plus} size={14} />
        {text.new}
      </Button>
    </>
  );
  if (remote.state === 'loading') return <SkeletonRows label={text.loading} />;
  return (
    <>
      {own.length > 0 && (
        <div className="flex flex-wrap items-center gap-2 px-4 py-2.5">
          <p className="min-w-56 flex-1 text-muted">{text.intro}</p>
          {buttons}
        </div>
      )}
      {(error !== null || remote.state === 'failed') && (
        <div className="grid gap-2 px-4 py-2">
          {error !== null && <ErrorNotice error={error} />}
          {remote.state === 'failed' && (
            <ErrorNotice error={remote.error}>
              <Button onClick={() => void reload('providers')}>{errorText.retry}</Button>
            </ErrorNotice>
          )}
        </div>
      )}
      {own.length === 0 && remote.state === 'ready' && (
        <EmptyState icon={FileBraces} title={text.emptyTitle} text={text.emptyText}>
          {buttons}
        </EmptyState>
      )}
      {own.length > 0 && (
        <div className="min-h-0 flex-1 overflow-y-auto">
          <PlainTable label={text.table} columns={COLUMNS}>
            {own.map((service) => (
              <ServiceRow key={service.id} service={service} run={run} />
            ))}
          </PlainTable>
        </div>
      )}
    </>
  );
}
