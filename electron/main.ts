import { join } from 'node:path';
import { app, type BrowserWindow } from 'electron';
import { createClipboardCopy } from '#core/clipboard-copy.ts';
import { createServices } from '#core/compose.ts';
import { mainWindow } from '#shared/ipc/contract/main-window.ts';
import { about } from './app/about.ts';
import { showFailure } from './app/failure-window.ts';
import { createDesktop } from './app/file-dialogs.ts';
import { watchLedger } from './app/ledger-watch.ts';
import { claimInstance, endTidily, keepRecovering } from './app/lifecycle.ts';
import { applyTheme, openMainWindow } from './app/main-window.ts';
import { installMenu } from './app/menu.ts';
import { openNetwork } from './app/network.ts';
import { createNotifications } from './app/notifications.ts';
import { createNotifier } from './app/notifier.ts';
import { builtAt } from './app/page-window.ts';
import { prepareHome } from './app/prepare.ts';
import { declareAppScheme } from './app/scheme.ts';
import { guardWebContents } from './app/web-contents.ts';
import { createWindows } from './app/windows.ts';
import { announcing, EVERYTHING_OF_THE_LEDGER } from './ipc/changes.ts';
import { createDispatch } from './ipc/dispatch.ts';
import { mainHandlers } from './ipc/handlers/main-window.ts';
import { createPages } from './ipc/pages.ts';
import { serve } from './ipc/serve.ts';
import { homeQuestion, openOutside } from './outside.ts';
import { systemClock as clock } from './platform/clock.ts';
import { openClipboard } from './platform/electron-clipboard.ts';
import { findHome, openHome } from './platform/home.ts';
import { createLog } from './platform/logger.ts';
import { createPreferences } from './platform/preferences.ts';

let window: BrowserWindow | null = null;

function run(home: string): void {
  const root = app.getAppPath();
  const built = builtAt(root);
  const log = createLog(join(home, 'logs'));
  const preferences = createPreferences(home, ({ debugLog }) => log.switchDebug(debugLog));
  const { tell, changed } = createNotifier(() => window);
  const clipboard = openClipboard(process.platform);
  const pages = createPages();
  const windows = createWindows({ built, pages, clipboard, clock, log, parent: () => window, tell });
  const onCleared = () => tell({ kind: 'clipboard-cleared' });
  const copying = createClipboardCopy({ clipboard, clock, onCleared });
  const coverUp = async () => {
    windows.hideAll();
    await copying.clear();
    changed('storage');
  };
  const hands = { ...openNetwork(), log, notifier: createNotifications(tell) };
  const outside = openOutside({ by: 'window', home, root, ...hands, serve: true, onLocked: coverUp });
  const { ledger, playground } = outside;
  const services = createServices(outside);
  const desktop = createDesktop(() => window);
  const shell = { desktop, tell, coverUp, applyTheme, about: () => about(home) };
  const door = { services, windows, copying, preferences, ...shell };
  const dispatch = announcing(createDispatch(mainWindow, mainHandlers(door), log), changed);
  serve(pages);
  installMenu(process.platform);
  window = openMainWindow({ built, pages, dispatch, log, preferences });
  const tellAll = () => EVERYTHING_OF_THE_LEDGER.forEach(changed);
  const stopWatching = watchLedger(ledger, log, tellAll);
  const stopRecovering = keepRecovering({ home, ledger, services, log, playground, onRecovered: tellAll });
  endTidily(async () => {
    stopWatching();
    stopRecovering();
    await coverUp();
    await playground.stop();
    ledger.close();
  });
}

declareAppScheme();
guardWebContents();
const prepared = prepareHome((flag) => openHome(findHome(homeQuestion(flag))));
const start = () => ('home' in prepared ? run(prepared.home) : showFailure(prepared.failure));
if ('home' in prepared && !claimInstance(() => window)) app.exit(0);
else void app.whenReady().then(start).catch(showFailure);
