import type { Intent, KeyRow } from '../ports/ledger.ts';
import type { RemoteKey } from '../ports/provider.ts';
import { isSameName } from './same-name.ts';

/** The row of a key that was made on an intent. What the service says of it stands over what was asked for. */
export function rowOf(intent: Intent, remote: RemoteKey, now: Date): KeyRow {
  return {
    id: intent.keyId,
    name: isSameName(intent.name, remote.name) ? intent.name : remote.name,
    description: intent.description,
    tags: intent.tags,
    environmentId: intent.environmentId,
    connectionId: intent.connectionId,
    remoteId: remote.id,
    variable: intent.variable,
    hint: remote.hint,
    held: true,
    acknowledged: false,
    status: remote.status,
    scopes: remote.scopes,
    testMode: remote.testMode,
    createdAt: remote.createdAt ?? now.toISOString(),
    expiresAt: remote.expiresAt,
    lastUsedAt: remote.lastUsedAt,
  };
}

/** The same for a key whose value was lost on the way: at the service, made by us, of no use. */
export function orphanOf(intent: Intent, remote: RemoteKey, id: string, now: Date): KeyRow {
  return { ...rowOf(intent, remote, now), id, held: false, acknowledged: true, status: 'orphan' };
}
