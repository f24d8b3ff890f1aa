import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type DueRow, dueRowSchema, type Policy, policySchema, reviewSchema } from '#shared/model/policy.ts';
import { parseCalendar } from '../unit/core/ical.ts';
import { type Bench, openBench } from './command/bench.ts';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
  await bench.json(['init', '--storage', 'keychain']);
  await bench.json(['env', 'add', 'Development', '--stage', 'development']);
  await bench.json(['connection', 'add', '--env', 'Development', '--provider', 'playground']);
  const create = ['key', 'create', '--env', 'Development', '--connection', 'Playground'];
  await bench.json([...create, '--name', 'Reader']);
  // Nobody waits for a quarter: the service made it long ago.
  const db = new DatabaseSync(join(bench.home, 'ledger.db'));
  db.exec("UPDATE keys SET created_at = '2026-01-31T10:00:00.000Z'");
  db.close();
});
afterAll(() => bench.close());

const due = async (...options: string[]) => (await bench.json(['due', ...options])) as DueRow[];

it('prescribes, dates by what was prescribed, and reminds once', async () => {
  expect([await due(), await bench.json(['policy', 'list'])]).toEqual([[], []]);
  const set = (await bench.json(['policy', 'set', '--env', 'Development', '--after', '30d'])) as Policy;
  expect(policySchema.parse(set)).toMatchObject({ subject: 'environment', afterDays: 30 });
  const first = await bench.run(['due', '--json']);
  expect(first).toMatchObject({ code: 0, err: expect.stringContaining('"Reader" was due') });
  const [row] = JSON.parse(first.out) as DueRow[];
  expect(dueRowSchema.parse(row)).toMatchObject({ dueAt: '2026-03-02T10:00:00.000Z', state: 'overdue' });
  expect((await bench.run(['due'])).err).toBe('');
});

it('agrees with the dates that the rack searches by', async () => {
  const searched = async (query: string) => ((await bench.json(['key', 'list', query])) as unknown[]).length;
  await bench.json(['policy', 'set', '--key', 'Reader', '--after', 'never']);
  expect(await due()).toEqual([]);
  expect(await searched('due:never')).toBe(1);
  await bench.json(['policy', 'set', '--key', 'Reader', '--after', 'inherit']);
  expect(await due()).toMatchObject([{ name: 'Reader' }]);
  expect(await searched('status:due')).toBe(1);
});

it('refuses what a critical key does not take', async () => {
  await bench.json(['policy', 'set', '--key', 'Reader', '--critical']);
  const refused = await bench.run(['policy', 'set', '--key', 'Reader', '--after', '400d']);
  expect(refused).toMatchObject({ code: 2, err: expect.stringContaining('at most 365 days') });
});

it('snoozes, writes a calendar, and reviews', async () => {
  expect(await due('--snooze', 'Reader', '--for', '14d')).toMatchObject([
    { snoozedUntil: expect.any(String) },
  ]);
  const file = join(bench.files, 'due.ics');
  expect(await bench.json(['due', '--calendar', file])).toEqual({ file });
  expect(parseCalendar(readFileSync(file)).components).toHaveLength(1);
  const review = reviewSchema.parse(await bench.json(['due', '--review']));
  expect(review).toMatchObject({ isDue: true, keys: [{ name: 'Reader', tells: true, lastUsedAt: null }] });
  expect(await bench.json(['due', '--reviewed'])).toMatchObject({ isDue: false });
});
