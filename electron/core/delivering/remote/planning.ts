import type { ExportPlan, ExportRequest, MechanismChoice } from '#shared/model/delivery.ts';
import { AppError } from '../../errors.ts';
import { getRow } from '../../finding.ts';
import { type Entry, type FileExporter, MASK } from '../../ports/exporter.ts';
import type { ConnectionRow, DeliveryRecord } from '../../ports/ledger.ts';
import { admit } from '../admission.ts';
import { type DeliveringDeps, exporterOf } from '../deps.ts';
import { diffLines } from '../diff.ts';
import { resolve } from '../request.ts';
import { placeText, remotePlaceOf } from './place.ts';

/** A plan of a delivery into a program's own store, and what it was made on. */
export interface RemoteDraft {
  readonly plan: ExportPlan;
  readonly exporter: FileExporter;
  readonly remote: NonNullable<FileExporter['remote']>;
  readonly entry: Entry;
  readonly connection: ConnectionRow;
  readonly environmentId: string;
  /** Our delivery that stands there already. */
  readonly existing: DeliveryRecord | null;
}

/** What stands where a file has its mode: an item has none. */
export const NO_MODE = '-';

/**
 * Shows what would be put into the store; asks nothing of it and opens no secret.
 * @throws AppError invalid-input (field `connectionId`), forbidden-by-rule, not-found, not-held
 */
export function draftRemote(deps: DeliveringDeps, request: ExportRequest, connectionId: string): RemoteDraft {
  const of = admit(deps.ledger, request, deps.clock.now());
  const { exporter, remote } = takerOf(deps, request);
  const connection = connectionFor(deps, remote.provider, connectionId, request);
  // The program's own store is `input`, whatever else it can be given.
  const choices: MechanismChoice[] = [{ mechanism: 'input', possible: true, reason: remote.reason }];
  const resolved = resolve(deps, { ...exporter, choices: () => choices }, request, of);
  const existing = ownItem(
    deps,
    { target: exporter.id, server: resolved.server, keyId: of.key.id },
    connection,
  );
  const bare: Entry = {
    ...resolved,
    keyId: of.key.id,
    delivery: existing?.id ?? deps.newId(),
    launcher: [],
    platform: deps.machine.platform,
    file: '',
  };
  const item = remote.item(bare, () => MASK);
  const file = placeText(exporter.id, { connectionId: connection.id, itemId: item.id });
  const entry = { ...bare, file };
  const plan: ExportPlan = {
    plan: deps.newId(),
    target: exporter.id,
    file,
    realFile: file,
    server: entry.server,
    mechanism: entry.mechanism,
    reference: null,
    choices,
    modeBefore: existing === null ? null : NO_MODE,
    modeAfter: NO_MODE,
    diff: diffLines('', `${JSON.stringify(item, null, 2)}\n`),
    companions: [],
    ignorable: null,
    warnings: [
      `The value is sent to "${connection.name}" (${connection.baseUrl}), and kept there from then on.`,
      ...remote.afterwards(entry),
    ],
  };
  return { plan, exporter, remote, entry, connection, environmentId: of.environment.id, existing };
}

function takerOf({ exporters }: DeliveringDeps, { target, file, scope }: ExportRequest) {
  const exporter = exporterOf(exporters, target);
  const { remote } = exporter;
  if (remote === undefined) {
    throw invalid(
      `${exporter.name} has no store that Keyrack reaches by a connection.`,
      'Leave the connection out.',
    );
  }
  if (file !== undefined || scope !== undefined) {
    throw invalid('A delivery goes into a file or to a connection, not to both.', 'Leave one of them out.');
  }
  return { exporter, remote };
}

/** @throws AppError invalid-input where it is of another program; forbidden-by-rule where of another environment */
function connectionFor(
  { ledger }: DeliveringDeps,
  provider: string,
  id: string,
  { environmentId }: ExportRequest,
): ConnectionRow {
  const connection = getRow('connection', ledger.connections, id);
  if (connection.provider !== provider) {
    throw invalid(
      `"${connection.name}" is a connection to another service.`,
      `Choose a connection of the provider ${provider}.`,
    );
  }
  if (connection.environmentId === environmentId) return connection;
  throw new AppError('forbidden-by-rule', {
    message: `The connection "${connection.name}" belongs to another environment than the key.`,
    next: 'Choose a connection of the same environment.',
    field: 'connectionId',
  });
}

/** @throws AppError forbidden-by-rule where the name carries another key there */
function ownItem(
  { ledger }: DeliveringDeps,
  { target, server, keyId }: Pick<DeliveryRecord, 'target' | 'server' | 'keyId'>,
  connection: ConnectionRow,
): DeliveryRecord | null {
  const own = ledger.deliveries
    .list()
    .find(
      (row) =>
        row.target === target &&
        row.server === server &&
        remotePlaceOf(row.file)?.connectionId === connection.id,
    );
  if (own === undefined || own.keyId === keyId) return own ?? null;
  const name = ledger.keys.get(own.keyId)?.name ?? own.keyId;
  throw new AppError('forbidden-by-rule', {
    message: `"${server}" at "${connection.name}" carries the key "${name}" already.`,
    next: 'Choose another name. Or take that export back first.',
    field: 'server',
  });
}

const invalid = (message: string, next: string) =>
  new AppError('invalid-input', { message, next, field: 'connectionId' });
