import type { DatabaseSync } from 'node:sqlite';
import type { ProviderRow } from '#core/ports/ledger.ts';
import { createTable, plain, type Repository } from './table.ts';

export const createProviderRows = (db: DatabaseSync): Repository<ProviderRow> =>
  createTable<ProviderRow>(db, {
    table: 'providers',
    columns: { id: plain('id'), manifest: plain('manifest'), addedAt: plain('added_at') },
  });
