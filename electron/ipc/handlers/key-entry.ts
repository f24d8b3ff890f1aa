import type { Windows } from '#core/ports/windows.ts';
import type { Secret } from '#core/secret.ts';
import type { Services } from '#core/services.ts';
import type { MainWindow } from '#shared/ipc/contract/main-window.ts';
import type { Handlers } from '#shared/ipc/define.ts';
import type { Work } from '../work.ts';
import { askFor } from './asking.ts';

type EntryMethods = Pick<
  Handlers<MainWindow>,
  'keys.add' | 'keys.createByHand' | 'keys.enter' | 'keys.identify' | 'keys.regenerate'
>;

interface EntryDoor {
  readonly services: Pick<Services, 'keys'>;
  readonly windows: Windows;
  readonly work: Work;
}

/** The calls about keys whose value the user has: the entry window asks for it. */
export function keyEntryHandlers({ services: { keys }, windows, work }: EntryDoor): EntryMethods {
  const ask = <T>(purpose: string, accept: (value: Secret) => Promise<T>) =>
    askFor(windows, { kind: 'secret', purpose }, accept);
  const newValueOf = (id: string) => `The new value of "${keys.get(id).name}", as the console shows it.`;
  return {
    'keys.add': (input) => ask(`The value of "${input.name}".`, (secret) => keys.add(input, secret)),
    'keys.createByHand': (input) =>
      ask(`The value of "${input.name}", as the console shows it.`, (secret) =>
        work.run(input.connectionId, (signal) => keys.createByHand(input, secret, signal)),
      ),
    'keys.enter': (request) =>
      ask(`The value of "${keys.get(request.id).name}".`, (secret) =>
        work.run(request.id, (signal) => keys.enter(request, secret, signal)),
      ),
    'keys.identify': () => ask('The value to look for. It is compared, and not kept.', keys.identify),
    'keys.regenerate': ({ byHand, ...request }) => {
      const regenerate = (secret: Secret | null) =>
        work.run(request.id, (signal) => keys.regenerate(request, secret, signal));
      return byHand ? ask(newValueOf(request.id), regenerate) : regenerate(null);
    },
  };
}
