import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useCallback, useLayoutEffect } from 'react';

const OVERSCAN = 4;

interface Rows {
  readonly count: number;
  /** It stays in the page, so that the focus is not lost by scrolling; -1: none. */
  readonly active: number;
  /** CSS pixels, the same for all. */
  readonly rowHeight: number;
  readonly headHeight: number;
}

interface Seen {
  /** Rows to render, each with the height left out before it, in CSS pixels. */
  readonly items: readonly { readonly index: number; readonly gap: number }[];
  /** The height left out at the end. */
  readonly after: number;
}

/** Which rows are in sight. */
export function useWindowOfRows(scroller: RefObject<HTMLElement | null>, rows: Rows): Seen {
  const { count, active, rowHeight, headHeight } = rows;
  const rangeExtractor = useCallback(
    (range: Range) => {
      const indexes = defaultRangeExtractor(range);
      return active < 0 || active >= count || indexes.includes(active)
        ? indexes
        : [...indexes, active].toSorted((a, b) => a - b);
    },
    [active, count],
  );
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: OVERSCAN,
    scrollPaddingStart: headHeight,
    rangeExtractor,
  });
  // Rows that were measured before another density was chosen have another height.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is told by the height alone.
  useLayoutEffect(() => virtualizer.measure(), [rowHeight]);
  const items: { index: number; gap: number }[] = [];
  let end = 0;
  for (const item of virtualizer.getVirtualItems()) {
    items.push({ index: item.index, gap: item.start - end });
    end = item.end;
  }
  return { items, after: virtualizer.getTotalSize() - end };
}
