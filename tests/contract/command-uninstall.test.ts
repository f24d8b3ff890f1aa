import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { itemsOf } from '../e2e/keyring-all.ts';
import { type Bench, ended, openBench } from './command/bench.ts';

// Each test starts many processes, on a machine that may be busy; what hangs is still found.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });

const THEIRS = '{\r\n  "theme": "dark",\r\n  "mcpServers": { }\r\n}\r\n';
const VALUE = 'uninstall-canary-51c0e8';
const PASSPHRASE = 'correct horse battery';
const PRINTS = `sh -c 'printf %s "$READER"'`;

let bench: Bench;
let claude: string;
let dotenv: string;
beforeEach(async () => {
  bench = await openBench();
  claude = join(bench.files, 'claude.json');
  dotenv = join(bench.files, '.env');
});
afterEach(() => bench.close());

const accounts = () => itemsOf(bench.env).map(({ account = '' }) => account);
const addKey = (env: string, name: string, value: string) =>
  bench.json(['key', 'add', '--env', env, '--name', name, '--var', name.toUpperCase()], { stdin: value });

/** Two environments, a value too long for an item, a connection, and keys in two files. */
async function fill(tier: 'keychain' | 'passphrase' = 'keychain'): Promise<void> {
  const { json } = bench;
  const init = ['init', '--storage', tier, '--passphrase-fd', '3'];
  writeFileSync(claude, THEIRS, { mode: 0o600 });
  writeFileSync(dotenv, '# mine\nA=1\n', { mode: 0o600 });
  await json(init, { passphrase: PASSPHRASE });
  if (tier === 'passphrase') await json(['unlock', '--passphrase-fd', '3'], { passphrase: PASSPHRASE });
  await json(['env', 'add', 'Development', '--stage', 'development']);
  await json(['env', 'add', 'Live', '--stage', 'production']);
  await addKey('Development', 'Reader', VALUE);
  await addKey('Live', 'Long', 'l'.repeat(2000));
  await json(['connection', 'add', '--env', 'Development', '--provider', 'playground']);
  const to = (target: string, file: string) => [
    'export',
    target,
    '--env',
    'Development',
    '--key',
    'Reader',
    '--file',
    file,
  ];
  await json([...to('claude-desktop', claude), '--server', 'notes', '--command', PRINTS]);
  await json([...to('dotenv', dotenv), '--mechanism', 'inline']);
}

const YES = ['uninstall', '--yes', '--confirm', 'Live'];

