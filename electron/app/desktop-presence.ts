import type { BrowserWindow } from 'electron';
import { bringForward } from './bring-forward.ts';
import { showLinks } from './deep-links.ts';
import { installMenu } from './menu.ts';
import type { Notifier } from './notifier.ts';
import { createTray, keepInTray, type TrayDeps } from './tray.ts';

interface Deps extends Omit<TrayDeps, 'window'> {
  readonly window: BrowserWindow;
  readonly onChanged: Notifier['onChanged'];
}

/** The ways to the open window besides itself: the menu, `keyrack://` links, the icon in the tray. @returns stop */
export function showOnDesktop({ window, onChanged, ...deps }: Deps): () => void {
  const { preferences, log, tell } = deps;
  installMenu(process.platform, (command) => tell({ kind: 'command', command }));
  const tray = createTray({ ...deps, window: () => window });
  onChanged(tray.refresh);
  keepInTray(window, tray, preferences);
  showLinks({ log, tell, show: () => bringForward(window) });
  return tray.stop;
}
