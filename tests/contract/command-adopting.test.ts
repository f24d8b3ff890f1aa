import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  readFileSync,
  realpathSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Bench, openBench } from './command/bench.ts';

// Each test starts many processes, on a machine that may be busy; what hangs is still found.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
  await bench.json(['init', '--storage', 'keychain']);
  for (const name of ['Dev', 'Bulk', 'Other'])
    await bench.json(['env', 'add', name, '--stage', 'development']);
});
afterAll(() => bench.close());

const put = (name: string, text: string, mode = 0o644): string => {
  const file = join(bench.files, name);
  writeFileSync(file, text);
  chmodSync(file, mode);
  return file;
};
const keysOf = async (env: string) =>
  (await bench.json(['key', 'list', '--env', env])) as { id: string; name: string; variable: string }[];
const modeOf = (file: string) => (statSync(file).mode & 0o777).toString(8);

describe('adopt', () => {
  const VALUE = 'ghp_canary0123456789abcdefABCDEF';
  const THEIRS = `{\n  "mcpServers": {\n    "github": { "command": "npx", "args": ["-y", "x"], "env": { "GITHUB_TOKEN": "${VALUE}" }, "disabled": true }\n  }\n}`;

  it('lists what stands in the clear, shows the change, asks, and starts the server with the value out of the keychain', async () => {
    const probe = ['-c', 'printf %s "$GITHUB_TOKEN"'];
    const theirs = THEIRS.replace('"npx"', '"sh"').replace('["-y", "x"]', JSON.stringify(probe));
    const file = put('mcp.json', theirs);
    const place = ['adopt', 'cursor', '--file', file];
    const listed = await bench.run(['--json', ...place]);
    expect(JSON.parse(listed.out)).toMatchObject({
      mode: '0644',
      found: [{ entry: 'github', name: 'GITHUB_TOKEN', hint: 'ghp_canary', obstacle: null }],
    });
    const one = [...place, '--env', 'Dev', '--server', 'github'];
    const shown = await bench.run([...one, '--dry-run']);
    const unasked = await bench.run(one);
    expect([shown.code, unasked.code]).toEqual([0, 2]);
    expect(shown.out).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/);
    expect(shown.out).toContain('Mode       0644 -> 0600');
    expect(listed.out + listed.err + shown.out + shown.err + unasked.out + unasked.err).not.toContain(VALUE);
    expect([readFileSync(file, 'utf8'), await keysOf('Dev')]).toEqual([theirs, []]);

    const done = await bench.run(['--json', ...one, '--yes']);
    expect([done.code, done.out + done.err]).toEqual([0, expect.not.stringContaining(VALUE)]);
    expect(readFileSync(file, 'utf8')).not.toContain(VALUE);
    expect(modeOf(file)).toBe('600');
    const { command, args, disabled } = JSON.parse(readFileSync(file, 'utf8')).mcpServers.github;
    expect(disabled).toBe(true);
    const env = { ...bench.env, ELECTRON_RUN_AS_NODE: '1' };
    expect(spawnSync(command, args, { env, encoding: 'utf8' }).stdout).toBe(VALUE);

    await bench.json(['undo']);
    expect([readFileSync(file, 'utf8'), modeOf(file)]).toEqual([theirs, '644']);
    expect((await keysOf('Dev')).map(({ name }) => name)).toEqual(['GITHUB_TOKEN']);

    const again = (await bench.json([...one, '--yes'])) as { delivery: string };
    const back = await bench.run(['unexport', again.delivery]);
    expect([back.code, back.out]).toEqual([0, expect.stringContaining('Gave github back to Cursor')]);
    expect(readFileSync(file, 'utf8')).toBe(theirs);
    expect(await keysOf('Dev')).toHaveLength(1);
  });

  it('takes a line out of a .env, and a second run makes no second key', async () => {
    const file = put('real.env', 'A_TOKEN=canary-env-0123456789\nB=1\n');
    const one = [
      'adopt',
      'dotenv',
      '--file',
      file,
      '--env',
      'Other',
      '--variable',
      'A_TOKEN',
      '--remove',
      '--yes',
    ];
    expect(await bench.json(one)).toMatchObject({ delivery: null, mode: '0600' });
    expect(readFileSync(file, 'utf8')).toBe('B=1\n');
    await bench.json(['undo']);
    expect(readFileSync(file, 'utf8')).toBe('A_TOKEN=canary-env-0123456789\nB=1\n');
    await bench.json(one);
    expect(await keysOf('Other')).toHaveLength(1);
    const { out, code } = await bench.run([
      'exec',
      '--env',
      'Other',
      '--',
      'sh',
      '-c',
      'printf %s "$A_TOKEN"',
    ]);
    expect([code, out]).toEqual([0, 'canary-env-0123456789']);
  });

  it.each([
    [['adopt', 'nothing'], 4],
    [['adopt', 'dotenv'], 2],
    [['adopt', 'dotenv', '--file', 'x.env', '--variable', 'A'], 2],
    [['adopt', 'cursor', '--file', 'x.json', '--env', 'Dev', '--server', 'none', '--yes'], 4],
    [['adopt', 'cursor', '--file', 'x.json', '--env', 'Dev', '--variable', 'A'], 2],
  ])('%j is refused with exit code %i', async (args, code) => {
    expect((await bench.run(args, { cwd: bench.files })).code).toBe(code);
  });
});

