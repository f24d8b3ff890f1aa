import { X } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import type { Key } from '#shared/model/key.ts';
import { selectKey } from '../../../state/actions.ts';
import { keyText } from '../../../text/keys.ts';
import { detailText } from '../../../text/rack.ts';
import { shortcuts } from '../../../text/shortcuts.ts';
import { Badge, StatusWord } from '../../../ui/badge.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { ScrollRegion } from '../../../ui/scroll-region.tsx';
import { DetailActions } from './detail-actions.tsx';
import { DetailDeliveries } from './detail-deliveries.tsx';
import { DetailFacts } from './detail-facts.tsx';
import { DetailNotes } from './detail-notes.tsx';
import { DetailService } from './detail-service.tsx';
import { DetailUse } from './detail-use.tsx';

/** Everything about one key: beside the table, or over it where the window is narrow. */
export function KeyDetail({ value }: { readonly value: Key }) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    selectKey(null);
    document.querySelector<HTMLElement>(`tr[data-key="${value.id}"]`)?.focus();
  };
  return (
    <aside
      aria-label={detailText.region}
      onKeyDown={onKeyDown}
      className="absolute inset-y-0 right-0 z-20 flex w-[360px] max-w-full animate-slide flex-col border-l border-border bg-surface max-roomy:shadow-raised roomy:static roomy:animate-none"
    >
      <div className="flex items-start gap-2 px-4 pt-3 pb-2">
        <div className="min-w-0 flex-1">
          <h2 className="line-clamp-3 text-title font-semibold wrap-anywhere">{value.name}</h2>
          <p className="mt-0.5 flex items-center gap-2 text-small">
            <StatusWord status={value.status} />
            {value.testMode && <Badge>{keyText.testMode}</Badge>}
          </p>
        </div>
        <IconButton
          icon={X}
          label={detailText.close}
          shortcut={shortcuts.escape}
          onClick={() => selectKey(null)}
        />
      </div>
      <DetailActions value={value} />
      <ScrollRegion
        key={value.id}
        label={value.name}
        className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto px-4 pt-3 pb-6"
      >
        <DetailNotes value={value} />
        <DetailFacts value={value} />
        <DetailDeliveries value={value} />
        <DetailUse value={value} />
        <DetailService value={value} />
      </ScrollRegion>
    </aside>
  );
}
