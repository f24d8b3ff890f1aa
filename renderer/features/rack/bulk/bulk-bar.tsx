import { Ban, CircleCheck, CirclePause, Download, type LucideIcon, RefreshCw, Trash2 } from 'lucide-react';
import type { KeyAct } from '#shared/model/key.ts';
import { openDialog } from '../../../state/actions.ts';
import { exportList } from '../../../state/list-actions.ts';
import { bulkText } from '../../../text/bulk.ts';
import { keyText } from '../../../text/keys.ts';
import { operationNames } from '../../../text/operation-names.ts';
import { Button } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { Menu } from '../../../ui/menu.tsx';
import { SelectionBar } from '../../../ui/rows/selection-bar.tsx';

interface Props {
  readonly ids: readonly string[];
  readonly onClear: () => void;
}

const ACTS: readonly (readonly [KeyAct, LucideIcon])[] = [
  ['disable', CirclePause],
  ['enable', CircleCheck],
  ['revoke', Ban],
  ['delete', Trash2],
];

/** What can be done with all keys of the rack that are picked. */
export function BulkBar({ ids, onClear }: Props) {
  return (
    <SelectionBar count={ids.length} onClear={onClear} className="shrink-0 border-t">
      <Button look="quiet" onClick={() => openDialog({ kind: 'bulk-rotate', ids })}>
        <Icon of={RefreshCw} size={14} />
        {keyText.rotate}
      </Button>
      {ACTS.map(([act, icon]) => (
        <Button key={act} look="quiet" onClick={() => openDialog({ kind: 'bulk-act', act, ids })}>
          <Icon of={icon} size={14} className={act === 'delete' || act === 'revoke' ? 'text-danger' : ''} />
          {operationNames[act]}
        </Button>
      ))}
      <Menu
        align="start"
        trigger={
          <Button look="quiet">
            <Icon of={Download} size={14} />
            {bulkText.exportList}
          </Button>
        }
        items={[
          { label: bulkText.asCsv, run: () => void exportList(ids, 'csv') },
          { label: bulkText.asJson, run: () => void exportList(ids, 'json') },
        ]}
      />
    </SelectionBar>
  );
}
