import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Ledger } from '#core/ports/ledger.ts';
import type { Policy } from '#shared/model/policy.ts';
import { environmentRow } from '#tests/fakes/environment-row.ts';
import { keyRow } from '#tests/fakes/key-row.ts';
import { MIGRATIONS } from '../../../electron/ledger/migrate.ts';
import { openLedger } from '../../../electron/ledger/open.ts';

let folder: string;
let ledger: Ledger;
let other: Ledger;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'policies-'));
  ledger = openLedger(join(folder, 'ledger.db'));
  other = openLedger(join(folder, 'ledger.db'));
});
afterEach(() => {
  ledger.close();
  other.close();
  rmSync(folder, { recursive: true });
});

const AT = '2026-11-20T12:00:00.000Z';

it.each([30, 'never', null] as const)(
  'a policy of %j comes back as it was put, to the other process too',
  (days) => {
    const environment = environmentRow();
    ledger.environments.put(environment);
    const policy: Policy = {
      subject: 'environment',
      id: environment.id,
      afterDays: days,
      critical: true,
      unusedDays: days,
      unattendedAt: '03:00',
    };
    ledger.policies.put(policy);
    expect(other.policies.get(environment.id)).toEqual(policy);
    other.policies.put({ ...policy, unusedDays: null, unattendedAt: null });
    expect(ledger.policies.list()).toEqual([{ ...policy, unusedDays: null, unattendedAt: null }]);
  },
);

it('what is removed leaves neither a policy nor a reminder, a snooze or a try behind', () => {
  const environment = environmentRow();
  ledger.environments.put(environment);
  const gone = keyRow({ environmentId: environment.id });
  const kept = keyRow({ environmentId: environment.id });
  for (const { id } of [gone, kept]) {
    ledger.keys.put({ ...gone, id });
    ledger.policies.put({
      ...{ subject: 'key', id, afterDays: 30, critical: false, unusedDays: null, unattendedAt: null },
    });
    ledger.reminders.tell({ keyId: id, dueAt: AT, rung: 7 });
    ledger.reminders.snooze({ keyId: id, until: AT });
    ledger.reminders.putTry({ keyId: id, at: AT, attended: null });
  }
  // A change of a row is no removal.
  ledger.keys.put({ ...kept, name: 'Renamed' });
  ledger.keys.remove(gone.id);
  const { reminders, policies } = ledger;
  const left = [
    policies.list().map(({ id }) => id),
    ...[reminders.told(), reminders.snoozes(), reminders.tries()].map((rows) =>
      rows.map(({ keyId }) => keyId),
    ),
  ];
  expect(left).toEqual([[kept.id], [kept.id], [kept.id], [kept.id]]);
  ledger.keys.remove(kept.id);
  ledger.policies.put({
    ...{
      subject: 'environment',
      id: environment.id,
      afterDays: null,
      critical: false,
      unusedDays: 9,
      unattendedAt: null,
    },
  });
  ledger.environments.remove(environment.id);
  expect(policies.list()).toEqual([]);
});

it('a reminder is told by one process alone, and a snooze ended by one', () => {
  const reminder = { keyId: 'k', dueAt: AT, rung: 14 };
  expect([ledger.reminders.tell(reminder), other.reminders.tell(reminder)]).toEqual([true, false]);
  expect(other.reminders.tell({ ...reminder, dueAt: '2027-01-01T00:00:00.000Z' })).toBe(true);
  ledger.reminders.snooze({ keyId: 'k', until: AT });
  ledger.reminders.snooze({ keyId: 'k', until: '2027-01-01T00:00:00.000Z' });
  expect(other.reminders.snoozes()).toEqual([{ keyId: 'k', until: '2027-01-01T00:00:00.000Z' }]);
  expect([other.reminders.wake('k'), ledger.reminders.wake('k')]).toEqual([true, false]);
});

it('the newest review counts', () => {
  expect(ledger.reminders.reviewedAt()).toBeNull();
  ledger.reminders.review(AT);
  ledger.reminders.review('2026-08-20T12:00:00.000Z');
  expect(other.reminders.reviewedAt()).toBe(AT);
});

it('days without use that an earlier version wrote are read as they were, and `never` fits beside them', () => {
  const file = join(folder, 'old.db');
  const db = new DatabaseSync(file);
  for (const step of [...MIGRATIONS].slice(0, 10)) db.exec(step);
  db.exec(`
    INSERT INTO policies (id, subject, critical, unused_days) VALUES ('a', 'key', 0, 90), ('b', 'key', 1, NULL);
    PRAGMA user_version = 10;
  `);
  db.close();
  const opened = openLedger(file);
  expect(opened.policies.list().map(({ unusedDays }) => unusedDays)).toEqual([90, null]);
  for (const policy of opened.policies.list()) opened.policies.put({ ...policy, unusedDays: 'never' });
  expect(opened.policies.list().map(({ unusedDays }) => unusedDays)).toEqual(['never', 'never']);
  opened.close();
});
