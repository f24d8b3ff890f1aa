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
import { openLedger } from '../../electron/ledger/open.ts';
import { type Bench, inTurns, openBench } from './command/bench.ts';

interface Row {
  readonly id: string;
  readonly name: string;
}
const ID = /^[0-9a-f-]{36}$/;

// Each test starts many processes, on a machine that may be busy; what hangs is still found.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.close());

describe('the main job by command', () => {
  it('goes from nothing to a key in Claude Desktop and back', async () => {
    const { json, run } = bench;
    const config = join(bench.files, 'claude.json');
    const foreign = '{\r\n  "theme": "dark"\r\n}\r\n';
    writeFileSync(config, foreign, { mode: 0o644 });

    expect(await json(['init', '--storage', 'keychain'])).toMatchObject({
      tier: 'keychain',
      chosen: true,
      state: 'ready',
    });
    const env = (await json(['env', 'add', 'Development', '--stage', 'development'])) as Row;
    expect(env).toEqual({
      id: expect.stringMatching(ID),
      name: 'Development',
      stage: 'development',
      colour: '#0f9d8a',
      project: null,
    });
    const connection = (await json([
      'connection',
      'add',
      '--env',
      'Development',
      '--provider',
      'playground',
    ])) as Row;
    expect(connection).toEqual({
      id: expect.stringMatching(ID),
      name: 'Playground',
      provider: 'playground',
      environmentId: env.id,
      baseUrl: expect.stringMatching(/^http:\/\/127\.0\.0\.1:2\d{4}$/),
    });
    expect(await json(['connection', 'test', 'Playground'])).toMatchObject({ ok: true });
    const key = (await json([
      'key',
      'create',
      '--env',
      'Development',
      '--connection',
      'Playground',
      '--name',
      'Reader',
    ])) as Row;
    expect(key).toMatchObject({
      environmentId: env.id,
      connectionId: connection.id,
      variable: 'PLAYGROUND_API_KEY',
      held: true,
      status: 'active',
      scopes: ['contacts:read', 'tickets:read', 'reports:read'],
      testMode: false,
      expiresAt: null,
      deliveries: [],
    });
    expect(await json(['key', 'verify', 'Reader'])).toMatchObject({ is: 'valid' });

    const secret = await bench.keyring.lookup(`${env.id}/${key.id}`);
    expect(secret).toMatch(/^pg_live_/);
    const child = await run(['exec', '--key', 'Reader=TOKEN', '--', 'printenv', 'TOKEN']);
    expect(child).toEqual({ code: 0, signal: null, out: `${secret}\n`, err: '' });
    const headers = await run(['headers', '--key', key.id]);
    expect(JSON.parse(headers.out)).toEqual({ Authorization: `Bearer ${secret}` });

    const exporting = [
      'export',
      'claude-desktop',
      '--env',
      'Development',
      '--key',
      'Reader',
      '--file',
      config,
      '--command',
      'npx -y "a b"',
    ];
    expect(await json([...exporting, '--dry-run'])).toMatchObject({
      modeBefore: '0644',
      modeAfter: '0600',
      mechanism: 'launcher',
    });
    expect(readFileSync(config, 'utf8')).toBe(foreign);
    const exported = (await json([...exporting, '--server', 'notes'])) as {
      change: string;
      delivery: string;
    };
    expect(exported).toEqual({
      change: expect.stringMatching(ID),
      delivery: expect.stringMatching(ID),
      file: config,
      mode: '0600',
    });
    expect(statSync(config).mode & 0o777).toBe(0o600);
    const written = readFileSync(config, 'utf8');
    expect(written.startsWith('{\r\n  "theme": "dark"')).toBe(true);
    expect(written).not.toContain(secret);
    const { command, args } = JSON.parse(written).mcpServers.notes;
    expect(command.startsWith('/')).toBe(true);
    expect(args).toContain(bench.home);
    expect(args.slice(-4)).toEqual(['--', 'npx', '-y', 'a b']);

    expect(await json(['key', 'show', 'Reader'])).toMatchObject({
      deliveries: [{ id: exported.delivery, target: 'claude-desktop', mechanism: 'launcher', file: config }],
    });
    expect(await json(['doctor'])).toMatchObject({ healthy: true });
    expect(await json(['undo'])).toMatchObject({ id: exported.change, undone: true });
    expect([readFileSync(config, 'utf8'), statSync(config).mode & 0o777]).toEqual([foreign, 0o644]);
    const again = (await json(exporting)) as { delivery: string };
    expect(await json(['unexport', again.delivery])).toMatchObject({ delivery: again.delivery });
    expect(readFileSync(config, 'utf8')).toBe(foreign);

    expect(await json(['key', 'delete', 'Reader', '--yes'])).toEqual({
      id: key.id,
      name: 'Reader',
      removed: true,
    });
    expect(await bench.keyring.lookup(`${env.id}/${key.id}`)).toBeNull();
    await json(['connection', 'remove', 'Playground', '--yes']);
    await json(['env', 'remove', 'Development', '--yes']);
    expect(await json(['env', 'list'])).toEqual([]);
  });

  it('serves Playground until it is stopped', async () => {
    const child = bench.start(['playground', '--json']);
    const url = await new Promise<string>((resolve) => {
      let text = '';
      child.stdout?.on('data', (chunk) => {
        text += chunk;
        if (text.includes('}')) resolve(JSON.parse(text).url);
      });
    });
    const ask = () =>
      fetch(`${url}/v1/keys`).then(
        ({ status }) => status,
        () => 'gone',
      );
    expect(await ask()).toBe(401);
    child.kill('SIGTERM');
    expect(await new Promise((resolve) => child.once('close', resolve))).toBe(0);
    expect(await ask()).toBe('gone');
  });
});

