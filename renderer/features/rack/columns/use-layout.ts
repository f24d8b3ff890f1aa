import { type RefObject, useLayoutEffect, useMemo, useState } from 'react';
import { flushSync } from 'react-dom';
import type { RackColumn } from '#shared/model/preferences.ts';
import { useEnvironment } from '../../../state/selectors.ts';
import { type Layout, layoutOf } from './layout.ts';

/** Steps in which the room is followed: a column more or less needs no answer to each pixel. */
const STEP = 4;

export interface LayoutHere extends Layout {
  /** All environments are shown. */
  readonly all: boolean;
}

/** Follows the width of the table's place, and what the user chose. */
export function useLayout(
  scroller: RefObject<HTMLElement | null>,
  stored: readonly RackColumn[],
): LayoutHere {
  const all = useEnvironment() === null;
  const [width, setWidth] = useState(Number.POSITIVE_INFINITY);
  useLayoutEffect(() => {
    const place = scroller.current;
    if (place === null) return undefined;
    const measure = () => setWidth(Math.floor(place.clientWidth / STEP) * STEP);
    measure();
    // Before the next paint: the detail that took the room is painted in it too.
    const observer = new ResizeObserver(() => flushSync(measure));
    observer.observe(place);
    return () => observer.disconnect();
  }, [scroller]);
  return useMemo(() => ({ ...layoutOf(stored, { width, all }), all }), [stored, width, all]);
}