describe('uninstall', () => {
  it('takes out every item, entry and file, and nothing that is not ours', async () => {
    await fill();
    expect(accounts().length).toBeGreaterThan(4);
    const written = readFileSync(claude, 'utf8');

    const plan = await bench.json(['uninstall', '--dry-run']);
    expect(plan).toMatchObject({
      home: bench.home,
      deliveries: [{ parting: 'take-out' }, { parting: 'take-out' }],
      secrets: 3,
      productions: ['Live'],
      strays: [],
    });
    const asked = await bench.run(['uninstall']);
    expect([asked.code, asked.err]).toEqual([2, expect.stringContaining('--yes --confirm Live')]);
    expect(await bench.run(['uninstall', '--yes'])).toMatchObject({ code: 2 });
    expect(readFileSync(claude, 'utf8')).toBe(written);

    // Of another home, as far as this one can know.
    const store = ['store', '--label=theirs', 'service', 'keyrack', 'account', 'other/home'];
    execFileSync('secret-tool', store, { env: bench.env, input: 'theirs' });
    const { code, out, err } = await bench.run(['--json', ...YES]);
    expect([code, JSON.parse(out)]).toEqual([
      0,
      expect.objectContaining({ removed: true, secrets: 3, kept: [], strays: ['other/home'] }),
    ]);
    expect(err).toMatch(/^1 of 2: .*\n2 of 2: /m);
    expect(out + err).not.toContain(VALUE);
    expect([readFileSync(claude, 'utf8'), readFileSync(dotenv, 'utf8')]).toEqual([THEIRS, '# mine\nA=1\n']);
    expect(accounts()).toEqual(['other/home']);
    expect(existsSync(bench.home)).toBe(false);

    expect(await bench.json(YES)).toMatchObject({ removed: true, deliveries: [] });
    expect(existsSync(bench.home)).toBe(false);
  });

  it('with --plaintext, programs go on without Keyrack', async () => {
    await fill();
    expect(await bench.json([...YES, '--plaintext'])).toMatchObject({
      removed: true,
      deliveries: [{ parting: 'stays' }, { parting: 'value', done: true }],
    });
    const { command, args, env } = JSON.parse(readFileSync(claude, 'utf8')).mcpServers.notes;
    const seen = execFileSync(command, args, { env: { PATH: '/usr/bin:/bin', ...env }, encoding: 'utf8' });
    expect(seen).toBe(VALUE);
    expect(readFileSync(dotenv, 'utf8')).toContain(VALUE);
    expect([accounts(), existsSync(bench.home)]).toEqual([[], false]);
  });

  it('keeps what an entry that was changed needs, and goes on once that is mended', async () => {
    await fill();
    const written = readFileSync(claude, 'utf8');
    writeFileSync(claude, written.replace('"args"', '"x": 1, "args"'));
    const { code, out } = await bench.run(['--json', ...YES]);
    expect([code, JSON.parse(out)]).toEqual([
      1,
      expect.objectContaining({ removed: false, secrets: 2, kept: [bench.home] }),
    ]);
    expect(await bench.run(['exec', '--key', 'Reader', '--', 'printenv', 'READER'])).toMatchObject({
      out: `${VALUE}\n`,
    });
    writeFileSync(claude, written);
    expect(await bench.json(YES)).toMatchObject({ removed: true, secrets: 1 });
    expect(readFileSync(claude, 'utf8')).toBe(THEIRS);
    expect([accounts(), existsSync(bench.home)]).toEqual([[], false]);
  });

  it('is refused while the app is open, and while the keyring is locked', async () => {
    await fill();
    const before = readFileSync(claude, 'utf8');
    mkdirSync(join(bench.home, 'chromium'), { recursive: true });
    const lock = join(bench.home, 'chromium', 'SingletonLock');
    symlinkSync(`${hostname()}-${process.pid}`, lock);
    const open = await bench.run(YES);
    expect([open.code, open.err]).toEqual([6, expect.stringContaining('Quit it')]);
    rmSync(lock);
    await bench.keyring.lock();
    expect(await bench.run(YES)).toMatchObject({ code: 3 });
    expect(readFileSync(claude, 'utf8')).toBe(before);
    await bench.keyring.unlock();
    expect(await bench.json(YES)).toMatchObject({ removed: true });
    expect(accounts()).toEqual([]);
  });

  it.each(['1 of 2', '2 of 2', 'Removing values', 'Removing /'])(
    'killed at "%s", the next run ends it',
    async (at) => {
      await fill();
      const child = bench.start(YES);
      if (child.stderr === null) throw new Error('the child has no pipes');
      createInterface(child.stderr).on('line', (line) => {
        if (line.startsWith(at)) child.kill('SIGKILL');
      });
      await ended(child);
      expect(await bench.json(YES)).toMatchObject({ removed: true });
      expect([readFileSync(claude, 'utf8'), readFileSync(dotenv, 'utf8')]).toEqual([THEIRS, '# mine\nA=1\n']);
      expect([accounts(), existsSync(bench.home)]).toEqual([[], false]);
    },
  );

  it('ends the agent of a passphrase storage, and goes with it', async () => {
    await fill('passphrase');
    await bench.json(['lock']);
    expect(await bench.run(YES)).toMatchObject({ code: 3, err: expect.stringContaining('keyrack unlock') });
    expect(readFileSync(claude, 'utf8')).not.toBe(THEIRS);
    await bench.json(['unlock', '--passphrase-fd', '3'], { passphrase: PASSPHRASE });
    expect(await bench.json(YES)).toMatchObject({ removed: true, secrets: 3 });
    expect([readFileSync(claude, 'utf8'), existsSync(bench.home)]).toEqual([THEIRS, false]);
    const agents = execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' }).split('\n');
    expect(agents.filter((words) => words.includes('agent-process') && words.includes(bench.home))).toEqual(
      [],
    );
  });
});
