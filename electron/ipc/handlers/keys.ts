import { CLEAR_AFTER_SECONDS, type ClipboardCopy } from '#core/clipboard-copy.ts';
import { AppError } from '#core/errors.ts';
import type { Windows } from '#core/ports/windows.ts';
import type { Services } from '#core/services.ts';
import type { MainWindow } from '#shared/ipc/contract/main-window.ts';
import type { Handlers } from '#shared/ipc/define.ts';
import type { Key, LocalKey } from '#shared/model/key.ts';
import { askFor } from './asking.ts';

type KeyMethods = Pick<Handlers<MainWindow>, Extract<keyof MainWindow, `keys.${string}`>>;

export interface KeyDoor {
  readonly services: Pick<Services, 'keys' | 'environments'>;
  readonly windows: Windows;
  readonly copying: ClipboardCopy;
}

function addLocal({ services, windows }: KeyDoor, input: LocalKey): Promise<Key> {
  const question = { kind: 'secret', purpose: `The value of "${input.name}".` } as const;
  return askFor(windows, question, (secret) => services.keys.add(input, secret));
}

async function showOnce({ services, windows }: KeyDoor, id: string): Promise<void> {
  const { environmentId, name } = services.keys.get(id);
  const environment = services.environments.find(environmentId).name;
  windows.reveal({ keyId: id, name, environment }, await services.keys.readOnce(id));
}

async function copy({ services, windows, copying }: KeyDoor, id: string): Promise<void> {
  try {
    await copying.copy(await services.keys.readForCopy(id, null));
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'presence-needed') throw error;
    const purpose = `To copy "${services.keys.get(id).name}".`;
    await windows.ask({ kind: 'passphrase', purpose }, async (passphrase) =>
      copying.copy(await services.keys.readForCopy(id, passphrase)),
    );
  }
}

export function keyHandlers(door: KeyDoor): KeyMethods {
  const { keys } = door.services;
  return {
    'keys.list': () => [...keys.list()],
    'keys.create': (input) => keys.create(input),
    'keys.add': (input) => addLocal(door, input),
    'keys.verify': ({ id }) => keys.verify(id),
    'keys.delete': async ({ id, confirm }) => {
      await keys.delete(id, confirm);
    },
    'keys.showOnce': ({ id }) => showOnce(door, id),
    'keys.copy': async ({ id }) => {
      await copy(door, id);
      return { clearsInSeconds: CLEAR_AFTER_SECONDS };
    },
    'keys.acknowledge': ({ id }) => keys.acknowledge(id),
    'keys.recreate': ({ id }) => keys.recreate(id),
  };
}
