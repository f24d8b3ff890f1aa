import type { DatabaseSync } from 'node:sqlite';
import type { ChangeRecord } from '#core/ports/ledger.ts';
import { createTable, json, plain, type Repository } from './table.ts';

export const createChanges = (db: DatabaseSync): Repository<ChangeRecord> =>
  createTable<ChangeRecord>(db, {
    table: 'changes',
    columns: {
      id: plain('id'),
      deliveryId: plain('delivery_id'),
      kind: plain('kind'),
      file: plain('file'),
      beforeHash: plain('before_hash'),
      afterHash: plain('after_hash'),
      beforeMode: plain('before_mode'),
      backup: plain('backup'),
      at: plain('at'),
      state: plain('state'),
      delivery: json('delivery'),
      until: plain('until'),
      companions: json('companions'),
      writer: plain('writer'),
    },
  });
