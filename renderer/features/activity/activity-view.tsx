import { ScrollText } from 'lucide-react';
import { useState } from 'react';
import { useEnvironment } from '../../state/selectors.ts';
import { activityText } from '../../text/activity.ts';
import { viewNames } from '../../text/common.ts';
import { errorText } from '../../text/errors.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { useNow } from '../../ui/use-now.ts';
import { ViewHeader } from '../../ui/view-header.tsx';
import { ActivityTable } from './activity-table.tsx';
import { ChainState } from './chain-state.tsx';
import { ExportActivity } from './export-activity.tsx';
import { FilterBar } from './filter-bar.tsx';
import { filterOf, NO_FILTERS, narrows } from './filters.ts';
import { useActivity } from './use-activity.ts';

const MINUTE = 60_000;

/** Everything that was done, and whether somebody changed that. */
export function ActivityView() {
  const environment = useEnvironment();
  const [filters, setFilters] = useState(NO_FILTERS);
  const now = useNow(MINUTE);
  const filter = filterOf(filters, environment?.id ?? null, now);
  const { activity, refresh, more } = useActivity(filter);
  const { read, error } = activity;
  const isEmpty = read !== null && read.total === 0;
  const isBare = isEmpty && !narrows(filters);
  return (
    <>
      <ViewHeader
        title={viewNames.activity}
        scoped
        count={read === null || isEmpty ? undefined : activityText.count(read.total)}
      >
        {!isBare && <ExportActivity filter={filter} />}
      </ViewHeader>
      {!isBare && (
        <FilterBar
          filters={filters}
          onChange={(changes) => setFilters((others) => ({ ...others, ...changes }))}
        />
      )}
      {error !== null && (
        <div className="p-4">
          <ErrorNotice error={error}>
            <Button onClick={() => void refresh()}>{errorText.retry}</Button>
          </ErrorNotice>
        </div>
      )}
      {read === null && error === null && <SkeletonRows label={activityText.loading} />}
      {read !== null && !isEmpty && (
        <ActivityTable
          // Another question begins at its top.
          key={read.asked}
          rows={read.rows}
          total={read.total}
          now={now}
          onEnd={() => void more()}
        />
      )}
      {isBare && (
        <EmptyState icon={ScrollText} title={activityText.emptyTitle} text={activityText.emptyText} />
      )}
      {isEmpty && !isBare && (
        <EmptyState icon={ScrollText} title={activityText.nothingTitle} text={activityText.nothingText}>
          <Button onClick={() => setFilters(NO_FILTERS)}>{activityText.clearFilters}</Button>
        </EmptyState>
      )}
      <ChainState />
    </>
  );
}
