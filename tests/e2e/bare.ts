import { spawn } from 'node:child_process';
import { findElectron } from '../../bin/runtime.mjs';
import { ROOT } from './command.ts';
import type { Place } from './fixtures.ts';

interface Bare {
  /** All that it said so far. */
  readonly stderr: () => string;
  /** @returns its exit code; null where a signal ended it */
  readonly ended: Promise<number | null>;
  end(): Promise<number | null>;
}

/** The app as a desktop starts it, with nobody attached: what Playwright reads of stderr is lost to a test. */
export function startBare(place: Place, words: readonly string[] = []): Bare {
  const electron = findElectron(ROOT);
  if (electron === null) throw new Error('no Electron here: npm test sets it up');
  const args = [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), ROOT, ...words];
  const child = spawn(electron.path, args, {
    env: { ...process.env, KEYRACK_HOME: place.home, XDG_CONFIG_HOME: place.config, TMPDIR: place.config },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  return {
    stderr: () => said,
    ended,
    end: () => {
      child.kill();
      return ended;
    },
  };
}
