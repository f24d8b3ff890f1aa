import { type Alert, conditionSchema } from '#shared/model/key.ts';
import type { Audit } from './audit.ts';
import { AppError } from './errors.ts';
import { getRow } from './finding.ts';
import type { Clock } from './ports/clock.ts';
import type { NewId } from './ports/ids.ts';
import type { AlertRow, ConnectionRow, KeyRow, Ledger } from './ports/ledger.ts';
import type { Notifier } from './ports/notifier.ts';
import type { RemoteAlert } from './ports/provider.ts';
import type { Reach } from './reach.ts';
import type { AlertService } from './services.ts';

interface Deps {
  readonly ledger: Ledger;
  readonly reach: Reach;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly audit: Audit;
  readonly notifier: Notifier;
}

const INTERVALS = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;
/** An interval is looked at so many times: often enough to be told in time, seldom enough for the service's limits. */
const LOOKS_PER_INTERVAL = 12;

interface Condition {
  readonly threshold: number;
  readonly interval: keyof typeof INTERVALS;
}

/** @throws AppError invalid-input, field `condition` */
function readCondition(text: string): Condition {
  const parsed = conditionSchema.safeParse(text);
  const found = /> (?<threshold>\d+)\/(?<interval>minute|hour|day)$/.exec(text)?.groups;
  if (parsed.success && found !== undefined) {
    return { threshold: Number(found.threshold), interval: found.interval as Condition['interval'] };
  }
  throw new AppError('invalid-input', {
    message: `"${text}" is no condition that Keyrack can judge.`,
    next: 'Write it like: api_requests > 1000/hour',
    field: 'condition',
  });
}

interface Watched {
  readonly key: KeyRow;
  readonly remoteId: string;
  readonly connection: ConnectionRow;
}

/** @throws AppError unsupported where no service counts the requests of this key */
function watched({ ledger }: Deps, keyId: string): Watched {
  const key = getRow('key', ledger.keys, keyId);
  const connection = key.connectionId === null ? null : ledger.connections.get(key.connectionId);
  if (connection !== null && key.remoteId !== null) return { key, remoteId: key.remoteId, connection };
  throw new AppError('unsupported', {
    message:
      connection === null
        ? `"${key.name}" is a local key: no service counts its requests for Keyrack.`
        : `The service's id of "${key.name}" is not known here, so its requests cannot be asked for.`,
    next:
      connection === null ? 'Look at its use where it is used.' : 'List the keys of its connection first.',
  });
}

const viewOf = ({ id, keyId, condition, remoteId, lastFiredAt }: AlertRow): Alert => ({
  id,
  keyId,
  condition,
  judgedBy: remoteId === null ? 'keyrack' : 'service',
  lastFiredAt,
});

const ofKey = ({ ledger }: Deps, keyId: string) =>
  ledger.alerts.list().filter((alert) => alert.keyId === keyId);

const isAbout = (remoteId: string, alert: RemoteAlert) => alert.keyId === null || alert.keyId === remoteId;

async function list(deps: Deps, keyId: string, signal: AbortSignal | undefined): Promise<readonly Alert[]> {
  const rows = ofKey(deps, keyId);
  const key = getRow('key', deps.ledger.keys, keyId);
  if (key.connectionId === null || key.remoteId === null) return rows.map(viewOf);
  const { connection, remoteId } = watched(deps, keyId);
  if (deps.reach.offer(connection, 'listAlerts').way !== 'api') return rows.map(viewOf);
  const there = (await (await deps.reach.service(connection)).listAlerts(signal)).filter((alert) =>
    isAbout(remoteId, alert),
  );
  const listed = new Set(there.map(({ id }) => id));
  // What was taken away at the service no longer exists; ours of it was only a note.
  for (const row of rows)
    if (row.remoteId !== null && !listed.has(row.remoteId)) deps.ledger.alerts.remove(row.id);
  const kept = rows.filter((row) => row.remoteId === null || listed.has(row.remoteId));
  const known = new Set(kept.map((row) => row.remoteId));
  const others = there.filter(({ id }) => !known.has(id));
  return [
    ...kept.map(viewOf),
    ...others.map(
      ({ id, condition }): Alert => ({ id, keyId, condition, judgedBy: 'service', lastFiredAt: null }),
    ),
  ];
}

async function add(
  deps: Deps,
  keyId: string,
  condition: string,
  signal: AbortSignal | undefined,
): Promise<Alert> {
  const { ledger, reach } = deps;
  readCondition(condition);
  const { key, remoteId, connection } = watched(deps, keyId);
  const there = reach.offer(connection, 'setAlert').way === 'api';
  const usage = reach.offer(connection, 'usage');
  if (!there && usage.way !== 'api') {
    throw new AppError('unsupported', {
      message:
        `"${connection.name}" has no alerts and does not tell Keyrack how often a key was used. ${usage.why ?? ''}`.trim(),
      next: 'Look at the use of the key in the console of the service.',
    });
  }
  const set = there
    ? await (await reach.service(connection)).setAlert({ condition, keyId: remoteId }, signal)
    : null;
  const row: AlertRow = { id: deps.newId(), keyId, condition, remoteId: set, lastFiredAt: null };
  ledger.transaction(() => {
    ledger.alerts.put(row);
    deps.audit('alert added', key.id, `${key.name}: ${condition}`);
  });
  return viewOf(row);
}

async function remove(
  deps: Deps,
  keyId: string,
  alertId: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  const found = (await list(deps, keyId, signal)).find(({ id }) => id === alertId);
  if (found === undefined) {
    throw new AppError('not-found', {
      message: `The key has no alert ${alertId}.`,
      next: 'Perhaps it was removed elsewhere. Look at the list again.',
    });
  }
  if (found.judgedBy === 'service') {
    const remoteId = deps.ledger.alerts.get(alertId)?.remoteId ?? alertId;
    const service = await deps.reach.service(watched(deps, keyId).connection);
    await service.deleteAlert(remoteId, signal);
  }
  deps.ledger.transaction(() => {
    deps.ledger.alerts.remove(alertId);
    deps.audit('alert removed', keyId, found.condition);
  });
}

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
function fire({ ledger, audit, clock, notifier }: Deps, { alert, key, requests }: Passed): void {
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

async function judgeOne(deps: Deps, alert: AlertRow, signal: AbortSignal | undefined): Promise<void> {
  const { key, remoteId, connection } = watched(deps, alert.keyId);
  if (key.status !== 'active' || deps.reach.offer(connection, 'usage').way !== 'api') return;
  const { threshold, interval } = readCondition(alert.condition);
  const since = new Date(deps.clock.now().getTime() - INTERVALS[interval]);
  const { requests } = await (await deps.reach.service(connection)).usage(remoteId, since, signal);
  if (requests > threshold) fire(deps, { alert, key, requests });
}

/** Alerts: set at the service where it has them, else judged here by the usage while Keyrack runs. */
export function createAlerts(deps: Deps): AlertService {
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
  const judge = async (signal: AbortSignal | undefined): Promise<void> => {
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
  return {
    list: (keyId, signal) => list(deps, keyId, signal),
    add: (keyId, condition, signal) => add(deps, keyId, condition, signal),
    remove: (keyId, alertId, signal) => remove(deps, keyId, alertId, signal),
    judge,
  };
}
