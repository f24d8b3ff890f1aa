import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { homedir } from 'node:os';
import { AppError } from '#core/errors.ts';

/** A program that serves what was copied for as long as it lives, and ends by itself when something else is copied. */
export interface Owner {
  /** How it ended, in its own words; null: it still serves. */
  ended(): string | null;
  stop(): Promise<void>;
}

/**
 * @param words the program and its arguments, none of which tells the value
 * @param value all that it reads
 * @throws AppError unsupported where it cannot be started
 */
export async function startOwner(
  words: readonly string[],
  value: string,
  env: Readonly<Record<string, string>>,
): Promise<Owner> {
  const [file = '', ...args] = words;
  // A group of its own: Ctrl+C in the terminal is ours to answer. Nobody reads what it prints but its first words of failure.
  const child = spawn(file, args, {
    env,
    cwd: homedir(),
    stdio: ['pipe', 'ignore', 'pipe'],
    detached: true,
  });
  let said = '';
  let end: string | null = null;
  child.stderr.on('data', (bytes: Buffer) => {
    said = (said + bytes.toString()).slice(0, 200);
  });
  child.once('exit', () => {
    end = said.split('\n')[0] ?? '';
  });
  child.stdin.on('error', () => undefined);
  try {
    await once(child, 'spawn');
  } catch (cause) {
    throw new AppError('unsupported', { message: `${file} could not be started.`, cause });
  }
  child.stdin.end(value);
  return {
    ended: () => end,
    stop: async () => {
      if (end !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}
