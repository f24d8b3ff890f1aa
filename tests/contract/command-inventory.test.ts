import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { splitCommand } from '#shared/text/command-line.ts';
import { type Bench, openBench } from './command/bench.ts';

// What is done behind Keyrack's back at Playground and on disk, and the commands that it names against that.

vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });

interface Key {
  readonly id: string;
  readonly name: string;
  readonly remoteId: string;
}
interface Row {
  readonly kind: string;
  readonly key: Key;
  readonly asOf: string | null;
  readonly command: string;
}

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
  await bench.json(['init', '--storage', 'keychain']);
  await bench.json(['env', 'add', 'Dev team', '--stage', 'development']);
  await bench.json(['connection', 'add', '--env', 'Dev team', '--provider', 'playground']);
});
afterAll(() => bench.close());

const create = async (name: string) =>
  (await bench.json([
    'key',
    'create',
    '--env',
    'Dev team',
    '--connection',
    'Playground',
    '--name',
    name,
  ])) as Key;
const found = async () => ((await bench.json(['inventory'])) as { found: readonly Row[] }).found;
const brief = (rows: readonly Row[]) => rows.map(({ kind, key }) => `${kind} ${key.name}`);

/** At the service itself, which no one told Keyrack of. */
function atService(sql: string, ...values: readonly string[]): void {
  const db = new DatabaseSync(join(bench.home, 'playground.db'));
  db.exec('PRAGMA busy_timeout = 10000');
  db.prepare(sql).run(...values);
  db.close();
}

/** Types a command that was printed. */
async function paste(command: string, stdin?: string): Promise<void> {
  const split = splitCommand(command);
  if (split.state !== 'words') throw new Error(command);
  const { code, err } = await bench.run(
    [...split.words.slice(1), '--yes'],
    stdin === undefined ? {} : { stdin },
  );
  expect([command, code, code === 0 ? '' : err]).toEqual([command, 0, '']);
}

const YEAR_AGO = new Date(Date.now() - 365 * 86_400_000).toISOString();

it('names what is wrong at the service, in the keychain and on disk, and each command mends it', async () => {
  const before = await bench.run(['inventory']);
  expect([before.code, before.out]).toEqual([0, 'Nothing to mend.\n']);
  expect(before.err).toContain('keyrack sync --connection Playground');

  const gone = await create('Gone');
  const moved = await create('Moved');
  const idle = await create("Idle; it's");
  const busy = await create('Busy');
  atService('DELETE FROM keys WHERE id = ?', gone.remoteId);
  // One that goes, and one that nobody here has made.
  atService(
    "UPDATE keys SET id = '0b0e7a9e-6d54-4c35-9e0c-3d3a6f2c9a11', name = 'Theirs' WHERE id = ?",
    moved.remoteId,
  );
  atService('UPDATE keys SET created_at = ? WHERE id = ?', YEAR_AGO, idle.remoteId);
  expect(brief(await found())).toEqual([]);

  await bench.json(['sync']);
  const atFirst = await found();
  expect(brief(atFirst)).toEqual(['ghost Gone', 'ghost Moved', "stale Idle; it's", 'not-held Theirs']);
  expect(atFirst.every(({ asOf }) => asOf !== null)).toBe(true);

  const value = (
    await bench.run(['exec', '--key', busy.id, '--', 'sh', '-c', 'printf %s "$PLAYGROUND_API_KEY"'])
  ).out;
  const server = { command: 'npx', args: ['x'], env: { NOTES_KEY: value } };
  const file = join(bench.files, "it's mcp.json");
  writeFileSync(file, JSON.stringify({ mcpServers: { notes: server } }));
  expect(brief(await found())).not.toContain('stray Busy');
  const exported = ['export', 'cursor', '--env', 'Dev team', '--key', busy.id, '--command', 'npx x'];
  await bench.json([...exported, '--file', file, '--server', 'ours']);
  await bench.json([...exported, '--file', join(bench.files, 'other.json')]);
  await bench.json(['key', 'add', '--env', 'Dev team', '--name', 'Twin', '--var', 'TWIN', '--same-value'], {
    stdin: value,
  });

  const all = await found();
  expect(brief(all)).toEqual([
    'ghost Gone',
    'ghost Moved',
    'stray Busy',
    'shared Busy',
    'shared Twin',
    "stale Idle; it's",
    'not-held Theirs',
  ]);
  const shown = await bench.run(['inventory']);
  expect([shown.code, shown.err]).toEqual([0, '']);
  for (const { command } of all) expect(shown.out).toContain(`    ${command}\n`);
  expect(shown.out + JSON.stringify(all)).not.toContain(value);

  // First of all keys, what stays of them is told: the twin goes, so that the copy is of one key alone.
  for (const kind of ['ghost', 'ghost', 'stale', 'stray']) {
    const next = (await found()).find((row) => row.kind === kind);
    expect(next?.kind).toBe(kind);
    await paste(next?.command ?? '');
  }
  for (const { command } of (await found()).filter((row) => row.key.name === 'Twin')) await paste(command);
  expect(readFileSync(file, 'utf8')).not.toContain(value);
  expect(brief(await found())).toEqual(['shared Busy', 'not-held Theirs']);
});

it('lists all but the copies while the keyring is locked', async () => {
  await bench.keyring.lock();
  const { out, err, code } = await bench.run(['inventory', '--json']);
  expect([code, brief(JSON.parse(out).found)]).toEqual([0, ['shared Busy', 'not-held Theirs']]);
  expect(JSON.parse(out).unlooked.message).toMatch(/locked/i);
  expect(err).toContain('Files were not looked through for copies.');
});
