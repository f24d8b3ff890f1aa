import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, expect, it } from 'vitest';
import { openDatabase } from '../../../electron/playground/database.ts';
import { MIGRATIONS } from '../../../electron/playground/migrations.ts';
import { type Bench, newHome, startBench } from './bench.ts';

// What the first version wrote, with the values of its hashes beside it.
const OLD = new URL('../../fixtures/playground/version-1.sql', import.meta.url);
const OLD_CREDENTIAL = 'pgm_ddp5QjarlqtIORQUEQjfC8I8bAMH5UvJB5oxeCwW';
const OLD_KEY = {
  id: '187e9d7f-7de5-45a3-9637-b7fb8ca08062',
  secret: 'pg_live_aUljFVcC0mQ1vkAxMXjTeTGUpAYVeBqNMXUL7Rbo',
};

function oldHome(): string {
  const home = newHome();
  const db = new DatabaseSync(join(home, 'playground.db'));
  db.exec(readFileSync(OLD, 'utf8'));
  db.close();
  return home;
}

const tablesOf = (home: string): unknown => {
  const db = openDatabase(home);
  const names = ['place', 'accounts', 'keys', 'records', 'uses'];
  const tables = names.map((name) => [
    name,
    db.prepare(`SELECT name, type, "notnull", dflt_value, pk FROM pragma_table_info('${name}')`).all(),
  ]);
  const { user_version: version } = db.prepare('PRAGMA user_version').get() ?? {};
  db.close();
  return { tables, version };
};

let bench: Bench | null = null;
afterEach(async () => {
  await bench?.stop();
  bench = null;
});

it('a file of the first version goes on with its credential, its keys and its data', async () => {
  bench = await startBench(oldHome());
  expect(bench.url).toBe('http://127.0.0.1:29050');
  const listed = JSON.parse((await bench.ask(OLD_CREDENTIAL, 'GET', '/v1/keys')).text).keys;
  expect(listed).toMatchObject([
    { id: OLD_KEY.id, name: 'From version 1', last_used_at: '2026-11-20T11:00:00.000Z', allowed_ips: [] },
  ]);
  const contacts = await bench.ask(OLD_KEY.secret, 'GET', '/v1/contacts');
  expect(JSON.parse(contacts.text).contacts).toHaveLength(3);
  const path = `/v1/keys/${OLD_KEY.id}/usage?since=2026-11-20T00:00:00Z`;
  const { usage } = JSON.parse((await bench.ask(OLD_CREDENTIAL, 'GET', path)).text);
  expect(usage.requests).toBe(1);
});

it('a file that was brought up to date has the shape of a new one', () => {
  expect(tablesOf(oldHome())).toEqual(tablesOf(newHome()));
});

it('a file of a newer version is left as it was', () => {
  const home = newHome();
  const file = join(home, 'playground.db');
  openDatabase(home).close();
  const newer = new DatabaseSync(file);
  newer.exec(`PRAGMA user_version = ${MIGRATIONS.length + 1}`);
  newer.close();
  const before = readFileSync(file);
  expect(() => openDatabase(home)).toThrow('newer Keyrack');
  expect(readFileSync(file)).toEqual(before);
});