describe('bad input', () => {
  beforeAll(async () => {
    await bench.json(['env', 'add', 'Dev', '--stage', 'development']);
    await bench.json(['env', 'add', 'Live', '--stage', 'production']);
    await bench.json(['env', 'add', 'Empty', '--stage', 'production']);
    await bench.json(['connection', 'add', '--env', 'Dev', '--provider', 'playground']);
    for (const env of ['Dev', 'Live']) {
      await bench.json(['key', 'add', '--env', env, '--name', 'Twin', '--var', 'TWIN'], {
        stdin: 'twin-secret',
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
    [5, 'unsupported', [...create, 'K', '--ip', '10.0.0.0/8']],
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
      const { code, out } = await bench.run([
        '--json',
        'export',
        'claude-desktop',
        '--env',
        'Dev',
        '--key',
        'Lines',
        '--command',
        'x',
        '--file',
        file,
      ]);
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
    await bench.json([
      'export',
      'claude-desktop',
      '--env',
      'Dev',
      '--key',
      'Lines',
      '--command',
      'x',
      '--file',
      file,
    ]);
    expect(readFileSync(real, 'utf8').startsWith(kind === 'marked' ? '\ufeff{' : '{')).toBe(true);
    expect(statSync(real).mode & 0o777).toBe(0o600);
    await bench.json(['undo']);
    expect(existsSync(file)).toBe(kind !== 'absent');
  });

  it('refuses a read-only config', async () => {
    const file = join(bench.files, 'read-only.json');
    writeFileSync(file, '{}');
    chmodSync(file, 0o444);
    const { code, err } = await bench.run([
      'export',
      'claude-desktop',
      '--env',
      'Dev',
      '--key',
      'Lines',
      '--command',
      'x',
      '--file',
      file,
    ]);
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

describe('several at once', () => {
  it('loses no row when commands and the app write the same ledger', async () => {
    const names = Array.from({ length: 12 }, (_, index) => `Parallel ${index}`);
    const app = openLedger(join(bench.home, 'ledger.db'));
    const written: string[] = [];
    const timer = setInterval(() => {
      const id = crypto.randomUUID();
      app.audit.append({
        at: new Date().toISOString(),
        by: 'window',
        what: 'parallel',
        subject: id,
        detail: null,
      });
      written.push(id);
    }, 5);
    const results = await inTurns(names, 4, (name) => bench.run(['env', 'add', name, '--stage', 'custom']));
    clearInterval(timer);
    expect(results.map(({ code, err }) => [code, err])).toEqual(names.map(() => [0, '']));
    const kept = new Set(app.environments.list().map(({ name }) => name));
    expect(names.filter((name) => !kept.has(name))).toEqual([]);
    const audited = new Set(app.audit.list(100_000).map(({ subject }) => subject));
    expect(written.filter((id) => !audited.has(id))).toEqual([]);
    app.close();
  });

  it('gives a name to one of two that take it in the same moment', async () => {
    const results = await inTurns([1, 2, 3, 4], 4, () =>
      bench.run(['env', 'add', 'Wanted', '--stage', 'custom']),
    );
    expect(results.map(({ code }) => code).sort()).toEqual([0, 6, 6, 6]);
  });
});

describe('output', () => {
  it('ends quietly when its reader has gone', async () => {
    const child = bench.start(['provider', 'list', '--json']);
    child.stdout?.destroy();
    let err = '';
    child.stderr?.on('data', (chunk) => {
      err += chunk;
    });
    const code = await new Promise((resolve) => child.once('close', resolve));
    expect([code, err]).toEqual([0, '']);
  });
});
