import type { KeyboardEvent } from 'react';
import type { Key } from '#shared/model/key.ts';
import { selectKey } from '../../../state/actions.ts';
import { historyText } from '../../../text/detail.ts';
import { detailText } from '../../../text/rack.ts';
import { later } from '../../../ui/later.tsx';
import { ScrollRegion } from '../../../ui/scroll-region.tsx';
import { DetailAsked } from './detail-asked.tsx';
import { DetailDeliveries } from './detail-deliveries.tsx';
import { DetailEnding } from './detail-ending.tsx';
import { DetailFacts } from './detail-facts.tsx';
import { DetailHeader } from './detail-header.tsx';
import { DetailScopes } from './detail-scopes.tsx';
import { DetailService } from './detail-service.tsx';
import { DetailTold } from './detail-told.tsx';
import { Notes } from './notes/notes.tsx';
import { Part } from './part.tsx';

const History = later(async () => (await import('./history/history.tsx')).History);

/** Everything about one key: beside the table, or over it where the window is narrow. */
export function KeyDetail({ value }: { readonly value: Key }) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    selectKey(null);
    document.querySelector<HTMLElement>(`main [data-key="${value.id}"]`)?.focus();
  };
  return (
    <aside
      aria-label={detailText.region}
      onKeyDown={onKeyDown}
      className="absolute inset-y-0 right-0 z-20 flex w-[360px] max-w-full animate-slide flex-col border-l border-border bg-surface max-roomy:shadow-raised roomy:static roomy:animate-none"
    >
      <DetailHeader value={value} />
      <ScrollRegion
        key={value.id}
        label={value.name}
        className="flex min-h-0 flex-1 flex-col overflow-y-auto px-4 pb-6"
      >
        <div className="flex flex-col gap-3 py-3 empty:hidden">
          <DetailTold value={value} />
        </div>
        <DetailFacts value={value} />
        <DetailScopes value={value} />
        <DetailDeliveries value={value} />
        <DetailAsked value={value} />
        <Part title={historyText.title}>{() => <History id={value.id} />}</Part>
        <Notes value={value} />
        <DetailEnding value={value} />
        <DetailService value={value} />
      </ScrollRegion>
    </aside>
  );
}
