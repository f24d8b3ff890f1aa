import type { Key } from '#shared/model/key.ts';
import { selectKey } from '../../../state/actions.ts';
import { historyText } from '../../../text/detail.ts';
import { detailText } from '../../../text/rack.ts';
import { DetailPane } from '../../../ui/detail-pane.tsx';
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

const History = later(() => import('./history/history.tsx').then((all) => all.History));

/** Everything about one key: beside the table, or over it where the window is narrow. */
export function KeyDetail({ value }: { readonly value: Key }) {
  const onEscape = () => {
    selectKey(null);
    document.querySelector<HTMLElement>(`main [data-key="${value.id}"]`)?.focus();
  };
  return (
    <DetailPane label={detailText.region} className="w-[360px]" onEscape={onEscape}>
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
        {value.replacedBy === null && <Notes value={value} />}
        <DetailEnding value={value} />
        <DetailService value={value} />
      </ScrollRegion>
    </DetailPane>
  );
}
