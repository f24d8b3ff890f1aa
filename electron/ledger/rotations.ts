import type { DatabaseSync } from 'node:sqlite';
import type { RotationRow, RotationStepRow } from '#core/ports/rotations.ts';
import { createTable, flag, json, jsonOrNull, plain, type Repository } from './table.ts';

interface Rotations extends Repository<RotationRow> {
  newestEnded(limit: number): RotationRow[];
  open(): RotationRow[];
  note(step: Omit<RotationStepRow, 'number'>): void;
  journal(rotationId: string): RotationStepRow[];
}

const createRows = (db: DatabaseSync) =>
  createTable<RotationRow>(db, {
    table: 'rotations',
    columns: {
      id: plain('id'),
      keyId: plain('key_id'),
      keyName: plain('key_name'),
      environmentId: plain('environment_id'),
      connectionId: plain('connection_id'),
      kind: plain('kind'),
      reason: plain('reason'),
      byHand: flag('by_hand'),
      overlap: plain('overlap'),
      watch: plain('watch'),
      scopes: jsonOrNull('scopes'),
      state: plain('state'),
      step: plain('step'),
      newId: plain('new_id'),
      oldId: plain('old_id'),
      oldHint: plain('old_hint'),
      newHint: plain('new_hint'),
      oldAcknowledged: flag('old_acknowledged'),
      startedAt: plain('started_at'),
      switchedAt: plain('switched_at'),
      endedAt: plain('ended_at'),
      resumeAt: plain('resume_at'),
      until: plain('until'),
      attempts: plain('attempts'),
      problem: plain('problem'),
      cause: plain('cause'),
      oldUsedAt: plain('old_used_at'),
      tasks: json('tasks'),
      renewals: json('renewals'),
      restarts: json('restarts'),
      usage: plain('usage'),
      writer: plain('writer'),
      doubtedAt: plain('doubted_at'),
    },
  });

/** Runs, and the rows of their journals: these are added and never changed. */
export function createRotations(db: DatabaseSync): Rotations {
  const { where, ...rows } = createRows(db);
  return {
    ...rows,
    open: () => where('WHERE ended_at IS NULL ORDER BY started_at DESC, rowid DESC'),
    newestEnded: (limit) =>
      where('WHERE ended_at IS NOT NULL ORDER BY ended_at DESC, rowid DESC LIMIT ?', limit),
    note: ({ rotationId, at, step, state, text }) => {
      db.prepare(
        `INSERT INTO rotation_steps (rotation_id, number, at, step, state, text)
         SELECT ?1, coalesce(max(number), 0) + 1, ?2, ?3, ?4, ?5 FROM rotation_steps WHERE rotation_id = ?1`,
      ).run(rotationId, at, step, state, text);
    },
    journal: (rotationId) =>
      db
        .prepare(
          'SELECT rotation_id AS rotationId, number, at, step, state, text FROM rotation_steps WHERE rotation_id = ? ORDER BY number',
        )
        .all(rotationId) as unknown as RotationStepRow[],
  };
}
