import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Bench, openBench } from './command/bench.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let bench: Bench;
let bin: string;
let asked: string;

/** Answers as npm 11 does, and writes down how it was called. */
const npm = () => `#!/bin/sh
{ for word in "$@"; do echo "word $word"; done; env; } > '${asked}'
case "$4" in
  @acme/mcp) echo '{ "name": "@acme/mcp", "version": "1.2.0" }' ;;
  offline-server) echo '{ "error": { "code": "ENOTFOUND", "summary": "getaddrinfo", "detail": "" } }'; exit 1 ;;
  *) echo '{ "error": { "code": "E404", "summary": "Not Found - GET https://r.example/x", "detail": "" } }'; exit 1 ;;
esac
`;

beforeAll(async () => {
  bench = await openBench();
  bin = join(bench.files, 'bin');
  asked = join(bench.files, 'asked');
  mkdirSync(bin);
  writeFileSync(join(bin, 'npm'), npm());
  chmodSync(join(bin, 'npm'), 0o755);
  await bench.json(['init', '--storage', 'keychain']);
  await bench.json(['env', 'add', 'Dev', '--stage', 'development']);
  await bench.json(['key', 'add', '--env', 'Dev', '--name', 'Reader', '--var', 'READER_KEY'], {
    stdin: 'canary-4f9a1c7e2b8d',
  });
});
afterAll(() => bench.close());
beforeEach(() => rmSync(asked, { force: true }));

const exported = (command: string, more: readonly string[] = [], path = `${bin}:${process.env.PATH}`) => {
  const file = join(bench.files, 'mcp.json');
  const words = ['export', 'mcp', '--env', 'Dev', '--key', 'Reader', '--server', 'it', '--file', file];
  const env = { ...bench.env, PATH: path, NODE_OPTIONS: '--no-warnings', NPM_TOKEN: 'theirs' };
  return bench.run([...words, '--command', command, '--dry-run', ...more], { env });
};

describe('--check-package', () => {
  it('asks the npm of the user about that package, without a shell and without anything of ours', async () => {
    const { code, out, err } = await exported("npx -y @acme/mcp '$(touch x)'", ['--check-package', '--json']);
    expect([code, JSON.parse(out).server]).toEqual([0, 'it']);
    expect(err).toContain('@acme/mcp is in the registry that your npm asks: version 1.2.0.');
    const seen = readFileSync(asked, 'utf8').split('\n');
    const words = seen.filter((line) => line.startsWith('word ')).map((line) => line.slice(5));
    expect(words).toEqual(['view', '--json', '--', '@acme/mcp', 'name', 'version']);
    expect(seen).toContain('NPM_TOKEN=theirs');
    expect(seen.filter((line) => /canary|^(?:KEYRACK|ELECTRON|NODE_OPTIONS|DBUS)/.test(line))).toEqual([]);
  });

  it.each([
    ['npx -y nobodys-server', 'Anyone could register a free name'],
    ['npx -y offline-server', 'are you offline?'],
    ['node server.js', 'nothing to check'],
  ])('of %s says so, and refuses nothing', async (command, words) => {
    const { code, err } = await exported(command, ['--check-package']);
    expect([code, err]).toEqual([0, expect.stringContaining(words)]);
  });

  it('tells that there is no npm from there being no package', async () => {
    const empty = join(bench.files, 'empty');
    mkdirSync(empty);
    const { code, err } = await exported('npx -y nobodys-server', ['--check-package'], empty);
    expect([code, err]).toEqual([0, expect.stringContaining('npm was not found')]);
  });

  it('is the only thing that runs npm', async () => {
    expect((await exported('npx -y nobodys-server')).code).toBe(0);
    expect(existsSync(asked)).toBe(false);
  });
});
