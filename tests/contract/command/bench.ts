import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, expect } from 'vitest';
import { type Keyring, startTestKeyring } from '../keychain/keyring.ts';

export const ROOT = join(import.meta.dirname, '../../..');

/**
 * The command as it was built when the test began: whoever builds meanwhile does not pull it away under the test.
 * It stands inside the clone, so that its libraries are found.
 */
const COPY = join(ROOT, 'test-results', `command-${process.pid}`);
mkdirSync(COPY, { recursive: true });
for (const folder of ['bin', 'out/cli']) cpSync(join(ROOT, folder), join(COPY, folder), { recursive: true });
symlinkSync(join(ROOT, 'node_modules'), join(COPY, 'node_modules'));
afterAll(() => rmSync(COPY, { recursive: true, force: true }));

export const COMMAND = join(COPY, 'bin/keyrack.mjs');

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

interface Given {
  readonly stdin?: string | Buffer;
  /** What descriptor 3 gives. */
  readonly passphrase?: string;
  /** Replaces the environment of the bench. */
  readonly env?: Readonly<Record<string, string>>;
  /** The folder that it is given in. */
  readonly cwd?: string;
}

/** The built command, with a home, a session bus and a keyring of its own. */
export interface Bench {
  readonly home: string;
  /** For files of other programs. */
  readonly files: string;
  readonly keyring: Keyring;
  readonly env: Readonly<Record<string, string>>;
  start(args: readonly string[], given?: Given): ChildProcess;
  run(args: readonly string[], given?: Given): Promise<Ended>;
  /** Runs, wants success, and reads the document. */
  json(args: readonly string[], given?: Given): Promise<unknown>;
  close(): Promise<void>;
}

export async function openBench(): Promise<Bench> {
  const keyring = await startTestKeyring();
  const home = mkdtempSync(join(tmpdir(), 'keyrack-home-'));
  const env = { ...keyring.env, KEYRACK_HOME: home, NO_COLOR: '1' };
  const start: Bench['start'] = (args, given = {}) => {
    const stdio = ['pipe', 'pipe', 'pipe', given.passphrase === undefined ? 'ignore' : 'pipe'] as const;
    const child = spawn(process.execPath, [COMMAND, ...args], {
      env: given.env ?? env,
      stdio: [...stdio],
      ...(given.cwd === undefined ? {} : { cwd: given.cwd }),
    });
    // A command that does not read is no failure of the test.
    for (const [stream, content] of [
      [child.stdin, given.stdin],
      [child.stdio[3], given.passphrase],
    ] as const) {
      if (stream === null || stream === undefined || !('end' in stream)) continue;
      stream.on('error', () => undefined);
      stream.end(content ?? '');
    }
    return child;
  };
  const run: Bench['run'] = async (args, given) => ended(start(args, given));
  return {
    home,
    files: mkdtempSync(join(keyring.folder, 'files-')),
    keyring,
    env,
    start,
    run,
    json: async (args, given) => {
      const { code, signal, out, err } = await run(['--json', ...args], given);
      expect({ code, signal, err: code === 0 ? '' : out + err }).toEqual({ code: 0, signal: null, err: '' });
      return JSON.parse(out);
    },
    close: async () => {
      await run(['lock']);
      await keyring.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

export async function ended(child: ChildProcess): Promise<Ended> {
  if (child.stdout === null || child.stderr === null) throw new Error('the child has no pipes');
  const exit = new Promise<Pick<Ended, 'code' | 'signal'>>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal }));
  });
  const [out, err, { code, signal }] = await Promise.all([text(child.stdout), text(child.stderr), exit]);
  return { code, signal, out, err };
}

/** Runs `work` over all, a few at a time: the machine may have two cores. */
export async function inTurns<T, R>(
  all: readonly T[],
  lanes: number,
  work: (one: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const waiting = [...all.entries()];
  const lane = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      results[next[0]] = await work(next[1]);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return results;
}
