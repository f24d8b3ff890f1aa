import type { DatabaseSync } from 'node:sqlite';
import type { ChangeRecord } from '#core/ports/ledger.ts';
import { createTable, json, plain, type Repository } from './table.ts';

const createRows = (db: DatabaseSync) =>
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

interface Changes extends Repository<ChangeRecord> {
  ofDelivery(deliveryId: string): ChangeRecord[];
  unfinished(): ChangeRecord[];
  files(): string[];
}

export function createChanges(db: DatabaseSync): Changes {
  const { where, ...rows } = createRows(db);
  return {
    ...rows,
    ofDelivery: (deliveryId) => where('WHERE delivery_id = ? ORDER BY rowid', deliveryId),
    unfinished: () => where("WHERE state = 'writing' ORDER BY rowid"),
    files: () =>
      db
        .prepare('SELECT DISTINCT file FROM changes')
        .all()
        .map(({ file }) => String(file)),
  };
}
