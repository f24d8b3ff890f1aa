import type { Row as TableRow } from '@tanstack/react-table';
import { FlexRender } from '@tanstack/react-table';
import { type MouseEvent, memo, useState } from 'react';
import { later } from '../../ui/later.tsx';
import { RowBox } from '../../ui/rows/row-box.tsx';
import type { features } from './columns/columns.tsx';
import type { CellEdit, CellEditing } from './inline/use-cell-edit.ts';
import type { RackRow } from './rack-rows.ts';
import { RowActions } from './row-actions.tsx';

const CellEditor = later(() => import('./inline/cell-editor.tsx').then((all) => all.CellEditor));

interface Props {
  readonly row: TableRow<typeof features, RackRow>;
  readonly index: number;
  readonly active: boolean;
  readonly selected: boolean;
  readonly picked: boolean;
  /** Names the columns shown, so that a memo knows when they change. */
  readonly shape: string;
  /** The cell of it that is edited in place; null: none. */
  readonly edit: CellEdit | null;
  readonly act: RowActs;
}

/** What a press on a row leads to; the same object as long as the table stands. */
export interface RowActs {
  readonly open: (id: string) => void;
  readonly toggle: (id: string) => void;
  readonly extend: (id: string) => void;
  readonly focus: (id: string) => void;
  readonly editing: CellEditing;
}

/** A row is drawn again when what it shows changed, not when a search made a new list of the same keys. */
export const KeyRow = memo(Row, (before, after) => {
  const { row, ...rest } = before;
  const same = row.original === after.row.original;
  return same && (Object.keys(rest) as (keyof typeof rest)[]).every((name) => before[name] === after[name]);
});

function press(event: MouseEvent<HTMLElement>, id: string, act: RowActs): void {
  // A press in the row's menu comes through here too, though the menu stands elsewhere.
  if (!(event.target instanceof Node && event.currentTarget.contains(event.target))) return;
  if (event.shiftKey) act.extend(id);
  else if (event.ctrlKey || event.metaKey) act.toggle(id);
  else act.open(id);
}

function Row({ row, index, active, selected, picked, shape, edit, act }: Props) {
  const { key } = row.original;
  // What nobody sees is not in the page: with thirty rows in sight it would be most of it.
  const [pointed, setPointed] = useState(false);
  return (
    <tr
      data-key={key.id}
      // The header is row 1.
      aria-rowindex={index + 2}
      aria-selected={selected}
      data-picked={picked || undefined}
      tabIndex={active ? 0 : -1}
      onMouseEnter={() => setPointed(true)}
      onMouseLeave={() => setPointed(false)}
      onClick={(event) => press(event, key.id, act)}
      onMouseDown={(event) => {
        // Picking a range is no marking of text.
        if (event.shiftKey) event.preventDefault();
      }}
      className="group relative h-(--row-height) bg-surface hover:bg-hover outline-none after:pointer-events-none after:absolute after:inset-0 after:z-2 after:hidden after:outline-2 after:-outline-offset-2 after:outline-focus focus-visible:after:block data-picked:bg-selected aria-selected:bg-selected"
    >
      <td className="left-0 z-1 border-b border-border bg-inherit p-0 group-data-scrolled/table:sticky">
        <RowBox
          checked={picked}
          reachable={active}
          onPress={(range) => (range ? act.extend(key.id) : act.toggle(key.id))}
        />
      </td>
      {row.getVisibleCells().map((cell) => (
        <td
          key={cell.id}
          data-column={cell.column.id}
          onDoubleClick={() => act.editing.begin(key.id, cell.column.id)}
          className="overflow-hidden border-b border-border px-2 data-[column=name]:left-8 data-[column=name]:z-1 data-[column=name]:bg-inherit group-data-scrolled/table:data-[column=name]:sticky group-data-scrolled/table:data-[column=name]:border-r"
        >
          {edit?.column === cell.column.id ? (
            <CellEditor
              key={edit.text}
              value={key}
              edit={edit}
              editing={act.editing}
              shown={shape.split(',')}
              onLeave={() => act.focus(key.id)}
            />
          ) : (
            <FlexRender cell={cell} />
          )}
        </td>
      ))}
      <td className="sticky right-0 z-1 border-b border-border p-0">
        {(pointed || active) && <RowActions value={key} reachable={active} />}
      </td>
    </tr>
  );
}
