import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { electronVersion } from '../../bin/runtime.mjs';
import { root } from '../setup.mjs';
import { pack } from './pack.mjs';

/**
 * An unpacked Linux build from the runtime at hand, marked as not for distribution.
 * @param {{ electron: { path: string, dist: string, source: string }, output: string, fuses?: object, show?: boolean }} options
 *   output: a folder of the clone; fuses: what differs from electron-builder.yml; show: what the packer prints
 * @returns {Promise<{ code: number, folder: string, program: string, words: string }>} the exit code, and what was made
 */
export async function packUnpacked({ electron, output, fuses = {}, show = true }) {
  const version = electronVersion(electron.dist);
  const folder = join(root, output, 'linux-unpacked');
  const code = await pack({
    electron,
    dir: true,
    show,
    config: {
      directories: { output },
      electronDist: electron.dist,
      electronVersion: version,
      electronFuses: fuses,
    },
  });
  const words = `A test build on Electron ${version} (${electron.source}). Not for distribution.\n`;
  if (code === 0) writeFileSync(join(folder, 'NOT-FOR-DISTRIBUTION.txt'), words);
  return { code, folder, program: join(folder, 'keyrack-app'), words };
}

/** Playwright talks to the app through Node's inspector, which a release has switched off. */
export const FOR_PLAYWRIGHT = { enableNodeCliInspectArguments: true };
