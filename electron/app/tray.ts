/// <reference types="electron-vite/node" />
import { app, type BrowserWindow, Menu, Notification, nativeImage, Tray } from 'electron';
import type { Clock } from '#core/ports/clock.ts';
import type { Log } from '#core/ports/log.ts';
import type { Services } from '#core/services.ts';
import type { KeyrackEvent } from '#shared/ipc/events.ts';
import type { DeepLink } from '#shared/model/deep-link.ts';
import type { Preferences } from '#shared/model/preferences.ts';
import { dueCounts } from '#shared/text/due.ts';
import icon from '../../build/icon.png?asset';
import { bringForward } from './bring-forward.ts';
import { type TrayActs, trayTemplate } from './tray-menu.ts';

const LOOK_EVERY_MS = 60_000;
const ICON_SIZE = process.platform === 'win32' ? 16 : 22;

export interface TrayDeps {
  readonly services: Pick<Services, 'policies' | 'rotating' | 'session'>;
  readonly preferences: {
    get(): Preferences;
    set(changes: Partial<Preferences>): Preferences;
  };
  readonly clock: Clock;
  readonly log: Log;
  readonly window: () => BrowserWindow | null;
  readonly tell: (event: KeyrackEvent) => void;
  readonly lock: () => Promise<void>;
}

export interface TrayIcon {
  /** Brings it up to date with the preferences, the keys and the lock. */
  refresh(): void;
  /** Whether closing the window leaves the app running. */
  keepsApp(): boolean;
  stop(): void;
}

/** The icon beside the clock, while the preference is on. */
export function createTray(deps: TrayDeps): TrayIcon {
  const { services, preferences, clock, log, window, tell } = deps;
  let tray: Tray | null = null;
  const forward = () => bringForward(window());
  const show = (link: DeepLink) => {
    forward();
    tell({ kind: 'show', link });
  };
  const acts: TrayActs = {
    run: (command) => {
      if (command === 'lock') return void deps.lock();
      forward();
      tell({ kind: 'command', command });
    },
    showKey: (id) => show({ to: 'key', id }),
    showRotation: () => show({ to: 'view', view: 'rotation' }),
    open: forward,
    quit: () => app.quit(),
  };
  const draw = (shown: Tray) => {
    const due = services.policies.due().filter(({ state }) => state !== 'later');
    const runs = services.rotating.list().filter(({ state }) => state === 'waiting');
    const waiting = runs.map(({ keyName }) => keyName);
    const template = trayTemplate({ due, waiting, locked: services.session.locked, now: clock.now() }, acts);
    shown.setToolTip(['Keyrack', dueCounts(due)].filter((words) => words !== '').join(', '));
    shown.setContextMenu(Menu.buildFromTemplate(template));
  };
  const create = (): Tray => {
    const image = nativeImage.createFromPath(icon).resize({ width: ICON_SIZE, height: ICON_SIZE });
    const made = new Tray(image);
    made.on('click', forward);
    return made;
  };
  const refresh = () => {
    try {
      if (preferences.get().tray) {
        tray ??= create();
        draw(tray);
      } else {
        tray?.destroy();
        tray = null;
      }
    } catch (error) {
      // A desktop without a place for icons; the window goes on.
      log.error('tray failed', error);
    }
  };
  refresh();
  const timer = setInterval(refresh, LOOK_EVERY_MS);
  return {
    refresh,
    keepsApp: () => tray !== null,
    stop: () => {
      clearInterval(timer);
      tray?.destroy();
      tray = null;
    },
  };
}

/** While the icon is there, closing the window hides it. Said once: nobody expects a closed program to run. */
export function keepInTray(
  window: BrowserWindow,
  tray: TrayIcon,
  preferences: TrayDeps['preferences'],
): void {
  let quitting = false;
  app.on('before-quit', () => {
    quitting = true;
  });
  window.on('close', (event) => {
    if (quitting || !tray.keepsApp()) return;
    event.preventDefault();
    window.hide();
    if (preferences.get().trayTold) return;
    preferences.set({ trayTold: true });
    if (!Notification.isSupported()) return;
    const body = 'Open it from its icon, or start it again. Quit ends it; Settings keeps it out of the tray.';
    new Notification({ title: 'Keyrack goes on in the tray', body }).show();
  });
}