describe('import', () => {
  const CSV = [
    '\uFEFFTitle,Url,Username,Password,OTPAuth,Favorite,Archived,Tags,Notes',
    'Stripe API key,,,sk_live_canary0123456789,,,,,',
    'Stripe again,,,sk_live_canary0123456789,,,,,',
    'Mail,,,canary-password,,,,,',
  ].join('\r\n');

  it('lists, keeps what looks like a key, passes over what is there, and deletes only what is not lost', async () => {
    const file = put('vault.csv', CSV);
    const shown = await bench.run(['--json', 'import', file, '--env', 'Bulk', '--dry-run']);
    expect(JSON.parse(shown.out)).toMatchObject({
      format: '1password',
      rows: [
        { row: 1, variable: 'STRIPE_API_KEY', kind: 'key', state: 'new' },
        { row: 2, state: 'twice' },
        { row: 3, kind: 'other', state: 'new' },
      ],
    });
    expect((await bench.run(['import', file, '--env', 'Bulk'])).code).toBe(2);
    expect(await keysOf('Bulk')).toEqual([]);

    const done = await bench.run(['--json', 'import', file, '--env', 'Bulk', '--yes', '--delete-file']);
    expect(JSON.parse(done.out)).toMatchObject({ kept: [{ row: 1 }], left: [3], deleted: false });
    expect([done.code, done.err]).toEqual([5, expect.stringContaining('would be lost with it')]);
    expect(existsSync(file)).toBe(true);

    const again = ['--json', 'import', file, '--env', 'Bulk', '--yes', '--take', '3', '--delete-file'];
    const rest = await bench.run(again);
    expect(JSON.parse(rest.out)).toMatchObject({ kept: [{ row: 3 }], left: [], deleted: true });
    expect(existsSync(file)).toBe(false);
    expect((await keysOf('Bulk')).map(({ variable }) => variable).sort()).toEqual([
      'MAIL_API_KEY',
      'STRIPE_API_KEY',
    ]);
    const all = [shown, done, rest].map(({ out, err }) => out + err).join('');
    expect(all).not.toMatch(/sk_live_canary|canary-pass/);
    const { out } = await bench.run([
      'exec',
      '--env',
      'Bulk',
      '--',
      'sh',
      '-c',
      'printf %s "$STRIPE_API_KEY"',
    ]);
    expect(out).toBe('sk_live_canary0123456789');
  });

  it.each([
    ['a Bitwarden JSON read as a .env', '{"items":[{"login":{"password":"canary-12345678"}}]}', 'dotenv'],
    ['a diary', 'Dear diary,\n\ntoday I slept.\n', 'dotenv'],
    ['a .env of comments', '# A_KEY=canary-12345678\n', 'dotenv'],
    ['notes alone', '{"items":[{"type":2,"name":"Diary","notes":"dear"}]}', 'bitwarden'],
  ])('deletes no file that it has read nothing of: %s', async (_what, text, format) => {
    const file = put('unread', text);
    const args = ['import', file, '--env', 'Bulk', '--format', format, '--delete-file', '--yes'];
    expect((await bench.run(args)).code).toBe(5);
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  it('tells what it passes over, and keeps the keys but deletes no file that holds more', async () => {
    const head = 'Title,Password,OTPAuth,Notes';
    const file = put('more.csv', `${head}\nMore API key,canary-more-1234,otpauth://x,recovery\n`);
    const args = ['import', file, '--env', 'Bulk'];
    const { out } = await bench.run([...args, '--dry-run']);
    expect(out).toContain('not imported: 1 note, 1 one-time password. Keyrack does not delete it');
    const json = await bench.run(['--json', ...args, '--dry-run']);
    expect(JSON.parse(json.out)).toMatchObject({ passedOver: ['1 note', '1 one-time password'] });
    const done = await bench.run(['--json', ...args, '--yes', '--delete-file']);
    expect(done.code).not.toBe(0);
    expect(JSON.parse(done.out)).toMatchObject({ kept: [{ row: 1 }], left: [], deleted: false });
    expect(done.err).toContain('Delete it yourself, once you have that elsewhere.');
    expect(existsSync(file)).toBe(true);
  });

  it('deletes neither a link nor the file behind it, and names both', async () => {
    const file = put('real.env', 'BEHIND_TOKEN=canary-behind-1234\n');
    const link = join(bench.files, 'link.env');
    symlinkSync(file, link);
    const { code, err } = await bench.run(['import', link, '--env', 'Bulk', '--yes', '--delete-file']);
    expect(code).not.toBe(0);
    expect(err).toContain(`${link} is a link to ${realpathSync(file)}`);
    expect([existsSync(link), existsSync(file)]).toEqual([true, true]);
  });

  it('that is killed goes on where it ended', async () => {
    const lines = Array.from(
      { length: 40 },
      (_, at) => `K${at}_TOKEN=canary-value-${String(at).padStart(8, '0')}`,
    );
    const file = put('many.env', `${lines.join('\n')}\n`);
    const args = ['import', file, '--env', 'Other', '--yes'];
    const child = bench.start(args);
    const before = (await keysOf('Other')).length;
    const ended = new Promise((resolve) => child.once('close', resolve));
    while (child.exitCode === null && (await keysOf('Other')).length < before + 2);
    child.kill('SIGKILL');
    await ended;
    await bench.json(args);
    const variables = (await keysOf('Other'))
      .map(({ variable }) => variable)
      .filter((each) => each.startsWith('K'));
    expect(new Set(variables).size).toBe(40);
    expect(variables).toHaveLength(40);
    expect(readFileSync(file, 'utf8')).toBe(`${lines.join('\n')}\n`);
  });

  it.each([
    ['an encrypted export', 'x.json', '{"encrypted":true,"items":[]}', 5],
    ['no format that is known', 'x.bin', '<html>', 5],
    ['a hundred thousand rows', 'x.csv', `Title,Password\n${'a key,canary-12345678\n'.repeat(100_000)}`, 5],
    ['more than ten megabytes', 'y.csv', `Title,Password\n${'a'.repeat(11_000_000)},b`, 5],
  ])('refuses %s and keeps nothing', async (_what, name, text, code) => {
    const file = put(name, text);
    const before = (await keysOf('Dev')).length;
    const { code: ended, err } = await bench.run(['import', file, '--env', 'Dev', '--yes']);
    expect([ended, err]).toEqual([code, expect.stringContaining('keyrack: ')]);
    expect((await keysOf('Dev')).length).toBe(before);
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  it('says where there is no file', async () => {
    expect((await bench.run(['import', join(bench.files, 'none'), '--env', 'Dev', '--yes'])).code).toBe(4);
  });
});
