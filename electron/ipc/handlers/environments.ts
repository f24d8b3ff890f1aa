import type { Services } from '#core/services.ts';
import type { MainWindow } from '#shared/ipc/contract/main-window.ts';
import type { Handlers } from '#shared/ipc/define.ts';

type EnvironmentMethods = Pick<Handlers<MainWindow>, Extract<keyof MainWindow, `environments.${string}`>>;

export function environmentHandlers({ environments }: Pick<Services, 'environments'>): EnvironmentMethods {
  return {
    'environments.list': () => [...environments.list()],
    'environments.create': (input) => environments.create(input),
    'environments.createFromTemplate': () => [...environments.createFromTemplate()],
    'environments.edit': (changes) => environments.edit(changes),
    'environments.move': (move) => [...environments.move(move)],
    'environments.duplicate': (input) => environments.duplicate(input),
    'environments.archive': ({ id }) => environments.archive(id),
    'environments.unarchive': ({ id }) => environments.unarchive(id),
    'environments.remove': ({ id, confirm }) => environments.remove(id, confirm),
  };
}
