import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'dotenv';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Bench, openBench } from './command/bench.ts';

// Each test starts many processes, on a machine that may be busy; what hangs is still found.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });

const VALUE = 'canary-variable a"b#c';
const UNWRITABLE = "canary-variable it's";

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
  await bench.json(['init', '--storage', 'keychain']);
  await bench.json(['env', 'add', 'Dev', '--stage', 'development']);
  for (const [name, stdin] of [
    ['Good', VALUE],
    ['Quoted', UNWRITABLE],
  ] as const) {
    await bench.json(['key', 'add', '--env', 'Dev', '--name', name, '--var', 'MY_KEY'], { stdin });
  }
});
afterAll(() => bench.close());

const exporting = (key: string, file: string, ...more: readonly string[]) => [
  ...['export', 'dotenv', '--env', 'Dev', '--key', key, '--file', file],
  ...more,
];

describe('a key in a .env', () => {
  it('goes in, is shown to nobody, and comes out again to the byte', async () => {
    const file = join(bench.files, '.env');
    const foreign = '# theirs\r\nTHEIR_KEY=their-value\r\nPORT=1';
    writeFileSync(file, foreign, { mode: 0o644 });

    const shown = await bench.run(exporting('Good', file, '--mechanism', 'inline', '--dry-run'));
    expect(shown.code).toBe(0);
    expect(shown.out).toContain('+ MY_KEY=••••••••');
    expect(shown.out).toContain('  THEIR_KEY=••••••••');
    expect(shown.out + shown.err).not.toMatch(/canary|their-value/);
    expect(shown.err).toContain('The value itself will stand in this file');
    expect(readFileSync(file, 'utf8')).toBe(foreign);

    const { code, out, err } = await bench.run([
      '--json',
      ...exporting('Good', file, '--mechanism', 'inline'),
    ]);
    expect([code, out + err]).toEqual([0, expect.not.stringContaining('canary')]);
    const exported = JSON.parse(out) as { delivery: string };
    expect(exported).toMatchObject({ file, mode: '0600' });
    expect(readFileSync(file, 'utf8')).toBe(`${foreign}\r\nMY_KEY='${VALUE}'`);
    expect(parse(readFileSync(file))).toEqual({ THEIR_KEY: 'their-value', PORT: '1', MY_KEY: VALUE });
    expect(statSync(file).mode & 0o777).toBe(0o600);

    await bench.json(['undo']);
    expect([readFileSync(file, 'utf8'), statSync(file).mode & 0o777]).toEqual([foreign, 0o644]);
    const again = (await bench.json(exporting('Good', file, '--mechanism', 'inline'))) as {
      delivery: string;
    };
    writeFileSync(file, readFileSync(file, 'utf8').replace('PORT=1', 'PORT=2'));
    await bench.json(['unexport', again.delivery]);
    expect(readFileSync(file, 'utf8')).toBe(foreign.replace('PORT=1', 'PORT=2'));
  });

  it('is made where there was no file, and leaves none behind', async () => {
    const file = join(bench.files, 'new.env');
    const { delivery } = (await bench.json(exporting('Good', file, '--mechanism', 'inline'))) as {
      delivery: string;
    };
    expect([readFileSync(file, 'utf8'), statSync(file).mode & 0o777]).toEqual([`MY_KEY='${VALUE}'\n`, 0o600]);
    await bench.json(['unexport', delivery]);
    expect(existsSync(file)).toBe(false);
  });

  const inline = ['--mechanism', 'inline'];
  it.each([
    { why: 'a value that no form can hold', key: 'Quoted', code: 5, words: /has a ': .*keyrack exec/s },
    { why: 'no mechanism named', more: [], code: 5, words: /nothing but the value itself/ },
    { why: 'a reference', more: ['--mechanism', 'reference'], code: 5, words: /expand nothing/ },
    { why: 'an unclosed quote', text: 'A="\n', code: 5, words: /not closed \(line 1/ },
    {
      why: 'a variable of somebody else',
      text: 'MY_KEY=x\n',
      code: 5,
      words: /variable "MY_KEY".*did not write/,
    },
    { why: 'a server’s name', more: [...inline, '--server', 's'], code: 2, words: /takes a variable alone/ },
    { why: 'a further variable', more: [...inline, '--set', 'B=2'], code: 2, words: /no further variables/ },
  ])(
    'is refused for $why, and the file stays',
    async ({ key = 'Good', text = 'A=1\n', more = inline, code, words }) => {
      const file = join(bench.files, 'refused.env');
      writeFileSync(file, text, { mode: 0o644 });
      const ended = await bench.run(exporting(key, file, ...more));
      expect([ended.code, ended.err]).toEqual([code, expect.stringMatching(words)]);
      expect(ended.out + ended.err).not.toContain('canary');
      expect([readFileSync(file, 'utf8'), statSync(file).mode & 0o777]).toEqual([text, 0o644]);
    },
  );

  it('asks for the file, and suggests one', async () => {
    const args = ['export', 'dotenv', '--env', 'Dev', '--key', 'Good', '--mechanism', 'inline'];
    const { code, err } = await bench.run(args);
    expect([code, err]).toEqual([2, expect.stringContaining('such as .env')]);
  });
});

describe('a key in a script of a shell', () => {
  const into = (target: string, key: string, file: string) => [
    ...['export', target, '--env', 'Dev', '--key', key, '--mechanism', 'inline', '--file', file],
  ];

  it('stands in an .envrc as bash reads it, and direnv has to be asked again', async () => {
    const file = join(bench.files, '.envrc');
    const foreign = '# theirs\nlayout() { :; }\n';
    writeFileSync(file, foreign, { mode: 0o644 });
    const { code, err } = await bench.run(into('direnv', 'Quoted', file));
    expect([code, err]).toEqual([0, expect.stringContaining('direnv allow')]);
    const seen = spawnSync('bash', ['-c', '. "$0" && printenv MY_KEY', file], { encoding: 'utf8' });
    expect(seen.stdout).toBe(`${UNWRITABLE}\n`);
    await bench.json(['undo']);
    expect([readFileSync(file, 'utf8'), statSync(file).mode & 0o777]).toEqual([foreign, 0o644]);
  });

  it.each([
    ['.zshrc', "export MY_KEY='canary-variable it'\\''s'\n"],
    ['config.fish', "set -gx MY_KEY 'canary-variable it\\'s'\n"],
    ['profile.ps1', "$env:MY_KEY = 'canary-variable it''s'\n"],
  ])('stands in %s in the words of its shell', async (name, line) => {
    const file = join(bench.files, name);
    const { delivery } = (await bench.json(into('shell', 'Quoted', file))) as { delivery: string };
    expect([readFileSync(file, 'utf8'), statSync(file).mode & 0o777]).toEqual([line, 0o600]);
    await bench.json(['unexport', delivery]);
    expect(existsSync(file)).toBe(false);
  });

  it('is refused in a file whose name tells of no shell', async () => {
    const { code, err } = await bench.run(into('shell', 'Good', join(bench.files, 'notes.txt')));
    expect([code, err]).toEqual([2, expect.stringContaining('which shell reads the file')]);
  });
});

it('docker’s file takes a value only as it stands', async () => {
  const file = join(bench.files, 'docker.env');
  await bench.json(['key', 'add', '--env', 'Dev', '--name', 'Plain', '--var', 'PLAIN'], {
    stdin: 'canary~plain!1',
  });
  const args = ['export', 'docker-env', '--env', 'Dev', '--mechanism', 'inline', '--file', file, '--key'];
  await bench.json([...args, 'Plain']);
  expect(readFileSync(file, 'utf8')).toBe('PLAIN=canary~plain!1\n');
  const { code, err } = await bench.run([...args, 'Good']);
  expect([code, err]).toEqual([5, expect.stringContaining('quotes stand for themselves')]);
  expect(readFileSync(file, 'utf8')).toBe('PLAIN=canary~plain!1\n');
});
