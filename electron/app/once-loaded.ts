import type { BrowserWindow } from 'electron';

/**
 * Begins what can wait, so that the first list does not.
 * @param begin each returns how to stop what it began
 * @returns stops what has begun by then; what has not never begins
 */
export function onceLoaded(window: BrowserWindow, begin: readonly (() => () => void)[]): () => void {
  const { webContents } = window;
  let stops: readonly (() => void)[] = [];
  let over = false;
  webContents.once('did-finish-load', () => {
    if (!over) stops = begin.map((each) => each());
  });
  return () => {
    over = true;
    for (const stop of stops) stop();
  };
}
