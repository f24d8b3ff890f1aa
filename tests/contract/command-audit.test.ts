import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type Bench, openBench } from './command/bench.ts';

interface Row {
  readonly at: string;
  readonly by: string;
  readonly client: string | null;
  readonly what: string;
  readonly subject: string | null;
  readonly detail: string | null;
  readonly chained: boolean;
}

vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
  await bench.json(['init', '--storage', 'keychain']);
  await bench.json(['env', 'add', 'Development', '--stage', 'development']);
  await bench.json(['connection', 'add', '--env', 'Development', '--provider', 'playground']);
  await bench.json([
    'key',
    'create',
    '--env',
    'Development',
    '--connection',
    'Playground',
    '--name',
    'Reader',
  ]);
});
afterAll(() => bench.close());

const rows = async (...options: string[]) => (await bench.json(['audit', ...options])) as Row[];
const whats = async (...options: string[]) => (await rows(...options)).map(({ what }) => what);

it('tells what was done, newest first, by which door, and in no other words than these', async () => {
  const all = await rows();
  expect(all.map(({ what }) => what)).toEqual([
    'key created',
    'connection added',
    'environment created',
    'storage chosen',
  ]);
  expect(all[0]).toEqual({
    at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    by: 'command',
    client: all[0]?.client,
    what: 'key created',
    subject: expect.stringMatching(/^[0-9a-f-]{36}$/),
    detail: 'Reader',
    chained: true,
  });
});

it('narrows by environment, key, door, time and number', async () => {
  expect(await whats('--key', 'Reader')).toEqual(['key created']);
  expect(await whats('--env', 'Development', '--limit', '1')).toEqual(['key created']);
  expect(await whats('--by', 'window')).toEqual([]);
  expect(await whats('--since', '1h')).toHaveLength(4);
  expect(await whats('--since', '2999-01-01T00:00:00Z')).toEqual([]);
  expect((await bench.run(['audit', '--limit', 'many'])).code).toBe(2);
  expect((await bench.run(['audit', '--env', 'Nowhere'])).code).toBe(4);
});

it('prints a table for a spreadsheet', async () => {
  const { out } = await bench.run(['audit', '--csv', '--limit', '1']);
  expect(out).toMatch(/^number,at,by,client,what,[^\r]*\r\n4,[^\r]*,key created,[^\r]*\r\n$/);
});

it('writes down once what failed, also where nothing was made', async () => {
  const failing = ['key', 'create', '--env', 'Development', '--connection', 'Playground', '--name', 'Nobody'];
  expect((await bench.run([...failing, '--scope', 'no:such'])).code).toBe(2);
  expect((await rows('--limit', '2')).map(({ what, detail }) => [what, detail])).toEqual([
    ['key not created', 'Nobody: invalid-input'],
    ['key created', 'Reader'],
  ]);
});

it('needs no keychain to write, and says that it cannot judge while that is locked', async () => {
  const { late } = (await bench.json(['audit', '--verify'])) as { late: number };
  await bench.keyring.lock();
  await bench.json(['env', 'add', 'Later', '--stage', 'custom']);
  expect(await rows('--limit', '1')).toMatchObject([{ what: 'environment created', chained: false }]);
  const { code, out } = await bench.run(['audit', '--verify', '--json']);
  expect(code).toBe(3);
  expect(JSON.parse(out)).toMatchObject({
    error: { code: 'storage-locked', message: expect.stringContaining('cannot be judged') },
  });
  await bench.keyring.unlock();
  expect(await bench.json(['audit', '--verify'])).toMatchObject({ valid: true, late: late + 1 });
});

it('verifies; and once a row is edited says so, and exits 1', async () => {
  const before = (await bench.json(['audit', '--verify'])) as { rows: number };
  expect(before).toMatchObject({ valid: true, chained: before.rows, problems: [] });
  const db = new DatabaseSync(join(bench.home, 'ledger.db'));
  db.exec('DROP TRIGGER audit_keeps_words');
  db.exec("UPDATE audit SET what = 'key revoked' WHERE number = 4");
  db.close();
  const { code, out } = await bench.run(['audit', '--verify', '--json']);
  expect(code).toBe(1);
  expect(JSON.parse(out)).toMatchObject({
    valid: false,
    problems: [{ kind: 'edited', from: 4, to: 4, message: expect.any(String), next: expect.any(String) }],
  });
});
