import { type DeliveryRow, isStored } from '#shared/model/delivery.ts';
import type { KeyStatus } from '#shared/model/key.ts';
import { exporterOf } from '../delivering/deps.ts';
import { isAdopted } from '../delivering/history.ts';
import { isAtService } from '../delivering/place.ts';
import { holdingsOf } from '../holdings.ts';
import { statusAt } from '../key-status.ts';
import type { ChangeRecord, KeyRow, Ledger } from '../ports/ledger.ts';
import type { UninstallingDeps } from './deps.ts';
import type { LiveKey, Parting, PlannedParting, UninstallPlan } from './service.ts';

/** The only service that goes with Keyrack: its keys stand in the home. */
const OWN_SERVICE = 'playground';

export async function planUninstall(deps: UninstallingDeps, plaintext: boolean): Promise<UninstallPlan> {
  const { ledger } = deps;
  const holdings = holdingsOf(ledger);
  const rows = await deps.deliveries();
  const changes = ledger.changes.list();
  // The newest first, as plates are taken: so the bytes before each come back.
  const deliveries = rows.toReversed().map(
    (row): PlannedParting => ({
      id: row.id,
      target: row.target,
      file: row.file,
      server: row.server,
      state: row.state,
      mechanism: row.mechanism,
      parting: plaintext ? partingOf(deps, changes, row) : 'take-out',
    }),
  );
  const used = new Set([...holdings, ...rows.map((row) => ({ row }))].map(({ row }) => row.environmentId));
  const productions = ledger.environments
    .list()
    .filter(({ id, stage }) => stage === 'production' && used.has(id));
  return {
    deliveries,
    secrets: holdings.length,
    held: [...new Set(holdings.map(({ row }) => row.name))],
    live: liveKeys(ledger, deps.clock.now()),
    productions: productions.map(({ name }) => name),
  };
}

/** What has the value already, or asks its own user for it, goes on without Keyrack. */
function partingOf(deps: UninstallingDeps, changes: readonly ChangeRecord[], row: DeliveryRow): Parting {
  const isElsewhere = isStored(row) || isAtService(row.file) || row.state === 'imported';
  if (isElsewhere || row.mechanism === 'inline' || row.mechanism === 'input') return 'stays';
  const key = deps.ledger.keys.get(row.keyId);
  const isUsable = key?.held === true && statusAt(key, deps.clock.now()) === 'active';
  const isEntry = exporterOf(deps.exporters, row.target).own === undefined;
  // An adopted entry gets back what its owner had in it: the value.
  const hasOwnWay = isAdopted(changes, row.id) || row.state === 'missing';
  return isUsable && isEntry && !hasOwnWay ? 'value' : 'take-out';
}

/** Keys that go on working at services, and those that may: whose answer was lost on the way. */
export function liveKeys(ledger: Ledger, now: Date): readonly LiveKey[] {
  const lost = ledger.intents.list().filter(({ kind }) => kind === 'create');
  const known = ledger.keys.list().filter((key) => isLive(statusAt(key, now)));
  return [
    ...known.flatMap((key) => atService(ledger, key, false)),
    ...lost.flatMap((intent) => atService(ledger, { ...intent, id: intent.keyId }, true)),
  ];
}

const isLive = (status: KeyStatus) => status === 'active' || status === 'inactive' || status === 'orphan';

type Which = Pick<KeyRow, 'id' | 'name' | 'connectionId' | 'environmentId'>;

function atService(ledger: Ledger, key: Which, lost: boolean): readonly LiveKey[] {
  const connection = key.connectionId === null ? null : ledger.connections.get(key.connectionId);
  if (connection === null || connection.provider === OWN_SERVICE) return [];
  const environment = ledger.environments.get(key.environmentId)?.name ?? key.environmentId;
  const { name, baseUrl } = connection;
  return [{ id: key.id, name: key.name, environment, connection: name, baseUrl, lost }];
}
