import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { parse } from 'dotenv';

export type Variables = Readonly<Record<string, string | undefined>>;

/** The programs that read a .env, each by its own means. */
export const READERS: Readonly<Record<string, (text: string) => Variables>> = {
  dotenv: (text) => parse(text),
  'util.parseEnv': (text) => parseEnv(text),
  'node --env-file': (text) =>
    inFile(text, (file) =>
      JSON.parse(run(process.execPath, [`--env-file=${file}`, '-p', 'JSON.stringify(process.env)'])),
    ),
  bash: (text) => sourced('bash', text),
  dash: (text) => sourced('dash', text),
};

/** What a shell exports after it has read the file. */
export function sourced(shell: string, text: string): Variables {
  return inFile(text, (file) => {
    const out = run(shell, ['-c', 'set -a; . "$0"; env -0', file]);
    return Object.fromEntries(out.split('\0').map((pair) => splitAt(pair, pair.indexOf('='))));
  });
}

/** @returns what bash has for the variable behind each of these scripts; null: it did not get to the script's end */
export function sourcedEach(texts: readonly string[], variable: string): (string | null)[] {
  const folder = mkdtempSync(join(tmpdir(), 'env-readers-'));
  const files = texts.map((text, index) => {
    const file = join(folder, `${index}.sh`);
    writeFileSync(file, text);
    return file;
  });
  const each = `for file; do (. "$file" >&2; printf 'is%s\\0' "$${variable}") || printf 'failed\\0'; done`;
  try {
    const out = run('bash', ['-c', each, 'bash', ...files]);
    return out
      .split('\0')
      .slice(0, -1)
      .map((found) => (found.startsWith('is') ? found.slice(2) : null));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function inFile<T>(text: string, work: (file: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'env-readers-'));
  try {
    const file = join(folder, 'file.env');
    writeFileSync(file, text, { mode: 0o600 });
    return work(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const splitAt = (text: string, at: number): [string, string] => [text.slice(0, at), text.slice(at + 1)];

/** With hardly an environment, so that what is found came from the file. */
function run(program: string, args: readonly string[]): string {
  const env = {
    PATH: process.env.PATH ?? '',
    ELECTRON_RUN_AS_NODE: '1',
    HOME: '/home/of-the-test',
    LC_ALL: 'C.UTF-8',
  };
  return execFileSync(program, args, { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
}
