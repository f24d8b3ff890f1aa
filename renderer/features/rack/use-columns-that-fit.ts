import { type RefObject, useLayoutEffect, useMemo, useState } from 'react';
import { flushSync } from 'react-dom';
import { COLUMNS, columnsThatFit } from './columns-fit.ts';

/** Follows the width of the table's place. @returns which columns are shown, in TanStack's form */
export function useColumnsThatFit(scroller: RefObject<HTMLElement | null>): Record<string, boolean> {
  const [names, setNames] = useState(() => COLUMNS.join());
  useLayoutEffect(() => {
    const place = scroller.current;
    if (place === null) return undefined;
    const measure = () => setNames([...columnsThatFit(place.clientWidth)].join());
    measure();
    // Before the next paint: the detail that took the room is painted in it too.
    const observer = new ResizeObserver(() => flushSync(measure));
    observer.observe(place);
    return () => observer.disconnect();
  }, [scroller]);
  return useMemo(() => {
    const fitting = new Set(names.split(','));
    return Object.fromEntries(COLUMNS.map((column) => [column, fitting.has(column)]));
  }, [names]);
}
