import { AppError } from '../errors.ts';
import type { AlertRow, KeyRow } from '../ports/ledger.ts';
import { INTERVALS, readCondition } from './condition.ts';
import { type Alerting, watched } from './watched.ts';

/** An interval is looked at so many times: often enough to be told in time, seldom enough for the service's limits. */
const LOOKS_PER_INTERVAL = 12;

interface Passed {
  readonly alert: AlertRow;
  readonly key: KeyRow;
  readonly requests: number;
}

/** What fired later than now did so by a clock that was set back since: it would keep the alert silent until then. */
function hasFired({ lastFiredAt }: AlertRow, intervalMs: number, now: number): boolean {
  const ago = lastFiredAt === null ? Number.NaN : now - Date.parse(lastFiredAt);
  return ago >= 0 && ago < intervalMs;
}

/** Once an interval: whichever process writes it down first tells. */
function fire({ ledger, audit, clock, notifier }: Alerting, { alert, key, requests }: Passed): void {
  const now = clock.now();
  const { interval } = readCondition(alert.condition);
  const isFirst = ledger.transaction(() => {
    const row = ledger.alerts.get(alert.id);
    if (row === null || hasFired(row, INTERVALS[interval], now.getTime())) return false;
    ledger.alerts.put({ ...row, lastFiredAt: now.toISOString() });
    audit('alert fired', key.id, `${key.name}: ${alert.condition}, ${requests} requests`);
    return true;
  });
  if (!isFirst) return;
  const body = `${requests} requests in the last ${interval}, more than ${alert.condition}.`;
  notifier.notify({ title: `The key "${key.name}" is used more than expected`, body, keyId: key.id });
}

async function judgeOne(deps: Alerting, alert: AlertRow, signal: AbortSignal | undefined): Promise<void> {
  const { key, remoteId, connection } = watched(deps, alert.keyId);
  if (key.status !== 'active' || deps.reach.offer(connection, 'usage').way !== 'api') return;
  const { threshold, interval } = readCondition(alert.condition);
  const since = new Date(deps.clock.now().getTime() - INTERVALS[interval]);
  const { requests } = await (await deps.reach.service(connection)).usage(remoteId, since, signal);
  if (requests > threshold) fire(deps, { alert, key, requests });
}

/** @returns what looks at every alert that is due, by the use of its key; a look that fails is left to the next */
export function createJudge(deps: Alerting): (signal: AbortSignal | undefined) => Promise<void> {
  const judgedAt = new Map<string, number>();
  const isDue = (alert: AlertRow): boolean => {
    const now = deps.clock.now().getTime();
    const interval = INTERVALS[readCondition(alert.condition).interval];
    const last = judgedAt.get(alert.id);
    if (hasFired(alert, interval, now)) return false;
    return (
      last === undefined ||
      last > now ||
      now - last >= Math.max(INTERVALS.minute, interval / LOOKS_PER_INTERVAL)
    );
  };
  return async (signal) => {
    const due = deps.ledger.alerts.list().filter((alert) => alert.remoteId === null && isDue(alert));
    for (const alert of due) {
      judgedAt.set(alert.id, deps.clock.now().getTime());
      try {
        await judgeOne(deps, alert, signal);
      } catch (error) {
        // A service that is down, a locked storage: the next look may be luckier.
        if (!(error instanceof AppError) || error.code === 'cancelled') throw error;
      }
    }
  };
}
