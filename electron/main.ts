import { join } from 'node:path';
import { app, type BrowserWindow, Menu } from 'electron';
import { listenToLinks } from './app/deep-links.ts';
import { failInstead, showFailure } from './app/failure-window.ts';
import { claimInstance } from './app/lifecycle.ts';
import { openMainWindow } from './app/main-window.ts';
import { builtAt } from './app/page-window.ts';
import { prepareHome } from './app/prepare.ts';
import { declareAppScheme } from './app/scheme.ts';
import { guardWebContents } from './app/web-contents.ts';
import type { Dispatch } from './ipc/dispatch.ts';
import { createPages } from './ipc/pages.ts';
import { serve } from './ipc/serve.ts';
import { openHome } from './platform/home.ts';
import { findHome, homeQuestion } from './platform/home-place.ts';
import { createLog } from './platform/logger.ts';
import { createPreferences } from './platform/preferences.ts';

let window: BrowserWindow | null = null;

/** What holds `bin/keyrack.mjs`: a package has it outside of its archive, where plain Node can read it. */
const commandRoot = () => (app.isPackaged ? join(process.resourcesPath, 'cli') : app.getAppPath());

/** The window comes first, and what stands behind it is read while Chromium gets its page: calls wait until it is there. */
function run(home: string): void {
  const built = builtAt(app.getAppPath());
  const log = createLog(join(home, 'logs'));
  const preferences = createPreferences(home, ({ debugLog }) => log.switchDebug(debugLog));
  const pages = createPages();
  const behind = Promise.withResolvers<Dispatch>();
  const dispatch: Dispatch = async (method, input) => (await behind.promise)(method, input);
  serve(pages);
  const opened = openMainWindow({ built, pages, dispatch, log, preferences });
  window = opened;
  import('./behind-window.ts')
    .then(({ standBehind }) =>
      behind.resolve(standBehind(opened, { home, root: commandRoot(), built, log, preferences, pages })),
    )
    .catch((failure: unknown) => failInstead(opened, failure));
}

declareAppScheme();
guardWebContents();
listenToLinks();
// Electron would build one of its own first.
Menu.setApplicationMenu(null);
const prepared = prepareHome((flag) => openHome(findHome(homeQuestion(flag))));
const start = () => ('home' in prepared ? run(prepared.home) : showFailure(prepared.failure));
if ('home' in prepared && !claimInstance(() => window)) app.exit(0);
else void app.whenReady().then(start).catch(showFailure);
