import type { DatabaseSync } from 'node:sqlite';
import type { AlertRow } from '#core/ports/ledger.ts';
import { createTable, plain, type Repository } from './table.ts';

export const createAlerts = (db: DatabaseSync): Repository<AlertRow> =>
  createTable<AlertRow>(db, {
    table: 'alerts',
    columns: {
      id: plain('id'),
      keyId: plain('key_id'),
      condition: plain('condition'),
      remoteId: plain('remote_id'),
      lastFiredAt: plain('last_fired_at'),
    },
  });
