import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { app, type BrowserWindow, session } from 'electron';
import { createClipboardCopy } from '#core/clipboard-copy.ts';
import { createServices } from '#core/compose.ts';
import { mainWindow } from '#shared/ipc/contract/main-window.ts';
import type { KeyrackEvent } from '#shared/ipc/events.ts';
import { about } from './app/about.ts';
import { configureChromium } from './app/chromium.ts';
import { showFailure } from './app/failure-window.ts';
import { watchLedger } from './app/ledger-watch.ts';
import { claimInstance, endTidily, keepRecovering } from './app/lifecycle.ts';
import { applyTheme, notify, openMainWindow } from './app/main-window.ts';
import { installMenu } from './app/menu.ts';
import { builtAt } from './app/page-window.ts';
import { declareAppScheme } from './app/scheme.ts';
import { guardWebContents } from './app/web-contents.ts';
import { createWindows } from './app/windows.ts';
import { announcing, everythingOfTheLedger } from './ipc/changes.ts';
import { createDispatch } from './ipc/dispatch.ts';
import { mainHandlers } from './ipc/handlers/main-window.ts';
import { createPages } from './ipc/pages.ts';
import { serve } from './ipc/serve.ts';
import { homeQuestion, openOutside } from './outside.ts';
import { systemClock as clock } from './platform/clock.ts';
import { openClipboard } from './platform/electron-clipboard.ts';
import { findHome, openHome, sweepHome } from './platform/home.ts';
import { createLog } from './platform/logger.ts';
import { createPreferences } from './platform/preferences.ts';
import { createSessionTransports } from './platform/transport-session.ts';

let window: BrowserWindow | null = null;
const tell = (event: KeyrackEvent) => notify(window, event);
const changed = (what: Extract<KeyrackEvent, { kind: 'changed' }>['what']) => tell({ kind: 'changed', what });

function run(home: string): void {
  const root = app.getAppPath();
  const built = builtAt(root);
  const log = createLog(join(home, 'logs'));
  const preferences = createPreferences(home);
  const onLocked = () => {
    void lock().finally(() => changed('storage'));
  };
  const transport = createSessionTransports(session);
  const outside = openOutside({ by: 'window', home, root, transport, log, serve: true, onLocked });
  const services = createServices(outside);
  const clipboard = openClipboard(process.platform);
  const copying = createClipboardCopy({
    clipboard,
    clock,
    onCleared: () => tell({ kind: 'clipboard-cleared' }),
  });
  const pages = createPages();
  const onRevealClosed = (keyId: string) => tell({ kind: 'reveal-closed', keyId });
  const windows = createWindows({
    built,
    pages,
    clipboard,
    clock,
    log,
    parent: () => window,
    onRevealClosed,
  });
  const lock = async () => {
    windows.hideAll();
    await copying.clear();
    await services.storage.lock();
  };
  const handlers = mainHandlers({
    services,
    windows,
    copying,
    preferences,
    about: () => about(home),
    lock,
    applyTheme,
  });
  serve(pages);
  installMenu(process.platform);
  const dispatch = announcing(createDispatch(mainWindow, handlers, log), changed);
  const place = { get: preferences.windowPlace, set: preferences.setWindowPlace };
  window = openMainWindow({ built, pages, dispatch, log, theme: () => preferences.get().theme, place });
  const stopWatching = watchLedger(outside.ledger, () => everythingOfTheLedger.forEach(changed));
  const stopRecovering = keepRecovering({ services, home, log, sweepHome, playground: outside.playground });
  endTidily(async () => {
    stopWatching();
    stopRecovering();
    windows.hideAll();
    await copying.clear();
    await outside.playground.stop();
    outside.ledger.close();
  });
}

function prepare(): string | Error {
  try {
    const home = openHome(findHome(homeQuestion(app.commandLine.getSwitchValue('home'))));
    configureChromium(join(home, 'chromium'));
    return home;
  } catch (error) {
    configureChromium(join(tmpdir(), `keyrack-failed-${process.pid}`));
    return error as Error;
  }
}

declareAppScheme();
guardWebContents();
const home = prepare();
if (typeof home === 'string' && !claimInstance(() => window)) app.exit(0);
else
  void app
    .whenReady()
    .then(() => (typeof home === 'string' ? run(home) : Promise.reject(home)))
    .catch(showFailure);
