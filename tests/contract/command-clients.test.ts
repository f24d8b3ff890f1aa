import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Bench, ended, openBench } from './command/bench.ts';

// Each test starts many processes, on a machine that may be busy; what hangs is still found.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });

const SECRET = 'service-canary-7e2b8d4f9a1c';
/** A value with what Claude Code would expand. */
const HOSTILE = 'service-canary-$\u007bHOME}-9a1c';

interface Exported {
  readonly delivery: string;
  readonly mode: string;
}

let bench: Bench;
let file: string;
let keyId: string;
beforeAll(async () => {
  bench = await openBench();
  file = join(bench.files, '.claude.json');
  await bench.json(['init', '--storage', 'keychain']);
  await bench.json(['env', 'add', 'Development', '--stage', 'development']);
  const add = (name: string, stdin: string) =>
    bench.json(['key', 'add', '--env', 'Development', '--name', name, '--var', 'ACME_API_KEY'], { stdin });
  ({ id: keyId } = (await add('Acme', SECRET)) as { id: string });
  await add('Hostile', HOSTILE);
});
afterAll(() => bench.close());

const THEIRS =
  '\ufeff{\r\n\t"numStartups": 12345678901234567890,\r\n\t"mcpServers" : {"a":{"command":"x"}}\r\n}';
const begin = (mode = 0o644) => {
  writeFileSync(file, THEIRS);
  chmodSync(file, mode);
};
const text = () => readFileSync(file, 'utf8');
const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);
const entry = (path = file) =>
  JSON.parse(readFileSync(path, 'utf8').replace('\ufeff', '')).mcpServers['acme-dev'];
const words = (target: string, key = 'Acme') => ['export', target, '--env', 'Development', '--key', key];
const code = (...more: readonly string[]) => [...words('claude-code'), '--file', file, ...more];
const COMMAND = ['--command', 'npx -y acme-mcp'];
const URL_WORDS = ['--url', 'https://mcp.example.com/mcp'];

describe('a key for Claude Code', () => {
  it('by reference is a name in the file, and the line that is told makes the client see the value', async () => {
    begin();
    const { out, err } = await bench.run(['--json', ...code('--mechanism', 'reference', ...COMMAND)]);
    const exported = JSON.parse(out) as Exported;
    expect(exported.mode).toBe('0600');
    expect(entry()).toEqual({
      type: 'stdio',
      command: 'npx',
      args: ['-y', 'acme-mcp'],
      env: { ACME_API_KEY: '$\u007bACME_DEV_API_KEY}' },
    });
    expect(text()).not.toContain(SECRET);
    const [, told = 'false'] = /Start it by: (.* exec --key \S+) -- claude$/m.exec(err) ?? [];
    expect(told.endsWith(` --key ${keyId}=ACME_DEV_API_KEY`)).toBe(true);
    // As it is pasted: it needs no keyrack on the PATH, and finds the home.
    const env = { HOME: bench.env.HOME, PATH: '/usr/bin:/bin', ...bench.keyring.env };
    const line = `${told} -- printenv ACME_DEV_API_KEY`;
    expect(execFileSync('/bin/sh', ['-c', line], { encoding: 'utf8', env })).toBe(`${SECRET}\n`);
    await bench.json(['unexport', exported.delivery]);
    expect(text()).toBe(THEIRS);
  });

  it('with a URL names a helper, and a shell that runs its line gets the header', async () => {
    begin();
    const exported = (await bench.json(code(...URL_WORDS, '--header', "X-It's: k {}"))) as Exported;
    const { headersHelper, ...rest } = entry();
    expect(rest).toEqual({ type: 'http', url: 'https://mcp.example.com/mcp' });
    const env = { HOME: bench.env.HOME, PATH: '/nowhere', ...bench.keyring.env };
    const printed = execFileSync('/bin/sh', ['-c', headersHelper], { encoding: 'utf8', env });
    expect(JSON.parse(printed)).toEqual({ "X-It's": `k ${SECRET}` });
    expect(text()).not.toContain(SECRET);
    await bench.json(['unexport', exported.delivery]);
    expect(text()).toBe(THEIRS);
  });

  it('is not written where Claude Code would alter its value, and the value is told nowhere', async () => {
    begin();
    for (const way of [COMMAND, URL_WORDS]) {
      const {
        code: exit,
        out,
        err,
      } = await bench.run([
        '--json',
        ...words('claude-code', 'Hostile'),
        '--file',
        file,
        '--mechanism',
        'inline',
        ...way,
      ]);
      expect(exit).toBe(5);
      expect(JSON.parse(out).error.next).toMatch(/Choose: --mechanism (launcher, reference|helper)\./);
      expect(out + err).not.toContain('canary');
    }
    expect([text(), mode(file)]).toEqual([THEIRS, '644']);
  });

  it('goes into the project that the command is given in, open to all as long as it holds no value', async () => {
    const project = join(bench.files, 'project');
    mkdirSync(join(project, '.git'), { recursive: true });
    const inProject = (...more: readonly string[]) =>
      ended(
        bench.start(['--json', ...words('claude-code'), '--scope', 'project', ...more], { cwd: project }),
      );
    const own = join(project, '.mcp.json');
    expect(JSON.parse((await inProject(...COMMAND)).out)).toMatchObject({ file: own, mode: '0644' });
    expect(mode(own)).toBe('644');
    const inline = await inProject('--mechanism', 'inline', ...COMMAND);
    expect(JSON.parse(inline.out)).toMatchObject({ mode: '0600' });
    expect(inline.err).toContain('git work tree');
    expect([mode(own), entry(own).env.ACME_API_KEY]).toEqual(['600', SECRET]);
    await bench.json(['undo']);
    expect(mode(own)).toBe('644');
    await bench.json(['undo']);
    expect(existsSync(own)).toBe(false);
  });
});

it.each([
  [[...URL_WORDS, '--command', 'x'], 2],
  [['--url', 'http://mcp.example.com/mcp'], 2],
  [['--url', 'https://u:p@mcp.example.com/mcp'], 2],
  [[...URL_WORDS, '--header', 'X: no place'], 2],
  [['--header', 'X: {}', ...COMMAND], 2],
  [['--as', 'a b', ...COMMAND], 2],
  [['--scope', 'folder', ...COMMAND], 2],
  [['--mechanism', 'helper', ...COMMAND], 5],
])('refuses %j with %i, in words', async (more, exit) => {
  begin();
  const { code: ending, err } = await bench.run(code(...more));
  expect({ ending, said: err.startsWith('keyrack: ') }).toEqual({ ending: exit, said: true });
  expect(text()).toBe(THEIRS);
});

it('lists every target with what it can do', async () => {
  const rows = (await bench.json(['targets'])) as { id: string; mechanisms: string[]; projectFile: string }[];
  expect(rows.find(({ id }) => id === 'claude-code')).toMatchObject({
    mechanisms: ['helper', 'launcher', 'reference', 'inline'],
    projectFile: '.mcp.json',
    tried: true,
  });
  expect(rows.length).toBeGreaterThanOrEqual(14);
});
