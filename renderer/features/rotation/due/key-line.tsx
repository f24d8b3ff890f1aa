import { type MouseEvent, type ReactNode, useState } from 'react';
import { RowBox } from '../../../ui/rows/row-box.tsx';

/** What the table does with a press on a row. */
export interface LineActs {
  readonly open: (id: string) => void;
  readonly toggle: (id: string) => void;
  readonly extend: (id: string) => void;
}

interface Props {
  readonly id: string;
  readonly index: number;
  readonly active: boolean;
  readonly picked: boolean;
  readonly act: LineActs;
  /** Seen on hover and on focus. */
  readonly actions: ReactNode;
  /** Its cells. */
  readonly children: ReactNode;
}

function press(event: MouseEvent<HTMLElement>, id: string, act: LineActs): void {
  // A press in the row's menu comes through here too, though the menu stands elsewhere.
  if (!(event.target instanceof Node && event.currentTarget.contains(event.target))) return;
  if (event.shiftKey) act.extend(id);
  else if (event.ctrlKey || event.metaKey) act.toggle(id);
}

/** A row with a box to pick it, and its actions over its end. */
export function KeyLine({ id, index, active, picked, act, actions, children }: Props) {
  const [pointed, setPointed] = useState(false);
  return (
    <tr
      data-key={id}
      // The header is row 1.
      aria-rowindex={index + 2}
      data-picked={picked || undefined}
      tabIndex={active ? 0 : -1}
      onMouseEnter={() => setPointed(true)}
      onMouseLeave={() => setPointed(false)}
      onClick={(event) => press(event, id, act)}
      onMouseDown={(event) => {
        // Picking a range is no marking of text.
        if (event.shiftKey) event.preventDefault();
      }}
      className="group h-(--row-height) bg-surface -outline-offset-2 hover:bg-hover data-picked:bg-selected"
    >
      <td className="border-b border-border p-0">
        {/* As high as the row, without making it higher by the line below. */}
        <div className="-mb-px">
          <RowBox
            checked={picked}
            reachable={active}
            onPress={(range) => (range ? act.extend(id) : act.toggle(id))}
          />
        </div>
      </td>
      {children}
      <td className="sticky right-0 z-1 border-b border-border p-0">
        {(pointed || active) && (
          <div className="absolute inset-y-0.5 right-2 flex items-center gap-0.5 bg-hover pl-2 opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 group-focus-visible:opacity-100 has-data-[state=open]:opacity-100">
            {actions}
          </div>
        )}
      </td>
    </tr>
  );
}

export function LineCell({ children }: { readonly children: ReactNode }) {
  return <td className="overflow-hidden border-b border-border px-2">{children}</td>;
}
