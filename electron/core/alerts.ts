import type { Alert } from '#shared/model/key.ts';
import { readCondition } from './alerting/condition.ts';
import { createJudge } from './alerting/judging.ts';
import { type Alerting, watched } from './alerting/watched.ts';
import { AppError } from './errors.ts';
import { getRow } from './finding.ts';
import type { AlertRow } from './ports/ledger.ts';
import type { RemoteAlert } from './ports/provider.ts';
import type { AlertService } from './services.ts';

const viewOf = ({ id, keyId, condition, remoteId, lastFiredAt }: AlertRow): Alert => ({
  id,
  keyId,
  condition,
  judgedBy: remoteId === null ? 'keyrack' : 'service',
  lastFiredAt,
});

const ofKey = ({ ledger }: Alerting, keyId: string) =>
  ledger.alerts.list().filter((alert) => alert.keyId === keyId);

const isAbout = (remoteId: string, alert: RemoteAlert) => alert.keyId === null || alert.keyId === remoteId;

async function list(
  deps: Alerting,
  keyId: string,
  signal: AbortSignal | undefined,
): Promise<readonly Alert[]> {
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
  deps: Alerting,
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
  deps: Alerting,
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

/** Alerts: set at the service where it has them, else judged here by the usage while Keyrack runs. */
export function createAlerts(deps: Alerting): AlertService {
  return {
    list: (keyId, signal) => list(deps, keyId, signal),
    add: (keyId, condition, signal) => add(deps, keyId, condition, signal),
    remove: (keyId, alertId, signal) => remove(deps, keyId, alertId, signal),
    judge: createJudge(deps),
  };
}
