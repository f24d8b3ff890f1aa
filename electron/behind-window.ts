import type { BrowserWindow } from 'electron';
import { createServices } from '#core/compose.ts';
import { mainWindow } from '#shared/ipc/contract/main-window.ts';
import { about } from './app/about.ts';
import { bringForward } from './app/bring-forward.ts';
import { guardDeliveries } from './app/delivery-guard.ts';
import { showOnDesktop } from './app/desktop-presence.ts';
import { watchDue } from './app/due-watch.ts';
import { createDesktop } from './app/file-dialogs.ts';
import { watchLedger } from './app/ledger-watch.ts';
import { endTidily, keepRecovering } from './app/lifecycle.ts';
import { applyTheme } from './app/main-window.ts';
import { openNetwork } from './app/network.ts';
import { createNotifications } from './app/notifications.ts';
import { createNotifier } from './app/notifier.ts';
import { onceLoaded } from './app/once-loaded.ts';
import type { Built } from './app/page-window.ts';
import { createSecretsInSight } from './app/secrets-in-sight.ts';
import { createSessionLock } from './app/session-lock.ts';
import { announcing, EVERYTHING_OF_THE_LEDGER } from './ipc/changes.ts';
import { createDispatch, type Dispatch } from './ipc/dispatch.ts';
import { mainHandlers } from './ipc/handlers/main-window.ts';
import { refusingWhileLocked } from './ipc/locking.ts';
import type { Pages } from './ipc/pages.ts';
import { openOutside } from './outside.ts';
import { systemClock as clock } from './platform/clock.ts';
import type { SwitchedLog } from './platform/logger.ts';
import type { PreferenceStore } from './platform/preferences.ts';

interface Front {
  readonly home: string;
  readonly root: string;
  readonly built: Built;
  readonly log: SwitchedLog;
  readonly preferences: PreferenceStore;
  readonly pages: Pages;
}

/**
 * The app behind its window; the second half of main.ts.
 * @returns what answers the calls of the window's page
 * @throws AppError where the ledger cannot be opened
 */
export function standBehind(window: BrowserWindow, front: Front): Dispatch {
  const { home, root, built, log, preferences, pages } = front;
  const { tell, changed, onChanged } = createNotifier(() => window);
  const inSight = createSecretsInSight({ built, pages, clock, log, parent: () => window, tell });
  const notifier = createNotifications({ tell, forward: () => bringForward(window) });
  const hands = { ...openNetwork(), log, notifier, remindDays: () => preferences.get().remindDays };
  const onLocked = () => sessionLock.lock();
  const outside = openOutside({ by: 'window', home, root, ...hands, serve: true, onLocked });
  const { ledger, playground } = outside;
  const services = createServices(outside);
  const sessionLock = createSessionLock({ services, preferences, clock, log, inSight, changed });
  const { lock } = sessionLock;
  const shell = { desktop: createDesktop(() => window), tell, lock, applyTheme, about: () => about(home) };
  const door = { services, ...inSight, preferences, ...shell };
  const calls = refusingWhileLocked(createDispatch(mainWindow, mainHandlers(door), log), services.session);
  const tellAll = () => EVERYTHING_OF_THE_LEDGER.forEach(changed);
  const stopWatching = watchLedger(ledger, log, tellAll);
  const leave = onceLoaded(window, [
    () => showOnDesktop({ services, preferences, clock, log, window, tell, lock, onChanged }),
    () => guardDeliveries({ services, ledger, log, changed, notify: hands.notifier.notify }),
    () => watchDue({ services, log, onReplaced: tellAll }),
    () => keepRecovering({ home, ledger, services, log, playground, onRecovered: tellAll }),
  ]);
  endTidily(async () => {
    stopWatching();
    sessionLock.stop();
    leave();
    await inSight.coverUp();
    await playground.stop();
    await services.activity.end();
    ledger.close();
  });
  return announcing(calls, changed);
}
