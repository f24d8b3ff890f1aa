import type { Desktop } from '#core/ports/desktop.ts';
import type { Services } from '#core/services.ts';
import type { due } from '#shared/ipc/contract/due.ts';
import type { Handlers } from '#shared/ipc/define.ts';

interface DueDoor {
  readonly services: Pick<Services, 'policies'>;
  readonly desktop: Desktop;
}

export function dueHandlers({ services: { policies }, desktop }: DueDoor): Handlers<typeof due> {
  return {
    'policies.list': () => [...policies.list()],
    'policies.set': (changes) => policies.set(changes),
    'due.list': () => [...policies.due()],
    'due.snooze': (snooze) => policies.snooze(snooze),
    'due.saveCalendar': async () => ({
      file: await desktop.save('calendar', 'keyrack-due.ics', policies.calendar()),
    }),
    'due.review': () => policies.review(),
    'due.reviewed': () => policies.reviewed(),
  };
}
