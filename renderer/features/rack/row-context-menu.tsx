import type { Key } from '#shared/model/key.ts';
import { KEY_ACTS } from '#shared/model/key.ts';
import { openDialog } from '../../state/actions.ts';
import { exportList } from '../../state/list-actions.ts';
import { useKey, useSurroundings } from '../../state/selectors.ts';
import { bulkText } from '../../text/bulk.ts';
import { keyText } from '../../text/keys.ts';
import { operationNames } from '../../text/operation-names.ts';
import type { MenuItem } from '../../ui/menu.tsx';
import { PointMenu } from '../../ui/point-menu.tsx';
import { isDestructive } from './action-names.ts';
import { menuEntriesOf } from './menu-entries.ts';
import type { RackRow } from './rack-rows.ts';
import { runAction } from './run-action.ts';

interface Props {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  /** All that are picked, where the row is one of them. */
  readonly picked: readonly RackRow[];
  readonly onClose: () => void;
}

/** The row's menu where the pointer is; for a row that is picked with others, what can be done with all of them. */
export function RowContextMenu({ id, picked, ...place }: Props) {
  const key = useKey(id);
  if (key === null) return null;
  if (picked.length > 1) return <PointMenu {...place} items={itemsOf(picked.map((row) => row.key.id))} />;
  return <OfOne value={key} {...place} />;
}

function OfOne({ value, ...place }: Omit<Props, 'id' | 'picked'> & { readonly value: Key }) {
  const around = useSurroundings(value);
  const items = menuEntriesOf(value, around).map((entry) => ({
    ...entry,
    run: () => runAction(entry.action, value),
  }));
  return <PointMenu {...place} items={items} />;
}

const itemsOf = (ids: readonly string[]): readonly MenuItem[] => [
  { label: bulkText.submit(keyText.rotate, ids.length), run: () => openDialog({ kind: 'bulk-rotate', ids }) },
  ...KEY_ACTS.map((act) => ({
    label: bulkText.submit(operationNames[act], ids.length),
    danger: isDestructive(act),
    apart: act === 'disable' || act === 'revoke',
    run: () => openDialog({ kind: 'bulk-act' as const, act, ids }),
  })),
  { label: bulkText.exportCsv, apart: true, run: () => void exportList(ids, 'csv') },
  { label: bulkText.exportJson, run: () => void exportList(ids, 'json') },
];
