import type { SyncReport } from '#shared/model/connection.ts';
import type { Connecting } from '../connecting/deps.ts';
import { AppError } from '../errors.ts';
import { noRow } from '../finding.ts';
import type { ConnectionRow, KeyRow } from '../ports/ledger.ts';
import type { RemoteKey, Service } from '../ports/provider.ts';
import type { SyncOptions } from '../services.ts';
import { type Comparison, compare } from './comparing.ts';

export interface Syncing extends Connecting {
  /** Finds out what became of requests whose answer was lost. */
  readonly recover: () => Promise<void>;
}

/** That a key was used is written down, but nobody changed it. */
const UNSAID: ReadonlySet<string> = new Set(['lastUsedAt']);

function assertListable({ reach }: Syncing, row: ConnectionRow): void {
  const { way, why } = reach.offer(row, 'list');
  if (way === 'api') return;
  throw new AppError('unsupported', {
    message: `The keys of "${row.name}" cannot be listed by Keyrack. ${why ?? 'The service has published no way for a program.'}`,
    next: 'Look at them in the console of the service, and enter those that you use.',
  });
}

const rowsOf = ({ ledger }: Syncing, { id }: ConnectionRow) =>
  ledger.keys.list().filter(({ connectionId }) => connectionId === id);

const newRow =
  (deps: Syncing, connection: ConnectionRow, at: string) =>
  (remote: RemoteKey): KeyRow => ({
    id: deps.newId(),
    name: remote.name,
    description: remote.description ?? '',
    tags: [],
    environmentId: connection.environmentId,
    connectionId: connection.id,
    remoteId: remote.id,
    variable: null,
    hint: remote.hint,
    held: false,
    // There is no value here that somebody would still have to copy.
    acknowledged: true,
    status: remote.status,
    scopes: remote.scopes ?? [],
    testMode: remote.testMode ?? false,
    createdAt: remote.createdAt ?? at,
    expiresAt: remote.expiresAt,
    lastUsedAt: remote.lastUsedAt,
    allowedIps: remote.allowedIps ?? [],
    rateLimit: remote.rateLimit,
    checkedAt: null,
    notes: '',
    fingerprint: null,
    replacedBy: null,
  });

async function list(
  { ledger }: Syncing,
  service: Service,
  connection: ConnectionRow,
  options: SyncOptions,
): Promise<readonly RemoteKey[]> {
  try {
    const listed = await service.list(options);
    if (options.signal?.aborted) throw new AppError('cancelled', { message: 'Cancelled.' });
    // Pages that move while they are read may hold a key twice.
    return [...new Map(listed.map((key) => [key.id, key])).values()];
  } catch (error) {
    if (error instanceof AppError && error.code !== 'cancelled') {
      ledger.transaction(() => {
        const now = ledger.connections.get(connection.id);
        if (now !== null) ledger.connections.put({ ...now, syncFailure: error.message });
      });
    }
    throw error;
  }
}

/** Who we are at the service, where that is not known yet; a service that does not say so costs one request. */
async function accountOf(service: Service, { account }: ConnectionRow, signal: AbortSignal | undefined) {
  return account ?? (await service.test(signal)).account;
}

function write(deps: Syncing, connection: ConnectionRow, found: Comparison): void {
  const { ledger } = deps;
  const known = new Map(ledger.keys.list().map(({ id, status }) => [id, status]));
  const ghosts = found.gone.filter(({ id }) => known.get(id) !== 'ghost');
  for (const row of [...found.added, ...found.changed.map(({ row }) => row), ...ghosts]) ledger.keys.put(row);
  const counts = `${found.added.length} new, ${found.changed.length} changed, ${ghosts.length} gone`;
  deps.audit('connection listed', connection.id, `${connection.name}: ${counts}`);
}

const note = ({ id, name }: KeyRow) => ({ id, name });

function report(connectionId: string, at: string, listed: number, found: Comparison): SyncReport {
  const { added, changed, gone, present } = found;
  const said = changed.map(({ row, fields }) => ({
    ...note(row),
    fields: fields.filter((field) => !UNSAID.has(field)),
  }));
  return {
    connectionId,
    at,
    listed,
    added: added.map(note),
    changed: said.filter(({ fields }) => fields.length > 0),
    gone: gone.map(note),
    orphans: present.filter(({ status }) => status === 'orphan').map(note),
    notHeld: present
      .filter(({ held, status }) => !held && (status === 'active' || status === 'inactive'))
      .map(note),
  };
}

/**
 * Lists the keys at the service and writes down what differs. Nothing is deleted, here or there.
 * @throws AppError unsupported; not-held and storage-* where a credential is needed; the service's refusal
 */
export async function syncConnection(
  deps: Syncing,
  connection: ConnectionRow,
  options: SyncOptions,
): Promise<SyncReport> {
  const { ledger, reach, clock } = deps;
  assertListable(deps, connection);
  // First, so that a key whose answer was lost is found as an orphan and not taken for somebody else's.
  await deps.recover();
  const service = await reach.service(connection);
  const before = rowsOf(deps, connection);
  const listed = await list(deps, service, connection, options);
  const account = await accountOf(service, connection, options.signal);
  const at = clock.now().toISOString();
  return ledger.transaction(() => {
    const row = ledger.connections.get(connection.id);
    if (row === null) throw noRow('connection', connection.id);
    const intents = ledger.intents.list().filter(({ connectionId }) => connectionId === row.id);
    const snapshot = { before, now: rowsOf(deps, row), intents };
    const found = compare(listed, snapshot, newRow(deps, row, at));
    write(deps, row, found);
    ledger.connections.put({ ...row, syncedAt: at, syncFailure: null, account });
    return report(row.id, at, listed.length, found);
  });
}
