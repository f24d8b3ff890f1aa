import type { Desktop } from '#core/ports/desktop.ts';
import type { Services } from '#core/services.ts';
import type { MainWindow } from '#shared/ipc/contract/main-window.ts';
import type { Handlers } from '#shared/ipc/define.ts';

type ActivityMethods = Pick<Handlers<MainWindow>, Extract<keyof MainWindow, `activity.${string}`>>;

interface ActivityDoor {
  readonly services: Pick<Services, 'activity'>;
  readonly desktop: Desktop;
}

export function activityHandlers({ services: { activity }, desktop }: ActivityDoor): ActivityMethods {
  return {
    'activity.list': (query) => activity.list(query),
    'activity.verify': () => activity.verify(),
    'activity.export': async ({ filter, format }) => ({
      file: await desktop.save('activity', `keyrack-activity.${format}`, activity.write(filter, format)),
    }),
  };
}
