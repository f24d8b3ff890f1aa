import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Bench, openBench, ROOT } from './command/bench.ts';

// Each test starts many processes, on a machine that may be busy; what hangs is still found.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });

const VALUE = 'canary-4f9a1c7e2b8d-0123 "456"\n789';

let bench: Bench;
let github: string;
let env: Record<string, string>;

beforeAll(async () => {
  bench = await openBench();
  github = join(bench.files, 'github');
  const bin = join(bench.files, 'bin');
  for (const folder of [github, bin]) mkdirSync(folder);
  // The program as it is found on PATH; its own folder is told to it here, as it is given no variable of ours.
  const program = join(ROOT, 'tests/counterparts/gh.ts');
  const node = `ELECTRON_RUN_AS_NODE=1 exec '${process.execPath}' --no-warnings`;
  writeFileSync(join(bin, 'gh'), `#!/bin/sh\n${node} '${program}' '${github}' "$@"\n`);
  chmodSync(join(bin, 'gh'), 0o755);
  env = {
    ...bench.env,
    PATH: `${bin}:${process.env.PATH}`,
    GH_TOKEN: 'gho_16C7e42F292c6912E7710c838347Ae178B4a',
    GH_HOST: 'evil.example',
    GH_DEBUG: 'api',
  };
  await bench.json(['init', '--storage', 'keychain']);
  await bench.json(['env', 'add', 'Dev', '--stage', 'development']);
  await bench.json(['key', 'add', '--env', 'Dev', '--name', 'Reader', '--var', 'UNIZO_API_KEY'], {
    stdin: VALUE,
  });
});
afterAll(() => bench.close());

beforeEach(() => {
  hold({ 'acme/app': {}, 'acme/app:production': {} });
  for (const name of ['calls.jsonl', 'fails']) rmSync(join(github, name), { force: true });
});

interface Held {
  readonly value: string;
  readonly updatedAt: string;
}
const hold = (places: Record<string, Record<string, Held>>) =>
  writeFileSync(join(github, 'secrets.json'), JSON.stringify(places));
const held = (place = 'acme/app'): Record<string, Held> =>
  JSON.parse(readFileSync(join(github, 'secrets.json'), 'utf8'))[place];
const fail = (how: string) => writeFileSync(join(github, 'fails'), how);

interface Call {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly stdin: string;
}
const calls = (): readonly Call[] =>
  existsSync(join(github, 'calls.jsonl'))
    ? readFileSync(join(github, 'calls.jsonl'), 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))
    : [];

const exporting = (...more: readonly string[]) => [
  ...['export', 'github-actions', '--env', 'Dev', '--key', 'Reader'],
  ...(more.includes('--repo') ? more : ['--repo', 'acme/app', ...more]),
];
const exported = async (...more: readonly string[]) =>
  (await bench.json(exporting(...more), { env })) as { delivery: string; file: string; mode: null };

describe('a key as a secret of a repository', () => {
  it('goes in on standard input, is asked for by a test, and is deleted again', async () => {
    const shown = await bench.run(exporting('--dry-run'), { env });
    expect([shown.code, calls()]).toEqual([0, []]);
    expect(shown.out).toContain('+ UNIZO_API_KEY = ••••••••');

    const { delivery, file, mode } = await exported();
    expect([file, mode]).toEqual(['acme/app', null]);
    expect(held().UNIZO_API_KEY?.value).toBe(VALUE);
    expect(calls().map(({ argv }) => argv[1])).toEqual(['list', 'set', 'list']);
    for (const { argv, env: seen, stdin } of calls()) {
      expect(JSON.stringify([argv, seen])).not.toContain('canary');
      expect(stdin).toBe(argv[1] === 'set' ? VALUE : '');
      expect(seen).toMatchObject({ GH_TOKEN: env.GH_TOKEN, GH_PROMPT_DISABLED: '1' });
      expect(Object.keys(seen).filter((name) => /^(?:GH_HOST|GH_DEBUG|KEYRACK_)/.test(name))).toEqual([]);
    }

    const tested = (await bench.json(['targets', 'test', delivery], { env })) as { ok: boolean };
    expect(tested.ok).toBe(true);
    const asked = calls().length;
    expect(await bench.json(['targets', 'check'], { env })).toMatchObject([{ state: 'elsewhere' }]);
    expect(calls()).toHaveLength(asked);

    const undone = await bench.run(['undo'], { env });
    expect([undone.code, held()]).toEqual([0, {}]);
    expect(await bench.json(['targets', 'check'], { env })).toEqual([]);
  });

  it('goes into one environment of it, and out by unexport', async () => {
    const { delivery } = await exported('--repo', 'Acme/App:Production');
    expect([Object.keys(held()), Object.keys(held('acme/app:production'))]).toEqual([[], ['UNIZO_API_KEY']]);
    const { code, out } = await bench.run(['unexport', delivery], { env });
    expect([code, out.trim(), held('acme/app:production')]).toEqual([
      0,
      'Removed UNIZO_API_KEY from GitHub Actions: acme/app:production.',
      {},
    ]);
  });

  it('is never written over what somebody else has set', async () => {
    hold({ 'acme/app': { UNIZO_API_KEY: { value: 'theirs', updatedAt: '2026-01-01T00:00:00Z' } } });
    const { code, err } = await bench.run(exporting(), { env });
    expect(code).toBe(5);
    expect(err).toContain('that Keyrack did not set');
    expect(held().UNIZO_API_KEY?.value).toBe('theirs');
  });
});

