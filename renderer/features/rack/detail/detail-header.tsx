import { X } from 'lucide-react';
import type { Key } from '#shared/model/key.ts';
import { selectKey } from '../../../state/actions.ts';
import { useSurroundings } from '../../../state/selectors.ts';
import { keyText } from '../../../text/keys.ts';
import { detailText } from '../../../text/rack.ts';
import { markText } from '../../../text/rotation.ts';
import { shortcuts } from '../../../text/shortcuts.ts';
import { Badge, StatusWord } from '../../../ui/badge.tsx';
import { EnvironmentName } from '../../../ui/environment-name.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { DetailActions } from './detail-actions.tsx';

/** Which key it is, where it belongs, whether it works, and what is done with it most. */
export function DetailHeader({ value }: { readonly value: Key }) {
  const { environment } = useSurroundings(value);
  return (
    <header className="border-b border-border px-4 pt-3 pb-3">
      <div className="flex items-start gap-2">
        <div className="min-w-0 flex-1">
          <h2 dir="auto" className="line-clamp-3 text-left text-title font-semibold wrap-anywhere">
            {value.name}
          </h2>
          <div className="mt-1 flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1 text-small text-muted">
            {environment !== null && <EnvironmentName environment={environment} cut />}
            <span className="text-text">
              {value.replacedBy === null ? <StatusWord status={value.status} /> : markText.replaced}
            </span>
            {value.testMode && <Badge>{keyText.testMode}</Badge>}
          </div>
        </div>
        <IconButton
          icon={X}
          label={detailText.close}
          shortcut={shortcuts.escape}
          onClick={() => selectKey(null)}
        />
      </div>
      <DetailActions value={value} />
    </header>
  );
}
