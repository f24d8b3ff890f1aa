import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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
      archived: false,
      reveal: 'vault',
      rotateAfterDays: null,
      naming: '<tool> - <purpose>',
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

describe('several at once', () => {
  it('loses no row when commands and the app write the same ledger', async () => {
    const names = Array.from({ length: 12 }, (_, index) => `Parallel ${index}`);
    const app = openLedger(join(bench.home, 'ledger.db'));
    const written: string[] = [];
    const timer = setInterval(() => {
      const id = crypto.randomUUID();
      app.audit.append({
        client: null,
        name: null,
        environmentId: null,
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
    expect(written).not.toEqual([]);
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
