import { join } from 'node:path';
import {
  app,
  BrowserWindow,
  type BrowserWindowConstructorOptions,
  type Session,
  screen,
  session,
} from 'electron';
import { APP_HOST, APP_SCHEME } from '#shared/ipc/channel.ts';
import { serveAppScheme } from './scheme.ts';
import { guardSession } from './web-contents.ts';

/** Where the built files are. */
export interface Built {
  readonly pages: string;
  readonly preload: string;
}

export const builtAt = (root: string): Built => ({
  pages: join(root, 'out', 'renderer'),
  preload: join(root, 'out', 'preload', 'preload.cjs'),
});

const prepared = new WeakSet<Session>();

function prepare(target: Session, pages: string): Session {
  if (prepared.has(target)) return target;
  prepared.add(target);
  guardSession(target);
  serveAppScheme(target, pages);
  return target;
}

/** Its own session puts a window into its own process; nothing of it reaches the disk. */
export const privateSession = (): Session =>
  session.fromPartition(`window-${crypto.randomUUID()}`, { cache: false });

/** A session of its own knows no zoom: who reads large in the main window reads large in the ones that belong to it. */
function zoomOf({ parent, width, height }: BrowserWindowConstructorOptions) {
  const zoomFactor = parent instanceof BrowserWindow ? parent.webContents.getZoomFactor() : 1;
  if (zoomFactor === 1 || width === undefined || height === undefined) return { zoomFactor, size: {} };
  const { workAreaSize } = screen.getPrimaryDisplay();
  const size = {
    width: Math.min(Math.round(width * zoomFactor), workAreaSize.width),
    height: Math.min(Math.round(height * zoomFactor), workAreaSize.height),
  };
  return { zoomFactor, size };
}

/** A window of one of our pages, closed to everything else. Shown by whoever asked for it, once it is painted. */
export function createPageWindow(
  built: Built,
  options: BrowserWindowConstructorOptions,
  ofSession: Session = session.defaultSession,
): BrowserWindow {
  const { zoomFactor, size } = zoomOf(options);
  const window = new BrowserWindow({
    show: false,
    ...options,
    ...size,
    webPreferences: {
      zoomFactor,
      preload: built.preload,
      session: prepare(ofSession, built.pages),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      devTools: !app.isPackaged,
    },
  });
  window.once('ready-to-show', () => window.show());
  return window;
}

/** @param page a built page, such as `reveal.html`; @param hash handed to it, never a secret */
export function load(window: BrowserWindow, page: string, hash = ''): Promise<void> {
  return window.loadURL(`${APP_SCHEME}://${APP_HOST}/${page}${hash === '' ? '' : `#${hash}`}`);
}
