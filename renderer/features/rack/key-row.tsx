import type { Row as TableRow } from '@tanstack/react-table';
import { FlexRender } from '@tanstack/react-table';
import { memo } from 'react';
import type { features } from './columns.tsx';
import type { RackRow } from './rack-rows.ts';
import { RowActions } from './row-actions.tsx';

interface Props {
  readonly row: TableRow<typeof features, RackRow>;
  readonly index: number;
  readonly active: boolean;
  readonly selected: boolean;
  /** Names the columns shown, so that a memo knows when they change. */
  readonly shape: string;
  readonly onPick: (id: string) => void;
}

/** A row is drawn again when what it shows changed, not when a search made a new list of the same keys. */
export const KeyRow = memo(Row, (before, after) => {
  const { row, ...rest } = before;
  const same = row.original === after.row.original;
  return same && (Object.keys(rest) as (keyof typeof rest)[]).every((name) => before[name] === after[name]);
});

function Row({ row, index, active, selected, onPick }: Props) {
  const { key } = row.original;
  return (
    <tr
      data-key={key.id}
      // The header is row 1.
      aria-rowindex={index + 2}
      aria-selected={selected}
      tabIndex={active ? 0 : -1}
      // A press in the row's menu comes through here too, though the menu stands elsewhere.
      onClick={(event) => {
        if (event.target instanceof Node && event.currentTarget.contains(event.target)) onPick(key.id);
      }}
      className="group relative h-(--row-height) hover:bg-hover focus-visible:outline-2 focus-visible:-outline-offset-2 aria-selected:bg-selected"
    >
      {row.getVisibleCells().map((cell) => (
        <td key={cell.id} className="overflow-hidden border-b border-border px-2 first:pl-4">
          <FlexRender cell={cell} />
        </td>
      ))}
      <td className="border-b border-border p-0">
        <RowActions value={key} reachable={active} />
      </td>
    </tr>
  );
}
