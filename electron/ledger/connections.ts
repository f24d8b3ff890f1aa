import type { DatabaseSync } from 'node:sqlite';
import type { Connection } from '#shared/model/connection.ts';
import { comparableName } from '#shared/model/text-fields.ts';
import { createTable, flag, plain, type Repository } from './table.ts';

export const createConnections = (db: DatabaseSync): Repository<Connection> =>
  createTable<Connection>(db, {
    table: 'connections',
    columns: {
      id: plain('id'),
      name: plain('name'),
      provider: plain('provider'),
      environmentId: plain('environment_id'),
      baseUrl: plain('base_url'),
      customHost: flag('custom_host'),
    },
    computed: { name_key: (row) => comparableName(row.name) },
  });
