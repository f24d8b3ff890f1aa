import { spawn } from 'node:child_process';
import { flushCompileCache } from 'node:module';
import { isatty } from 'node:tty';
import { formatOf } from './process-format.ts';

export interface Child {
  readonly file: string;
  /** argv, the name as it was typed first. */
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

export type Ended =
  | { readonly code: number }
  | { readonly signal: NodeJS.Signals }
  /** The system would not start it; the name of its error, such as ENOEXEC. */
  | { readonly failed: string };

/** Longest single string and share of the stack that Linux hands to a new program (execve(2)). */
const STRING_MAX_BYTES = 131_071;
const TOTAL_SURE_BYTES = 1_048_576;

// Node ignores them, and what is ignored stays ignored in the next program; what is handled is reset.
const IGNORED_BY_NODE: readonly NodeJS.Signals[] = ['SIGPIPE', 'SIGXFSZ'];
// A terminal sends SIGINT and SIGQUIT to the child as well: passing them on would deliver them twice.
const FORWARDED: readonly NodeJS.Signals[] = ['SIGTERM', 'SIGHUP', 'SIGUSR2'];
const FROM_TERMINAL: readonly NodeJS.Signals[] = ['SIGINT', 'SIGQUIT'];

/**
 * Becomes the child where the system can do that; else starts it and waits. Never by a shell.
 * @returns only where this process is not the child now
 */
export async function runChild(child: Child): Promise<Ended> {
  if (process.platform === 'win32') return spawnAndWait(child);
  const format = formatOf(child.file);
  if (format === 'incomplete') return { failed: 'ENOENT' };
  if (format === 'unknown') return { failed: 'ENOEXEC' };
  if (format === 'certain' && process.execve !== undefined && hasRoom(child)) become(child);
  return spawnAndWait(child);
}

/** Whether its words are certainly not too many for the system. */
function hasRoom({ argv, env }: Child): boolean {
  const strings = [...argv, ...Object.entries(env).map(([name, value]) => `${name}=${value}`)];
  const sizes = strings.map((text) => Buffer.byteLength(text) + 1);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  return Math.max(...sizes) <= STRING_MAX_BYTES && total <= TOTAL_SURE_BYTES;
}

function become({ file, argv, env }: Child): never {
  // At its end Node keeps what it has compiled (see code-cache.ts); this is none.
  flushCompileCache();
  for (const signal of IGNORED_BY_NODE) process.on(signal, () => undefined);
  return process.execve?.(file, [...argv], { ...env }) as never;
}

/** spawn throws what it does not tell by an event, such as E2BIG. */
async function spawnAndWait(wanted: Child): Promise<Ended> {
  try {
    return await spawned(wanted);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    return { failed: code };
  }
}

function spawned({ file, argv, env }: Child): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(file, argv.slice(1), { stdio: 'inherit', env, argv0: argv[0] ?? file, shell: false });
    for (const signal of FROM_TERMINAL) process.on(signal, () => isatty(0) || child.kill(signal));
    for (const signal of FORWARDED) process.on(signal, () => child.kill(signal));
    child.on('error', (error: NodeJS.ErrnoException) => resolve({ failed: error.code ?? error.name }));
    child.on('exit', (code, signal) => resolve(signal === null ? { code: code ?? 1 } : { signal }));
  });
}

/** Ends this process by a signal, so that a caller sees what it would have seen without us. */
export function dieBy(signal: NodeJS.Signals): void {
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
}
