import { closeSync, openSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { isAlive } from './atomic-write.ts';

/**
 * Whether the app is open with this home. Chromium keeps a lock in its folder while it runs: on Linux and macOS a link
 * named SingletonLock to `host-pid`, on Windows a file that nobody else may open (chrome/browser/process_singleton).
 */
export function isAppOpen(home: string): boolean {
  const chromium = join(home, 'chromium');
  if (process.platform === 'win32') return isHeld(join(chromium, 'lockfile'));
  const owner = linkOf(join(chromium, 'SingletonLock'));
  const [, host, pid] = /^(.*)-(\d+)$/.exec(owner) ?? [];
  if (pid === undefined) return false;
  // On another machine that shares this disk nobody can tell, so it counts.
  return host !== hostname() || isAlive(Number(pid));
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}

function isHeld(path: string): boolean {
  try {
    closeSync(openSync(path, 'r+'));
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ENOENT';
  }
}
