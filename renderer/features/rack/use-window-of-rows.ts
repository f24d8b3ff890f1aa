import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useCallback, useLayoutEffect } from 'react';
import { useRowHeight } from '../../state/row-height.ts';
import type { RackRow } from './rack-rows.ts';

const HEAD_HEIGHT = 32;
const OVERSCAN = 8;

interface Seen {
  /** Rows to render, each with the height left out before it, in CSS pixels. */
  readonly items: readonly { readonly index: number; readonly gap: number }[];
  /** The height left out at the end. */
  readonly after: number;
}

/** Which rows are in sight. The active one stays in the page, so that the focus is not lost by scrolling. */
export function useWindowOfRows(
  scroller: RefObject<HTMLElement | null>,
  rows: readonly RackRow[],
  activeId: string | null,
): Seen {
  const active = activeId === null ? -1 : rows.findIndex((row) => row.key.id === activeId);
  const rangeExtractor = useCallback(
    (range: Range) => {
      const indexes = defaultRangeExtractor(range);
      return active < 0 || indexes.includes(active)
        ? indexes
        : [...indexes, active].toSorted((a, b) => a - b);
    },
    [active],
  );
  const height = useRowHeight();
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: OVERSCAN,
    scrollPaddingStart: HEAD_HEIGHT,
    rangeExtractor,
  });
  // Rows that were measured before another density was chosen have another height.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is told by the height alone.
  useLayoutEffect(() => virtualizer.measure(), [height]);
  const items: { index: number; gap: number }[] = [];
  let end = 0;
  for (const item of virtualizer.getVirtualItems()) {
    items.push({ index: item.index, gap: item.start - end });
    end = item.end;
  }
  return { items, after: virtualizer.getTotalSize() - end };
}
