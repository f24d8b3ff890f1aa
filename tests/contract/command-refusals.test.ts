import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Bench, openBench } from './command/bench.ts';

// Each test starts many processes, on a machine that may be busy; what hangs is still found.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });

const exportInto = (file: string): readonly string[] => [
  ...['export', 'claude-desktop', '--env', 'Dev', '--key', 'Lines', '--command', 'x'],
  ...['--file', file],
];

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.close());

describe('bad input', () => {
  beforeAll(async () => {
    await bench.json(['env', 'add', 'Dev', '--stage', 'development']);
    await bench.json(['env', 'add', 'Live', '--stage', 'production']);
    await bench.json(['env', 'add', 'Empty', '--stage', 'production']);
    await bench.json(['connection', 'add', '--env', 'Dev', '--provider', 'playground']);
    for (const env of ['Dev', 'Live']) {
      await bench.json(['key', 'add', '--env', env, '--name', 'Twin', '--var', 'TWIN'], {
        stdin: `twin-secret of ${env}`,
      });
    }
    await bench.json(['key', 'add', '--env', 'Dev', '--name', 'Lines', '--var', 'LINES_KEY'], {
      stdin: 'a\nb',
    });
  });

  const create = ['key', 'create', '--env', 'Dev', '--connection', 'Playground', '--name'];
  it.each([
    [2, 'invalid-input', ['nonsense']],
    [2, 'invalid-input', ['env', 'add', ' ', '--stage', 'custom']],
    [2, 'invalid-input', ['env', 'add', '🔑'.repeat(121), '--stage', 'custom']],
    [2, 'invalid-input', ['key', 'add', '--env', 'Dev', '--name', 'K', '--var', 'A-B']],
    [2, 'invalid-input', ['key', 'add', '--env', 'Dev', '--name', 'K', '--var', 'K']],
    [2, 'invalid-input', [...create, 'K', '--scope', 'nothing:read']],
    [2, 'invalid-input', [...create, 'K', '--expires', 'soon']],
    [2, 'invalid-input', ['export', 'claude-desktop', '--env', 'Dev', '--key', 'Twin', '--command', '"']],
    [2, 'ambiguous', ['key', 'show', 'Twin']],
    [2, 'ambiguous', ['headers', '--key', 'Twin']],
    [2, 'confirmation-needed', ['env', 'remove', 'Empty']],
    [2, 'confirmation-needed', ['env', 'remove', 'Empty', '--yes']],
    [2, 'confirmation-needed', ['env', 'remove', 'Empty', '--yes', '--confirm', 'empty']],
    [4, 'not-found', ['env', 'edit', 'Nobody']],
    [4, 'not-found', ['connection', 'test', 'Nobody']],
    [4, 'not-found', ['provider', 'show', 'nobody']],
    [4, 'not-found', ['key', 'show', 'dEV']],
    [4, 'not-found', ['exec', '--key', 'Nobody', '--', 'true']],
    [4, 'not-found', ['export', 'nowhere', '--env', 'Dev', '--key', 'Twin']],
    [4, 'not-found', ['unexport', '00000000-0000-4000-8000-000000000000']],
    [4, 'not-found', ['undo', '00000000-0000-4000-8000-000000000000']],
    [5, 'forbidden-by-rule', ['env', 'remove', 'Dev', '--yes']],
    [5, 'forbidden-by-rule', ['headers', '--key', 'Lines']],
    [2, 'invalid-input', [...create, 'K', '--ip', '10.0.0.0/33']],
    [6, 'name-taken', ['env', 'add', 'DEV', '--stage', 'custom']],
    [
      6,
      'name-taken',
      ['connection', 'add', '--env', 'Dev', '--provider', 'playground', '--name', 'playground'],
    ],
  ] as const)('ends with %i, %s: %j', async (code, name, args) => {
    const { code: exit, out } = await bench.run(['--json', ...args]);
    const { error } = JSON.parse(out);
    expect({ exit, name: error?.code }).toEqual({ exit: code, name });
    expect(error.message).toMatch(/\S/);
  });

  it('refuses a config that it cannot change safely, and leaves it alone', async () => {
    const hostile: readonly (readonly [string, string, number])[] = [
      ['broken', '{ "mcpServers": ', 0o644],
      ['list', '[]', 0o644],
      ['twice', '{"mcpServers":{},"mcpServers":{}}', 0o644],
    ];
    for (const [name, content, mode] of hostile) {
      const file = join(bench.files, `${name}.json`);
      writeFileSync(file, content, { mode });
      const { code, out } = await bench.run(['--json', ...exportInto(file)]);
      expect([name, code, JSON.parse(out).error.code]).toEqual([name, 5, 'file-refused']);
      expect(readFileSync(file, 'utf8')).toBe(content);
      expect(statSync(file).mode & 0o777).toBe(mode);
    }
  });

  it.each(['absent', 'empty', 'marked', 'linked'])('writes into a config that is %s', async (kind) => {
    const file = join(bench.files, 'own', `${kind}.json`);
    const real = kind === 'linked' ? join(bench.files, 'dotfiles', 'claude.json') : file;
    for (const path of [file, real]) mkdirSync(dirname(path), { recursive: true });
    if (kind !== 'absent')
      writeFileSync(real, { empty: '', marked: '\ufeff{}\r\n', linked: '{}\n' }[kind] ?? '');
    if (kind === 'linked') symlinkSync(real, file);
    await bench.json(exportInto(file));
    expect(readFileSync(real, 'utf8').startsWith(kind === 'marked' ? '\ufeff{' : '{')).toBe(true);
    expect(statSync(real).mode & 0o777).toBe(0o600);
    await bench.json(['undo']);
    expect(existsSync(file)).toBe(kind !== 'absent');
  });

  it('tells of the first tool before a key serves a second one', async () => {
    const [first, second] = ['first.json', 'second.json'].map((name) => join(bench.files, name)) as [
      string,
      string,
    ];
    expect((await bench.run(exportInto(first))).err).not.toContain('one tool');
    expect((await bench.run(exportInto(first))).err).not.toContain('one tool');
    const { code, err } = await bench.run(exportInto(second));
    expect([code, err]).toEqual([
      0,
      expect.stringContaining(`in use by claude-desktop (${first}). One key, one tool`),
    ]);
    // The second of the first file changed nothing.
    for (const _change of [1, 2]) await bench.json(['undo']);
  });

  it('refuses a read-only config', async () => {
    const file = join(bench.files, 'read-only.json');
    writeFileSync(file, '{}');
    chmodSync(file, 0o444);
    const { code, err } = await bench.run(exportInto(file));
    expect([code, err]).toEqual([1, expect.stringContaining('read-only')]);
  });

  it('says what is wrong with a home that cannot be used', async () => {
    const file = join(bench.files, 'a-file');
    writeFileSync(file, '');
    const { code, err } = await bench.run(['status', '--home', join(file, 'home')]);
    expect([code, err]).toEqual([1, expect.stringMatching(/^keyrack: .*--home/)]);
    expect(await bench.run(['doctor', '--home', file])).toMatchObject({
      code: 1,
      out: expect.stringContaining('PROBLEM home'),
    });
  });

  it('refuses a ledger of a newer version, and leaves it as it is', async () => {
    const home = join(bench.home, 'newer');
    await bench.json(['env', 'list', '--home', home]);
    const file = join(home, 'ledger.db');
    const db = new DatabaseSync(file);
    db.exec('PRAGMA user_version = 9999');
    db.close();
    const { code, out } = await bench.run(['--json', 'env', 'list', '--home', home]);
    expect([code, JSON.parse(out).error.code]).toEqual([1, 'ledger-newer']);
    expect(existsSync(file)).toBe(true);
  });
});
