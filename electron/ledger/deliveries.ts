import type { DatabaseSync } from 'node:sqlite';
import type { DeliveryRecord } from '#core/ports/ledger.ts';
import { createTable, flag, json, plain, type Repository } from './table.ts';

export const createDeliveries = (db: DatabaseSync): Repository<DeliveryRecord> =>
  createTable<DeliveryRecord>(db, {
    table: 'deliveries',
    columns: {
      id: plain('id'),
      target: plain('target'),
      keyId: plain('key_id'),
      environmentId: plain('environment_id'),
      mechanism: plain('mechanism'),
      file: plain('file'),
      server: plain('server'),
      variable: plain('variable'),
      scope: plain('scope'),
      reference: plain('reference'),
      entryHash: plain('entry_hash'),
      written: plain('written'),
      companions: json('companions'),
      imported: flag('imported'),
      createdAt: plain('created_at'),
    },
  });
