import type { DatabaseSync } from 'node:sqlite';
import type { Intent } from '#core/ports/ledger.ts';
import { createTable, flag, json, plain, type Repository } from './table.ts';

export const createIntents = (db: DatabaseSync): Repository<Intent> =>
  createTable<Intent>(db, {
    table: 'intents',
    columns: {
      id: plain('id'),
      kind: plain('kind'),
      keyId: plain('key_id'),
      environmentId: plain('environment_id'),
      connectionId: plain('connection_id'),
      name: plain('name'),
      description: plain('description'),
      scopes: json('scopes'),
      tags: json('tags'),
      testMode: flag('test_mode'),
      expiresAt: plain('expires_at'),
      variable: plain('variable'),
      allowedIps: json('allowed_ips'),
      listedBefore: json('listed_before'),
      startedAt: plain('started_at'),
    },
  });
