import type { BrowserWindow } from 'electron';

/** To the front, from wherever it is: minimized, behind others, or hidden while the tray kept the app. */
export function bringForward(window: BrowserWindow | null): void {
  if (window === null || window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
