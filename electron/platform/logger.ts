import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '#core/errors.ts';
import type { Log } from '#core/ports/log.ts';
import { hideKeys } from '#shared/text/key-like.ts';

function inWords(cause: unknown): string {
  if (cause instanceof AppError) return `${cause.code}: ${cause.message}`;
  if (cause instanceof Error) return `${cause.name}: ${cause.message}\n${cause.stack ?? ''}`;
  return typeof cause;
}

export interface SwitchedLog extends Log {
  /** Debug lines are written from now on, or no more. */
  switchDebug(on: boolean): void;
}

/**
 * One file a day in `logs/`, one JSON document a line, readable by the user alone.
 * @param isDebugging false: debug lines are dropped until they are switched on
 */
export function createLog(folder: string, isDebugging = false): SwitchedLog {
  let debugging = isDebugging;
  const write = (
    level: 'debug' | 'info' | 'error',
    event: string,
    fields: Readonly<Record<string, unknown>>,
  ) => {
    const at = new Date().toISOString();
    const line = hideKeys(JSON.stringify({ at, level, event, ...fields }));
    try {
      appendFileSync(join(folder, `${at.slice(0, 10)}.log`), `${line}\n`, { mode: 0o600 });
    } catch {
      // A full disk must not take the work down with it; stderr still tells.
      process.stderr.write(`${line}\n`);
    }
  };
  return {
    switchDebug: (on) => {
      debugging = on;
    },
    debug: (event, fields = {}) => {
      if (debugging) write('debug', event, fields);
    },
    info: (event, fields = {}) => write('info', event, fields),
    error: (event, cause, fields = {}) => write('error', event, { ...fields, cause: inWords(cause) }),
  };
}
