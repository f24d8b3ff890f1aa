import type { DatabaseSync } from 'node:sqlite';
import type { ConnectionRow } from '#core/ports/ledger.ts';
import { comparableName } from '#shared/text/comparable-name.ts';
import { createTable, flag, json, jsonOrNull, plain, type Repository } from './table.ts';

export const createConnections = (db: DatabaseSync): Repository<ConnectionRow> =>
  createTable<ConnectionRow>(db, {
    table: 'connections',
    columns: {
      id: plain('id'),
      name: plain('name'),
      provider: plain('provider'),
      environmentId: plain('environment_id'),
      baseUrl: plain('base_url'),
      customHost: flag('custom_host'),
      params: json('params'),
      inferred: flag('inferred'),
      paths: json('paths'),
      proxy: jsonOrNull('proxy'),
      ca: plain('ca'),
      hasCredential: flag('has_credential'),
      account: plain('account'),
      syncedAt: plain('synced_at'),
      syncFailure: plain('sync_failure'),
      candidates: json('candidates'),
    },
    computed: { name_key: (row) => comparableName(row.name) },
  });
