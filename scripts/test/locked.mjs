import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { npm, say } from '../setup/say.mjs';

const CACHE = ['node_modules', '.cache', 'keyrack', 'clients'];

/**
 * Where programs of other makers are that consist of many packages.
 * @param {string} source the folder of their package.json and of the lock that pins them with all that they depend on
 */
export function lockedFolder(root, source) {
  const lock = readFileSync(join(root, source, 'package-lock.json'));
  return join(root, ...CACHE, `programs-${createHash('sha256').update(lock).digest('hex').slice(0, 16)}`);
}

/**
 * Fetches them where they are not in the cache. None of their install scripts is run.
 * @param {{ source: string, what: string, how?: 'ci' | 'install' }} wanted what: for the console; how: `install` where the
 *   lock lacks packages of other systems that the registry may not have
 */
export function fetchLocked(root, { source, what, how = 'ci' }) {
  const folder = lockedFolder(root, source);
  if (existsSync(folder)) return;
  say(`fetching ${what} (npm ${how})`);
  mkdirSync(dirname(folder), { recursive: true });
  const work = mkdtempSync(join(dirname(folder), 'download-'));
  try {
    for (const name of ['package.json', 'package-lock.json'])
      copyFileSync(join(root, source, name), join(work, name));
    npm(root, [how, '--prefix', work, '--ignore-scripts', '--no-audit', '--no-fund']);
    renameSync(work, folder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
