import {
  Ban,
  Circle,
  CircleDashed,
  CirclePause,
  CircleQuestionMark,
  ClockAlert,
  Equal,
  EqualNot,
  EyeOff,
  Layers2,
  type LucideIcon,
  TriangleAlert,
} from 'lucide-react';
import { statusNames } from '../../text/common.ts';
import { cellMeanings, cellWords, equalTo, gridText, severalKeys } from '../../text/grid.ts';
import { rackText } from '../../text/rack.ts';
import { Icon } from '../../ui/icon.tsx';
import type { CellState, GridCell, GridRow } from './grid-rows.ts';
import type { Place } from './place-after.ts';
import { promotionOf } from './promotion.ts';

const LOOKS: Record<CellState, { readonly icon: LucideIcon; readonly tone: string; readonly word: string }> =
  {
    equal: { icon: Equal, tone: 'text-accent-text', word: '' },
    different: { icon: EqualNot, tone: 'text-muted', word: '' },
    alone: { icon: Circle, tone: 'text-muted', word: '' },
    unknown: { icon: CircleQuestionMark, tone: 'text-muted', word: 'text-muted' },
    'not held': { icon: EyeOff, tone: 'text-muted', word: 'text-muted' },
    expired: { icon: ClockAlert, tone: 'text-warn', word: 'text-warn' },
    inactive: { icon: CirclePause, tone: 'text-faint', word: 'text-muted' },
    dead: { icon: Ban, tone: 'text-danger', word: 'text-danger' },
    several: { icon: Layers2, tone: 'text-muted', word: '' },
    missing: { icon: CircleDashed, tone: 'text-faint', word: 'text-muted' },
  };

interface Props {
  readonly row: GridRow;
  readonly cell: GridCell;
  readonly at: Place;
  readonly active: boolean;
  readonly selected: boolean;
  readonly warnings: readonly string[];
  readonly onOpen: (row: GridRow, cell: GridCell) => void;
}

/** How one variable stands in one environment: an icon and a word, and of which value, by its hint. */
export function GridCellView({ row, cell, at, active, selected, warnings, onOpen }: Props) {
  const { icon, tone, word } = LOOKS[cell.state];
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid hears the keys of all its cells
    <td
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: it takes the focus, and can be selected
      role="gridcell"
      data-row={at.row}
      data-column={at.column}
      data-key={cell.keys[0]?.id}
      aria-selected={selected}
      tabIndex={active ? 0 : -1}
      title={titleOf(cell, warnings)}
      onClick={() => onOpen(row, cell)}
      className="group cursor-default border-b border-border px-3 align-top hover:bg-hover focus-visible:outline-2 focus-visible:-outline-offset-2 aria-selected:bg-selected"
    >
      <div className="flex items-start gap-2 py-1">
        <Icon of={icon} size={14} className={`mt-0.75 ${tone}`} />
        <span className="min-w-0 flex-1">
          <span className={`block truncate ${word}`}>{wordsOf(cell)}</span>
          <Below row={row} cell={cell} />
        </span>
        {warnings.length > 0 && (
          <>
            <Icon of={TriangleAlert} size={14} className="mt-0.75 text-warn" />
            <span className="sr-only">{warnings.join(' ')}</span>
          </>
        )}
      </div>
    </td>
  );
}

/** Under the word: the value's hint; where there is none, what can be done. */
function Below({ row, cell }: Pick<Props, 'row' | 'cell'>) {
  const [key, ...more] = cell.keys;
  if (key === undefined) {
    if (typeof promotionOf(row, cell) === 'string') return null;
    return (
      <span className="block truncate text-label text-muted opacity-0 group-hover:opacity-100 group-focus-visible:opacity-100">
        {gridText.promoteHere}
      </span>
    );
  }
  return (
    <span className="block truncate font-mono text-label text-muted">
      {more.length === 0
        ? rackText.hint(key.hint)
        : cell.keys.map(({ hint }) => rackText.hint(hint)).join(', ')}
    </span>
  );
}

function wordsOf({ state, keys, same }: GridCell): string {
  if (state === 'equal') return equalTo(same);
  if (state === 'several') return severalKeys(keys.length);
  const status = keys[0]?.status;
  return state === 'dead' && status !== undefined ? statusNames[status] : cellWords[state];
}

function titleOf({ state, same }: GridCell, warnings: readonly string[]): string {
  const equal = same.length > 0 ? `${cellWords.equal}: ${same.join(', ')}.` : '';
  return [cellMeanings[state], equal, ...warnings].filter(Boolean).join('\n');
}
