import type { Services } from '#core/services.ts';
import type { MainWindow } from '#shared/ipc/contract/main-window.ts';
import type { Handlers } from '#shared/ipc/define.ts';
import type { Work } from '../work.ts';

type AlertMethods = Pick<Handlers<MainWindow>, Extract<keyof MainWindow, `alerts.${string}`>>;

export interface AlertDoor {
  readonly services: Pick<Services, 'alerts'>;
  readonly work: Work;
}

export function alertHandlers({ services: { alerts }, work }: AlertDoor): AlertMethods {
  return {
    'alerts.list': async ({ keyId }) => [...(await work.run(keyId, (signal) => alerts.list(keyId, signal)))],
    'alerts.add': ({ keyId, condition }) => work.run(keyId, (signal) => alerts.add(keyId, condition, signal)),
    'alerts.remove': ({ keyId, id }) => work.run(keyId, (signal) => alerts.remove(keyId, id, signal)),
  };
}
