import { Ban, CircleCheck, CirclePause, Download, type LucideIcon, RefreshCw, Trash2, X } from 'lucide-react';
import type { KeyAct } from '#shared/model/key.ts';
import { openDialog } from '../../../state/actions.ts';
import { exportList } from '../../../state/list-actions.ts';
import { bulkText } from '../../../text/bulk.ts';
import { keyText } from '../../../text/keys.ts';
import { operationNames } from '../../../text/operation-names.ts';
import { shortcuts } from '../../../text/shortcuts.ts';
import { Button } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Menu } from '../../../ui/menu.tsx';

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

/** What can be done with all that are picked. */
export function SelectionBar({ ids, onClear }: Props) {
  return (
    <div
      role="toolbar"
      aria-label={bulkText.region}
      className="flex min-h-11 shrink-0 flex-wrap items-center gap-x-1.5 gap-y-1 border-t border-border bg-canvas px-4 py-1.5"
    >
      <p role="status" className="shrink-0 font-medium tabular-nums">
        {bulkText.selected(ids.length)}
      </p>
      <IconButton
        icon={X}
        label={bulkText.clear}
        shortcut={shortcuts.escape}
        className="mr-2"
        onClick={onClear}
      />
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
    </div>
  );
}
