import type { DatabaseSync } from 'node:sqlite';
import type { KeyRow } from '#core/ports/ledger.ts';
import { createTable, flag, json, plain, type Repository } from './table.ts';

const createRows = (db: DatabaseSync) =>
  createTable<KeyRow>(db, {
    table: 'keys',
    columns: {
      id: plain('id'),
      name: plain('name'),
      description: plain('description'),
      tags: json('tags'),
      environmentId: plain('environment_id'),
      connectionId: plain('connection_id'),
      remoteId: plain('remote_id'),
      variable: plain('variable'),
      hint: plain('hint'),
      held: flag('held'),
      acknowledged: flag('acknowledged'),
      status: plain('status'),
      scopes: json('scopes'),
      testMode: flag('test_mode'),
      createdAt: plain('created_at'),
      expiresAt: plain('expires_at'),
      lastUsedAt: plain('last_used_at'),
      allowedIps: json('allowed_ips'),
      rateLimit: plain('rate_limit'),
      checkedAt: plain('checked_at'),
      notes: plain('notes'),
      fingerprint: plain('fingerprint'),
      replacedBy: plain('replaced_by'),
    },
  });

interface Keys extends Repository<KeyRow> {
  newest(environmentIds: readonly string[], limit: number): KeyRow[];
  page(after: number, limit: number): { readonly rows: KeyRow[]; readonly next: number | null };
  unfingerprinted(): KeyRow[];
  ofRemote(connectionId: string, remoteId: string): KeyRow[];
}

export function createKeys(db: DatabaseSync): Keys {
  const { where, ...rows } = createRows(db);
  return {
    ...rows,
    page: (after, limit) => {
      // Its bounds first: a row that another process removes meanwhile must not move them.
      const bounds = db.prepare(
        'SELECT count(*) AS count, max(rowid) AS end FROM (SELECT rowid FROM keys WHERE rowid > ? ORDER BY rowid LIMIT ?)',
      );
      const { count, end } = bounds.get(after, limit) ?? {};
      const rows = where('WHERE rowid > ? AND rowid <= ? ORDER BY rowid', after, Number(end ?? 0));
      return { rows, next: Number(count) < limit ? null : Number(end) };
    },
    newest: (environmentIds, limit) =>
      where(
        'WHERE environment_id IN (SELECT value FROM json_each(?)) ORDER BY created_at DESC, rowid LIMIT ?',
        JSON.stringify(environmentIds),
        limit,
      ),
    unfingerprinted: () => where('WHERE held = 1 AND fingerprint IS NULL ORDER BY rowid'),
    ofRemote: (connectionId, remoteId) =>
      where('WHERE connection_id = ? AND remote_id = ? ORDER BY rowid', connectionId, remoteId),
  };
}
