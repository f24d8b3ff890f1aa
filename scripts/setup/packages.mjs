import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm, say } from './say.mjs';

/** Installs node_modules exactly as package-lock.json has it, when it is missing or differs. */
export function packages(root) {
  const lock = readFileSync(join(root, 'package-lock.json'));
  const hash = createHash('sha256').update(lock).digest('hex');
  const cache = join(root, 'node_modules', '.cache', 'keyrack');
  const stamp = join(cache, 'package-lock.sha256');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  if (!isInstalled(root, JSON.parse(lock.toString()))) install(root, cache);
  mkdirSync(cache, { recursive: true });
  writeFileSync(stamp, hash);
}

/** Whether node_modules already holds what the lock names, for example after `npm install` by hand. */
function isInstalled(root, lock) {
  const hidden = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(hidden)) return false;
  const installed = JSON.parse(readFileSync(hidden, 'utf8')).packages;
  const wanted = Object.entries(lock.packages).filter(([path]) => path !== '');
  const isSame = ([path, entry]) =>
    installed[path] === undefined ? entry.optional === true : installed[path].integrity === entry.integrity;
  return wanted.every(isSame) && Object.keys(installed).every((path) => path in lock.packages);
}

/** No install script runs: keytar's binaries are in its package, and Electron is fetched by its own step. */
function install(root, cache) {
  say('installing the packages of package-lock.json (npm ci)');
  // npm ci empties node_modules; what was downloaded for this clone has to survive that.
  const aside = join(root, '.keyrack-cache');
  if (existsSync(cache)) {
    rmSync(aside, { recursive: true, force: true });
    renameSync(cache, aside);
  }
  try {
    npm(root, ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
  } finally {
    if (existsSync(aside)) {
      mkdirSync(join(root, 'node_modules', '.cache'), { recursive: true });
      renameSync(aside, cache);
    }
  }
}
