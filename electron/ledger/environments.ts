import type { DatabaseSync } from 'node:sqlite';
import type { Environment } from '#shared/model/environment.ts';
import { comparableName } from '#shared/text/comparable-name.ts';
import { createTable, plain, type Repository } from './table.ts';

export const createEnvironments = (db: DatabaseSync): Repository<Environment> =>
  createTable<Environment>(db, {
    table: 'environments',
    columns: {
      id: plain('id'),
      name: plain('name'),
      stage: plain('stage'),
      colour: plain('colour'),
      project: plain('project'),
      copyPolicy: plain('copy_policy'),
      position: plain('position'),
      archivedAt: plain('archived_at'),
      namingPattern: plain('naming_pattern'),
      rotateAfterDays: plain('rotate_after_days'),
    },
    computed: { name_key: (row) => comparableName(row.name) },
  });
