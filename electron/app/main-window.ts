import { type BrowserWindow, nativeTheme, screen } from 'electron';
import type { Log } from '#core/ports/log.ts';
import type { Theme } from '#shared/model/preferences.ts';
import type { Dispatch } from '../ipc/dispatch.ts';
import type { Pages } from '../ipc/pages.ts';
import { type Built, createPageWindow, load } from './page-window.ts';

const PAGE = 'index.html';
const FIRST_SIZE = { width: 1240, height: 800 };
const LEAST_SIZE = { minWidth: 880, minHeight: 560 };
// The canvas of both themes, so that the window opens without a flash of the other.
const CANVAS = { light: '#fbfbfc', dark: '#131417' };

/** Where the window stood, in CSS pixels of the desktop. */
interface Place {
  readonly x?: number;
  readonly y?: number;
  readonly width: number;
  readonly height: number;
}

interface Deps {
  readonly built: Built;
  readonly pages: Pages;
  readonly dispatch: Dispatch;
  readonly log: Log;
  readonly preferences: {
    get(): { readonly theme: Theme };
    windowPlace(): Place | null;
    setWindowPlace(place: Place): void;
  };
}

/** A display may be gone since: a window that would open out of sight opens in the middle instead. */
function visiblePlace(place: Place | null): Place {
  if (place === null || place.x === undefined || place.y === undefined) return { ...FIRST_SIZE, ...place };
  const { x, y } = place;
  const seen = screen
    .getAllDisplays()
    .some(
      ({ workArea }) =>
        x < workArea.x + workArea.width &&
        x + place.width > workArea.x &&
        y >= workArea.y &&
        y < workArea.y + workArea.height,
    );
  return seen ? place : { width: place.width, height: place.height };
}

export function applyTheme(theme: Theme): void {
  nativeTheme.themeSource = theme === 'contrast' ? 'system' : theme;
}

export function openMainWindow(deps: Deps): BrowserWindow {
  applyTheme(deps.preferences.get().theme);
  const window = createPageWindow(deps.built, {
    title: 'Keyrack',
    ...LEAST_SIZE,
    ...visiblePlace(deps.preferences.windowPlace()),
    backgroundColor: nativeTheme.shouldUseDarkColors ? CANVAS.dark : CANVAS.light,
    titleBarStyle: process.platform === 'darwin' ? 'hiddenInset' : 'default',
    autoHideMenuBar: true,
  });
  const { id } = window.webContents;
  deps.pages.register(id, PAGE, deps.dispatch);
  window.on('close', () => deps.preferences.setWindowPlace(window.getNormalBounds()));
  window.once('closed', () => deps.pages.forget(id));
  load(window, PAGE).catch((error: unknown) => deps.log.error('main window failed', error));
  return window;
}
