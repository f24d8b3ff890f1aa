import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, type Place } from './fixtures.ts';

export const ROOT = join(import.meta.dirname, '..', '..');
export const COMMAND = join(ROOT, 'bin', 'keyrack.mjs');

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

export interface Given {
  readonly stdin?: string;
  /** What descriptor 3 gives. */
  readonly passphrase?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** The other door of the same home: bin/keyrack.mjs, on the Electron that the window runs on. */
export function startCommand(place: Place, args: readonly string[], given: Given = {}) {
  const own = {
    KEYRACK_HOME: place.home,
    XDG_CONFIG_HOME: place.config,
    NO_COLOR: '1',
    FORCE_COLOR: undefined,
  };
  const child = spawn(process.execPath, [COMMAND, ...args], {
    env: { ...process.env, ...own, ELECTRON_RUN_AS_NODE: '1', ...given.env },
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
  });
  for (const [stream, content] of [
    [child.stdin, given.stdin],
    [child.stdio[3], given.passphrase],
  ] as const) {
    if (stream === null || stream === undefined || !('end' in stream)) continue;
    // A command that does not read is no failure of the test.
    stream.on('error', () => undefined);
    stream.end(content ?? '');
  }
  return child;
}

/** Runs it to its end. */
export async function command(place: Place, args: readonly string[], given?: Given): Promise<Ended> {
  const child = startCommand(place, args, given);
  const exit = new Promise<Pick<Ended, 'code' | 'signal'>>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal }));
  });
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { ...(await exit), out, err };
}

/** Runs it, wants success, and reads the document. */
export async function commandJson(place: Place, args: readonly string[], given?: Given): Promise<unknown> {
  const { code, signal, out, err } = await command(place, ['--json', ...args], given);
  expect({ code, signal, said: code === 0 ? '' : out + err }).toEqual({ code: 0, signal: null, said: '' });
  return JSON.parse(out);
}

/** Runs it, wants failure, and reads the error; `said` is all its words. */
export async function commandFailure(place: Place, args: readonly string[], given?: Given) {
  const { code, out } = await command(place, ['--json', ...args], given);
  const { error } = JSON.parse(out) as {
    readonly error: { readonly code: string; readonly message: string; readonly next: string | null };
  };
  return { exit: code, said: `${error.message} ${error.next}`, ...error };
}
