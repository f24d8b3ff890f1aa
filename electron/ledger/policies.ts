import type { DatabaseSync } from 'node:sqlite';
import type { ReminderTable, SnoozeRow, ToldReminder, UnattendedTry } from '#core/ports/policies.ts';
import type { Policy } from '#shared/model/policy.ts';
import { createTable, flag, jsonOrNull, plain, type Repository } from './table.ts';

export const createPolicies = (db: DatabaseSync): Repository<Policy> =>
  createTable<Policy>(db, {
    table: 'policies',
    columns: {
      subject: plain('subject'),
      id: plain('id'),
      // Days, or "never".
      afterDays: jsonOrNull('after_days'),
      critical: flag('critical'),
      unusedDays: jsonOrNull('unused_days'),
      unattendedAt: plain('unattended_at'),
    },
  });

export function createReminders(db: DatabaseSync): ReminderTable {
  const all = <Row>(sql: string) => db.prepare(sql).all() as unknown as Row[];
  const run = (sql: string, ...values: (string | number | null)[]) => db.prepare(sql).run(...values);
  return {
    told: () => all<ToldReminder>('SELECT key_id AS keyId, due_at AS dueAt, rung FROM reminders'),
    tell: ({ keyId, dueAt, rung }) =>
      run('INSERT OR IGNORE INTO reminders VALUES (?, ?, ?)', keyId, dueAt, rung).changes === 1,
    snoozes: () => all<SnoozeRow>('SELECT key_id AS keyId, until FROM snoozes'),
    snooze: ({ keyId, until }) => void run('INSERT OR REPLACE INTO snoozes VALUES (?, ?)', keyId, until),
    wake: (keyId) => run('DELETE FROM snoozes WHERE key_id = ?', keyId).changes === 1,
    tries: () => all<UnattendedTry>('SELECT key_id AS keyId, at, attended FROM unattended_tries'),
    putTry: ({ keyId, at, attended }) =>
      void run('INSERT OR REPLACE INTO unattended_tries VALUES (?, ?, ?)', keyId, at, attended),
    dropTry: (keyId) => void run('DELETE FROM unattended_tries WHERE key_id = ?', keyId),
    reviewedAt: () => all<{ at: string | null }>('SELECT max(at) AS at FROM reviews')[0]?.at ?? null,
    review: (at) => void run('INSERT OR IGNORE INTO reviews VALUES (?)', at),
  };
}
