import { type RefObject, useEffect, useRef } from 'react';
import type { Rotation } from '#shared/model/rotation.ts';

/**
 * The button that was pressed may go with what it did: then the next one gets the focus, or where there is none the one
 * that closes the detail. Whoever works by keyboard goes on from there, and not from the top of the page.
 */
export function useKeptFocus({ can }: Rotation): RefObject<HTMLDivElement | null> {
  const place = useRef<HTMLDivElement>(null);
  const hadFocus = useRef(false);
  const acts = can.join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is about what other acts leave.
  useEffect(() => {
    const { current: here } = place;
    if (hadFocus.current && document.activeElement === document.body)
      (here?.querySelector('button') ?? here?.closest('aside')?.querySelector('button'))?.focus();
  }, [acts]);
  useEffect(() => {
    const note = () => {
      hadFocus.current = place.current?.contains(document.activeElement) === true;
    };
    document.addEventListener('focusin', note);
    return () => document.removeEventListener('focusin', note);
  }, []);
  return place;
}
