import { X } from 'lucide-react';
import { bulkText } from '../../../text/bulk.ts';
import { dueText as text } from '../../../text/due.ts';
import { shortcuts } from '../../../text/shortcuts.ts';
import { Button } from '../../../ui/button.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import type { KeyedRow } from '../../../ui/rows/keyed-row.ts';
import type { Picking } from '../../../ui/rows/use-picked.ts';
import type { DueRowActs } from './due-row.tsx';

interface Props extends Pick<DueRowActs, 'onRotate'> {
  readonly picking: Picking<KeyedRow>;
}

/** What is done with all that are picked; nothing while none is. */
export function SelectionBar({ picking, onRotate }: Props) {
  const ids = picking.rows.map(({ key }) => key.id);
  if (ids.length === 0) return null;
  return (
    <div
      role="toolbar"
      aria-label={text.selection}
      className="flex min-h-11 flex-wrap items-center gap-x-1.5 gap-y-1 border-y border-border bg-canvas px-4 py-1.5"
    >
      <p role="status" className="shrink-0 font-medium tabular-nums">
        {bulkText.selected(ids.length)}
      </p>
      <IconButton
        icon={X}
        label={bulkText.clear}
        shortcut={shortcuts.escape}
        className="mr-2"
        onClick={picking.clear}
      />
      <Button aria-label={text.rotateMany(ids.length)} onClick={() => onRotate(ids)}>
        {text.rotate}
      </Button>
    </div>
  );
}
