import type { Intent, KeyRow, Ledger } from '../ports/ledger.ts';
import type { RemoteKey } from '../ports/provider.ts';
import { NOT_HELD } from './keeping.ts';
import type { KeyRequest } from './request.ts';
import { isSameName } from './same-name.ts';

/** What a service may tell of a key; nothing where it was not asked. */
const UNTOLD: Omit<RemoteKey, 'name'> = {
  id: '',
  description: null,
  hint: '',
  status: 'active',
  scopes: null,
  testMode: null,
  createdAt: null,
  expiresAt: null,
  lastUsedAt: null,
  allowedIps: null,
  rateLimit: null,
};

/** The row of a key that was asked for. What the service says of it stands over that. @param remote null: it said nothing */
export function rowOf(id: string, request: KeyRequest, remote: RemoteKey | null, now: Date): KeyRow {
  const told = remote ?? { ...UNTOLD, name: request.name };
  return {
    id,
    name: isSameName(request.name, told.name) ? request.name : told.name,
    description: request.description,
    tags: request.tags,
    environmentId: request.environmentId,
    connectionId: request.connectionId,
    remoteId: remote?.id ?? null,
    variable: request.variable,
    hint: told.hint,
    held: true,
    acknowledged: false,
    status: told.status,
    scopes: told.scopes ?? request.scopes,
    testMode: told.testMode ?? request.testMode,
    createdAt: told.createdAt ?? now.toISOString(),
    expiresAt: told.expiresAt ?? request.expiresAt,
    lastUsedAt: told.lastUsedAt,
    allowedIps: told.allowedIps ?? request.allowedIps,
    rateLimit: told.rateLimit,
    checkedAt: null,
    notes: '',
    fingerprint: null,
    replacedBy: null,
  };
}

/** The same for a key whose value was lost on the way: at the service, made by us, of no use. */
export function orphanOf(intent: Intent, remote: RemoteKey | null, id: string, now: Date): KeyRow {
  return { ...rowOf(id, intent, remote, now), ...NOT_HELD, acknowledged: true, status: 'orphan' };
}

/**
 * Puts a row in place of any other of the same key at the service: a sync, or another process that looked for the
 * outcome of its own create, may have written one meanwhile. Call it inside a transaction.
 */
export function putAlone(ledger: Ledger, row: KeyRow): void {
  const { connectionId, remoteId } = row;
  const same = connectionId === null || remoteId === null ? [] : ledger.keys.ofRemote(connectionId, remoteId);
  for (const { id, held } of same) if (id !== row.id && !held) ledger.keys.remove(id);
  // Made for a rotation, it is no key of its own before it takes the old one's place.
  const run = ledger.rotations.open().find(({ newId }) => newId === row.id);
  ledger.keys.put(run === undefined ? row : { ...row, replacedBy: run.keyId });
}