describe('what goes wrong', () => {
  it.each([
    ['login', 'gh auth login'],
    ['token', 'gh auth login'],
    ['rights', 'admin rights'],
    ['limit', 'no more requests'],
    ['offline', 'online'],
    ['old', '2.46'],
    ['rights set', 'admin rights'],
    ['limit set', 'no more requests'],
    ['odd set', 'gh ended with code 1'],
  ])('%s: is told, without the value, and nothing is left behind', async (how, words) => {
    fail(how);
    const { code, out, err } = await bench.run(exporting(), { env });
    expect(code).not.toBe(0);
    expect(err).toContain(words);
    expect(out + err).not.toContain('canary');
    expect([held(), await bench.json(['targets', 'check'], { env })]).toEqual([{}, []]);
  });

  it('an answer that is lost is looked up: the export is done', async () => {
    fail('lost set');
    const { delivery } = await exported();
    expect(Object.keys(held())).toEqual(['UNIZO_API_KEY']);
    rmSync(join(github, 'fails'));
    await bench.json(['unexport', delivery], { env });
  });

  it('without gh, or with one in a folder named relatively alone, it says where to get it', async () => {
    const away = { ...env, PATH: '/nowhere' };
    const bin = { ...env, PATH: '.:bin' };
    for (const [given, cwd] of [
      [away, bench.files],
      [bin, bench.files],
      [bin, join(bench.files, 'bin')],
    ] as const) {
      const { code, err } = await bench.run(exporting(), { env: given, cwd });
      expect([code === 0, err]).toEqual([false, expect.stringContaining('https://cli.github.com')]);
    }
    expect(calls()).toEqual([]);
  });

  it.each([
    '-x',
    '--repo=evil/app',
    'a/b/c',
    'acme/my app',
    'https://github.com/acme/app',
    'acme/..',
    'acme/app:-e',
  ])('the repository %j is refused before anything is started', async (repository) => {
    const { code, err } = await bench.run(
      ['export', 'github-actions', '--env', 'Dev', '--key', 'Reader', `--repo=${repository}`],
      { env },
    );
    expect([code, err]).toEqual([2, expect.stringContaining('owner/repository')]);
    expect(calls()).toEqual([]);
  });

  it.each([
    ['--file', '/tmp/x'],
    ['--scope', 'user'],
    ['--server', 'x'],
    ['--as', 'X'],
    ['--url', 'https://x.example'],
  ])('%s belongs to other targets', async (option, value) => {
    expect((await bench.run(exporting(option, value), { env })).code).toBe(2);
  });

  it('a target with a file takes no repository', async () => {
    const { code, err } = await bench.run(
      ['export', 'dotenv', '--env', 'Dev', '--key', 'Reader', '--repo', 'acme/app', '--file', '/tmp/x'],
      { env },
    );
    expect([code, err]).toEqual([2, expect.stringContaining('--repo')]);
  });
});
