import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { columnNames, columnText } from '../../../text/rack.ts';
import { type ColumnId, MAX_WIDTH, MIN_WIDTH } from './ids.ts';
import type { ColumnChoices } from './use-column-choices.ts';

interface Props {
  readonly column: ColumnId;
  readonly choices: ColumnChoices;
}

const STEP = 8;
const LARGE_STEP = 40;

/** The edge of a column: drawn by the pointer, or moved by the arrow keys. Pressed twice, it is as it came. */
export function ColumnResizer({ column, choices }: Props) {
  const drag = useRef<{ readonly from: number; readonly width: number } | null>(null);
  const shown = (edge: Element) => edge.closest('th')?.offsetWidth ?? choices.layout.widths[column];
  const begin = (event: PointerEvent<HTMLElement>) => {
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { from: event.clientX, width: shown(event.currentTarget) };
  };
  const draw = (event: PointerEvent<HTMLElement>) => {
    if (drag.current === null || event.clientX === drag.current.from) return;
    choices.draw(column, drag.current.width + event.clientX - drag.current.from);
  };
  const end = () => {
    drag.current = null;
    choices.keepWidth();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const step = event.shiftKey ? LARGE_STEP : STEP;
    const by = { ArrowLeft: -step, ArrowRight: step }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    choices.draw(column, shown(event.currentTarget) + by);
  };
  const width = choices.layout.widths[column];
  return (
    // biome-ignore lint/a11y/useSemanticElements: an edge that is moved, which no element of HTML is
    <div
      role="separator"
      aria-orientation="vertical"
      aria-valuenow={width}
      aria-valuemin={MIN_WIDTH}
      aria-valuemax={MAX_WIDTH}
      aria-valuetext={columnText.widthWords(width)}
      // A label would be found where the field of the same name is looked for.
      title={columnText.width(columnNames[column])}
      tabIndex={0}
      onPointerDown={begin}
      onPointerMove={draw}
      onPointerUp={end}
      onPointerCancel={end}
      onDoubleClick={() => choices.resetWidth(column)}
      onKeyDown={onKeyDown}
      onKeyUp={choices.keepWidth}
      onBlur={choices.keepWidth}
      className="absolute inset-y-0 right-0 z-10 flex w-2 cursor-col-resize touch-none justify-end outline-none after:h-full after:w-px after:bg-transparent hover:after:bg-control focus-visible:after:w-0.5 focus-visible:after:bg-focus"
    />
  );
}
