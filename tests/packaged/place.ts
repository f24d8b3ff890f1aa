import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { findProgram } from '../../electron/platform/process-path.ts';

/** What the tests themselves call; no Node is among it. */
const TOOLS = ['sh', 'env', 'readlink', 'sleep'];

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

/** A machine on which a package has just been installed: an empty home, and a PATH without a Node but those that are put there. */
export interface Place {
  readonly folder: string;
  start(words: readonly string[]): ChildProcess;
  run(words: readonly string[], stdin?: string): Promise<Ended>;
  close(): void;
}

/** @param nodes folders that go before, in which a Node is. @param env further variables */
export function openPlace(nodes: readonly string[] = [], env: Readonly<Record<string, string>> = {}): Place {
  const folder = mkdtempSync(join(tmpdir(), 'keyrack-place-'));
  const tools = join(folder, 'tools');
  mkdirSync(tools);
  for (const name of TOOLS) {
    const found = findProgram(name, { path: process.env.PATH, platform: process.platform });
    if (found.state !== 'found') throw new Error(`there is no ${name} on this machine`);
    symlinkSync(found.file, join(tools, name));
  }
  const variables = {
    HOME: folder,
    PATH: [...nodes, tools].join(':'),
    DBUS_SESSION_BUS_ADDRESS: process.env.DBUS_SESSION_BUS_ADDRESS ?? '',
    ...env,
  };
  const start: Place['start'] = ([program = '', ...args]) =>
    spawn(program, args, { env: variables, cwd: folder });
  return {
    folder,
    start,
    run: async (words, stdin = '') => {
      const child = start(words);
      child.stdin?.on('error', () => undefined);
      child.stdin?.end(stdin);
      return ended(child);
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export async function ended(child: ChildProcess): Promise<Ended> {
  if (child.stdout === null || child.stderr === null) throw new Error('the child has no pipes');
  const exit = new Promise<Pick<Ended, 'code' | 'signal'>>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal }));
  });
  const [out, err, how] = await Promise.all([text(child.stdout), text(child.stderr), exit]);
  return { out, err, ...how };
}

/** The folder of the command in an unpacked app, by its program. */
export const commandFolder = (app: string) => join(dirname(app), 'resources', 'cli');
