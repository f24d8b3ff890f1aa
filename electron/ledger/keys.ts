import type { DatabaseSync } from 'node:sqlite';
import type { KeyRow } from '#core/ports/ledger.ts';
import { createTable, flag, json, plain, type Repository } from './table.ts';

export const createKeys = (db: DatabaseSync): Repository<KeyRow> =>
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
    },
  });
