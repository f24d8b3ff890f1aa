import { chosenKeys, keyList } from '#core/key-list.ts';
import type { Desktop } from '#core/ports/desktop.ts';
import type { Services } from '#core/services.ts';
import type { MainWindow } from '#shared/ipc/contract/main-window.ts';
import type { Handlers } from '#shared/ipc/define.ts';

interface ListDoor {
  readonly services: Pick<Services, 'keys' | 'environments' | 'connections' | 'providers'>;
  readonly desktop: Desktop;
}

export const keyListHandlers = ({
  services,
  desktop,
}: ListDoor): Pick<Handlers<MainWindow>, 'keys.exportList'> => ({
  'keys.exportList': async ({ ids, format }) => {
    const text = keyList(services, chosenKeys(services, ids), format);
    return { file: await desktop.save('key-list', `keys.${format}`, text) };
  },
});
