import { getRow } from '../finding.ts';
import { calendarOf } from './calendar.ts';
import type { PolicyDeps } from './deps.ts';
import { dueRows } from './due-rows.ts';
import { DAY_MS } from './local-days.ts';
import { remind } from './reminding.ts';
import { fullReview } from './reviewing.ts';
import type { PolicyService } from './service.ts';
import { setting } from './setting.ts';
import { createUnattended } from './unattended.ts';

/** When keys are to be replaced, and who is told. */
export function createPolicies(deps: PolicyDeps): PolicyService {
  const { ledger, clock, audit, log } = deps;
  const runUnattended = createUnattended(deps);
  let running = false;
  const due = () => dueRows(deps, clock.now());
  return {
    ...setting(deps),
    due,
    snooze: ({ keyId, days }) =>
      ledger.transaction(() => {
        const { id } = getRow('key', ledger.keys, keyId);
        const until = new Date(clock.now().getTime() + days * DAY_MS).toISOString();
        ledger.reminders.snooze({ keyId: id, until });
        audit('reminder snoozed', id, `${days} days`);
      }),
    calendar: () => calendarOf(due(), ledger.environments.list(), clock.now()),
    review: () => fullReview(deps),
    reviewed: () => {
      ledger.transaction(() => {
        ledger.reminders.review(clock.now().toISOString());
        audit('keys reviewed', null);
      });
      return fullReview(deps);
    },
    remind: (known) => {
      try {
        remind(deps, known ?? due());
      } catch (error) {
        log.error('reminding failed', error);
      }
    },
    rotateUnattended: async (signal) => {
      if (running) return 0;
      running = true;
      try {
        return await runUnattended(signal);
      } catch (error) {
        log.error('replacing unattended failed', error);
        return 0;
      } finally {
        running = false;
      }
    },
  };
}
