import { app, type BrowserWindow } from 'electron';

/** One app a home: a second start brings the first to the front and ends. */
export function claimInstance(window: () => BrowserWindow | null): boolean {
  if (!app.requestSingleInstanceLock()) {
    process.stderr.write('keyrack: Keyrack is open already with this home; its window comes to the front.\n');
    return false;
  }
  app.on('second-instance', () => {
    const shown = window();
    if (shown === null) return;
    if (shown.isMinimized()) shown.restore();
    shown.focus();
  });
  return true;
}

/** @param cleanUp runs once, before the app ends: the clipboard, shown secrets, what was started */
export function endTidily(cleanUp: () => Promise<void>): void {
  let done = false;
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', (event) => {
    if (done) return;
    event.preventDefault();
    void cleanUp().finally(() => {
      done = true;
      app.quit();
    });
  });
}
