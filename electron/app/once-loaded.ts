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
  const start = () => {
    if (over) return;
    over = true;
    stops = begin.map((each) => each());
  };
  // A page that is there already, or that cannot be read, must not leave the app without its menu.
  if (!webContents.isLoadingMainFrame()) start();
  webContents.once('did-finish-load', start);
  webContents.once('did-fail-load', start);
  return () => {
    over = true;
    for (const stop of stops) stop();
  };
}
