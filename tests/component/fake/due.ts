import type { MainClient } from '#shared/ipc/client.ts';
import type { Policy } from '#shared/model/policy.ts';

type DueMethods = Pick<MainClient, Extract<keyof MainClient, `policies.${string}` | `due.${string}`>>;

const inAQuarter = () => new Date(Date.now() + 91 * 86_400_000).toISOString();

/** Nothing is due, and nobody has said anything. */
export function dueHandlers(): DueMethods {
  const review = (reviewedAt: string | null) => ({
    reviewedAt,
    nextAt: inAQuarter(),
    isDue: false,
    keys: [],
  });
  return {
    'policies.list': async () => [],
    'policies.set': async (changes): Promise<Policy> => ({
      ...{ afterDays: null, critical: false, unusedDays: null, unattendedAt: null },
      ...(changes as Partial<Policy> & Pick<Policy, 'subject' | 'id'>),
    }),
    'due.list': async () => [],
    'due.snooze': async () => undefined,
    'due.saveCalendar': async () => ({ file: '/home/ada/keyrack-due.ics' }),
    'due.review': async () => review(null),
    'due.reviewed': async () => review(new Date().toISOString()),
  };
}
