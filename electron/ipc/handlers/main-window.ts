import type { ClipboardCopy } from '#core/clipboard-copy.ts';
import type { Windows } from '#core/ports/windows.ts';
import type { Services } from '#core/services.ts';
import type { MainWindow } from '#shared/ipc/contract/main-window.ts';
import type { Handlers, Output } from '#shared/ipc/define.ts';
import type { Connection, NewConnection } from '#shared/model/connection.ts';
import type { Preferences, Theme } from '#shared/model/preferences.ts';
import { askFor } from './asking.ts';
import { keyHandlers } from './keys.ts';
import { storageHandlers } from './storage.ts';

export interface MainDoor {
  readonly services: Services;
  readonly windows: Windows;
  readonly copying: ClipboardCopy;
  readonly preferences: { get(): Preferences; set(changes: Partial<Preferences>): Preferences };
  readonly about: () => Output<MainWindow['app.about']>;
  /** Takes shown secrets off the screen and ours out of the clipboard. */
  readonly coverUp: () => Promise<void>;
  readonly applyTheme: (theme: Theme) => void;
}

async function addConnection({ services, windows }: MainDoor, input: NewConnection): Promise<Connection> {
  const provider = services.providers.list().find(({ id }) => id === input.provider);
  // An address of the user's own is no built-in service: it has a credential that only the user knows.
  const needed = provider?.credential === true || input.baseUrl !== undefined;
  if (provider === undefined || !needed) return services.connections.add(input, null);
  const question = { kind: 'secret', purpose: `The management credential of ${provider.name}.` } as const;
  return askFor(windows, question, (credential) => services.connections.add(input, credential));
}

/** What the main window asks for, one breath each. */
export function mainHandlers(door: MainDoor): Handlers<MainWindow> {
  const { services, preferences } = door;
  const { environments, connections, providers, delivering } = services;
  return {
    'app.about': () => door.about(),
    'preferences.get': () => preferences.get(),
    'preferences.set': (changes) => {
      const next = preferences.set(changes);
      door.applyTheme(next.theme);
      return next;
    },
    ...storageHandlers({ storage: services.storage, windows: door.windows, coverUp: door.coverUp }),
    'environments.list': () => [...environments.list()],
    'environments.create': (input) => environments.create(input),
    'environments.createFromTemplate': () => [...environments.createFromTemplate()],
    'environments.edit': (changes) => environments.edit(changes),
    'environments.remove': ({ id, confirm }) => environments.remove(id, confirm),
    'providers.list': () => [...providers.list()],
    'connections.list': () => [...connections.list()],
    'connections.add': (input) => addConnection(door, input),
    'connections.test': ({ id }) => connections.test(id),
    'connections.remove': async ({ id, confirm }) => connections.remove(id, confirm),
    ...keyHandlers(door),
    'targets.list': () => [...delivering.targets()],
    'targets.plan': (request) => delivering.plan(request),
    'targets.export': ({ plan }) => delivering.export(plan),
    'targets.deliveries': async () => [...(await delivering.deliveries())],
    'targets.unexport': ({ id }) => delivering.unexport(id),
    'targets.changes': () => [...delivering.changes()],
    'targets.undo': ({ id }) => delivering.undo(id),
  };
}
