import type { ClipboardCopy } from '#core/clipboard-copy.ts';
import type { Desktop } from '#core/ports/desktop.ts';
import type { Windows } from '#core/ports/windows.ts';
import type { Services } from '#core/services.ts';
import type { MainWindow } from '#shared/ipc/contract/main-window.ts';
import type { Handlers, Output } from '#shared/ipc/define.ts';
import type { KeyrackEvent } from '#shared/ipc/events.ts';
import type { Preferences, Theme } from '#shared/model/preferences.ts';
import { createWork } from '../work.ts';
import { activityHandlers } from './activity.ts';
import { alertHandlers } from './alerts.ts';
import { connectionHandlers } from './connections.ts';
import { dueHandlers } from './due.ts';
import { environmentHandlers } from './environments.ts';
import { importHandlers } from './importing.ts';
import { keyHandlers } from './keys.ts';
import { providerHandlers } from './providers.ts';
import { rotationHandlers } from './rotations.ts';
import { storageHandlers } from './storage.ts';
import { webhookHandlers } from './webhooks.ts';

export interface MainDoor {
  readonly services: Services;
  readonly windows: Windows;
  readonly desktop: Desktop;
  readonly copying: ClipboardCopy;
  readonly preferences: { get(): Preferences; set(changes: Partial<Preferences>): Preferences };
  readonly about: () => Output<MainWindow['app.about']>;
  /** Locks Keyrack: nothing is shown, copied or exported until it is unlocked. */
  readonly lock: () => Promise<void>;
  readonly applyTheme: (theme: Theme) => void;
  readonly tell: (event: KeyrackEvent) => void;
}

/** The page compares values by fingerprints, and may have shown some as unknown. */
async function lookAgain({ services, tell }: MainDoor): Promise<void> {
  if ((await services.keys.fingerprintHeld()) > 0) tell({ kind: 'changed', what: 'keys' });
}

/** What the main window asks for, one breath each. */
export function mainHandlers(door: MainDoor): Handlers<MainWindow> {
  const { services, preferences } = door;
  const { delivering, adopting } = services;
  const work = createWork();
  const doing = { ...door, work };
  return {
    'app.about': () => door.about(),
    'preferences.get': () => preferences.get(),
    'preferences.set': (changes) => {
      const next = preferences.set(changes);
      door.applyTheme(next.theme);
      return next;
    },
    ...storageHandlers({ ...door, storage: services.storage, onOpened: () => void lookAgain(door) }),
    ...environmentHandlers(services),
    'samples.list': () => [...services.samples.list()],
    'samples.fill': () => services.samples.fill(),
    'samples.clear': () => services.samples.clear(),
    ...providerHandlers(door),
    ...connectionHandlers(doing),
    'work.cancel': ({ id }) => work.cancel(id),
    ...webhookHandlers(door),
    ...keyHandlers(doing),
    ...alertHandlers(doing),
    ...activityHandlers(door),
    ...dueHandlers(door),
    'targets.list': () => [...delivering.targets()],
    'targets.plan': (request) => delivering.plan(request),
    'targets.document': (request) => delivering.document(request),
    'targets.export': ({ plan, ignored }) => delivering.export(plan, { ignored: ignored === true }),
    'targets.checkPackage': async ({ command }) => [...(await services.packages.check(command))],
    'targets.deliveries': async () => [...(await delivering.deliveries())],
    'targets.unexport': ({ id }) => delivering.unexport(id),
    'targets.planRestore': ({ id }) => delivering.planRestore(id),
    'targets.restore': ({ plan }) => delivering.restore(plan),
    'targets.keep': async ({ id }) => void (await delivering.keep(id)),
    'targets.test': ({ id }) =>
      work.run(id, (signal) =>
        services.deliveryTests.run(id, {
          signal,
          onStep: (step) => door.tell({ kind: 'delivery-test-step', deliveryId: id, step }),
        }),
      ),
    'targets.deleteFile': ({ id }) => delivering.deleteFiles(id),
    'targets.changes': () => [...delivering.changes()],
    'targets.undo': ({ id }) => delivering.undo(id),
    'inventory.list': () => services.inventory.list(),
    'adopting.find': (place) => adopting.find(place),
    'adopting.plan': (request) => adopting.plan(request),
    'adopting.adopt': ({ plan }) => adopting.adopt(plan),
    ...rotationHandlers(doing),
    ...importHandlers(doing),
  };
}
