import { AppError } from '#core/errors.ts';
import type { Desktop } from '#core/ports/desktop.ts';
import type { Services } from '#core/services.ts';
import type { MainWindow } from '#shared/ipc/contract/main-window.ts';
import type { Handlers, Input } from '#shared/ipc/define.ts';

type ProviderMethods = Pick<Handlers<MainWindow>, Extract<keyof MainWindow, `providers.${string}`>>;

export interface ProviderDoor {
  readonly services: Pick<Services, 'providers'>;
  readonly desktop: Desktop;
}

/** SECURITY: the page names a service and a kind of link, never an address. */
function open(
  { services, desktop }: ProviderDoor,
  input: Input<MainWindow['providers.open']>,
): Promise<void> {
  const { name, links } = services.providers.find(input.id);
  const link = links[input.link];
  if (link === null) {
    throw new AppError('not-found', {
      message: `${name} names no such link.`,
      next: 'Look it up at the service.',
    });
  }
  return desktop.browse(input.link === 'support' ? `mailto:${link}` : link);
}

export function providerHandlers(door: ProviderDoor): ProviderMethods {
  const { desktop } = door;
  const { providers } = door.services;
  return {
    'providers.list': () => [...providers.list()],
    'providers.check': ({ text }) => providers.check(text),
    'providers.add': ({ text }) => providers.add(text),
    'providers.remove': ({ id }) => providers.remove(id),
    'providers.manifest': ({ id }) => ({ text: providers.manifest(id) }),
    'providers.importFile': async () => {
      const { bytes } = await desktop.open('manifest');
      return { text: new TextDecoder().decode(bytes) };
    },
    'providers.exportFile': async ({ id }) => {
      const text = providers.manifest(id);
      return { file: await desktop.save('manifest', `${id}.keyrack.json`, text) };
    },
    'providers.open': (input) => open(door, input),
  };
}
