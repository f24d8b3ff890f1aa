// Builds the app and the command into out/, unless the sources are those of the last build.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { asNode, runChild } from './child.mjs';
import { orStop, root, setup } from './setup.mjs';

const SOURCES = [
  'electron',
  'renderer',
  'shared',
  'scripts/build',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
];
const RESULTS = [
  'out/main/main.js',
  'out/preload/preload.cjs',
  'out/renderer/index.html',
  'out/cli/keyrack.cjs',
  'out/man/keyrack.1',
];

/**
 * @param {{ electron: { path: string } }} options the Electron whose Node builds
 * @returns {Promise<{ code: number, output: string, isFresh: boolean }>} isFresh: there was nothing to do
 */
export async function build({ electron }) {
  const stamp = join(root, 'out', '.stamp');
  const hash = hashOf(SOURCES);
  const isComplete = RESULTS.every((path) => existsSync(join(root, path)));
  if (isComplete && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) {
    return { code: 0, output: '', isFresh: true };
  }
  rmSync(stamp, { force: true });
  const result = await runChild(electron.path, ['scripts/build/bundle.mjs'], { cwd: root, env: asNode() });
  if (result.code === 0) writeFileSync(stamp, hash);
  return { ...result, isFresh: false };
}

function hashOf(paths) {
  const hash = createHash('sha256');
  for (const path of paths.flatMap(filesOf))
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(join(root, path)));
  return hash.digest('hex');
}

function filesOf(path) {
  const isFolder = !path.includes('.');
  if (!isFolder) return [path];
  return readdirSync(join(root, path), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const electron = await orStop(() => setup({ purpose: 'app' }));
  const { code, output, isFresh } = await build({ electron });
  process.stdout.write(isFresh ? 'build: nothing has changed\n' : output);
  process.exitCode = code;
}
