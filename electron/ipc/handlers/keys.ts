import { CLEAR_AFTER_SECONDS, type ClipboardCopy } from '#core/clipboard-copy.ts';
import { AppError } from '#core/errors.ts';
import type { Desktop } from '#core/ports/desktop.ts';
import type { Windows } from '#core/ports/windows.ts';
import type { Secret } from '#core/secret.ts';
import type { Services } from '#core/services.ts';
import type { MainWindow } from '#shared/ipc/contract/main-window.ts';
import type { Handlers } from '#shared/ipc/define.ts';
import type { Key } from '#shared/model/key.ts';
import type { Preferences } from '#shared/model/preferences.ts';
import type { Work } from '../work.ts';
import { keyEntryHandlers } from './key-entry.ts';
import { keyListHandlers } from './key-list.ts';

export type KeyMethods = Pick<Handlers<MainWindow>, Extract<keyof MainWindow, `keys.${string}`>>;

export interface KeyDoor {
  readonly services: Pick<Services, 'keys' | 'environments' | 'connections' | 'providers' | 'session'>;
  readonly desktop: Desktop;
  readonly windows: Windows;
  readonly copying: ClipboardCopy;
  readonly work: Work;
  readonly preferences: { get(): Pick<Preferences, 'environmentId' | 'rackOrder'> };
}

/** So many take main a few milliseconds: it answers others between two parts of a long list. */
const PART = 500;
/** More rows than fit into a large window. */
const FIRST_PAGE = 60;

/** The order of the rack, as long as the user has chosen none, is the newest first. */
function newest({ services, preferences }: KeyDoor): readonly Key[] {
  const { environmentId, rackOrder } = preferences.get();
  const isFirst = rackOrder === null || (rackOrder.column === 'created' && rackOrder.descending);
  return isFirst ? services.keys.newest(environmentId, FIRST_PAGE) : [];
}

async function showOnce({ services, windows }: KeyDoor, id: string): Promise<void> {
  const { environmentId, name } = services.keys.get(id);
  const environment = services.environments.find(environmentId).name;
  const secret = await services.keys.readOnce(id);
  // Locked since it was read: it goes no further.
  services.session.assertOpen();
  windows.reveal({ keyId: id, name, environment }, secret);
}

async function copy({ services, windows, copying }: KeyDoor, id: string): Promise<void> {
  const copyWith = async (passphrase: Secret | null) => {
    const secret = await services.keys.readForCopy(id, passphrase);
    services.session.assertOpen();
    await copying.copy(secret);
  };
  try {
    await copyWith(null);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'presence-needed') throw error;
    const purpose = `To copy "${services.keys.get(id).name}".`;
    await windows.ask({ kind: 'passphrase', purpose }, copyWith);
  }
}

export function keyHandlers(door: KeyDoor): KeyMethods {
  const { services, work } = door;
  const { keys } = services;
  return {
    ...keyEntryHandlers(door),
    ...keyListHandlers(door),
    'keys.list': ({ after }) => {
      const { keys: part, next } = keys.page(after, PART);
      return { keys: [...part], next };
    },
    'keys.newest': () => [...newest(door)],
    'keys.create': (input) => work.run(input.connectionId, (signal) => keys.create(input, signal)),
    'keys.prepareByHand': (input) => keys.prepareByHand(input),
    'keys.copyValue': (copy) => keys.copyValue(copy),
    'keys.edit': (changes) => work.run(changes.id, (signal) => keys.edit(changes, signal)),
    'keys.act': (request) => work.run(request.id, (signal) => keys.act(request, signal)),
    'keys.consequences': ({ id, act }) => keys.consequences(id, act),
    'keys.verify': ({ id }) => work.run(id, (signal) => keys.verify(id, signal)),
    'keys.usage': ({ id, since }) => work.run(id, (signal) => keys.usage(id, new Date(since), signal)),
    'keys.snippets': ({ id }) => [...keys.snippets(id)],
    'keys.showOnce': ({ id }) => showOnce(door, id),
    'keys.copy': async ({ id }) => {
      await copy(door, id);
      return { clearsInSeconds: CLEAR_AFTER_SECONDS };
    },
    'keys.acknowledge': ({ id }) => keys.acknowledge(id),
    'keys.recreate': ({ id }) => keys.recreate(id),
  };
}
