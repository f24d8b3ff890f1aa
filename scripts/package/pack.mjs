import { build } from '../build.mjs';
import { asNode, runChild } from '../child.mjs';
import { root } from '../setup.mjs';
import { stageNpm } from './npm.mjs';

/**
 * Builds the app and packs it, as electron-builder.yml says.
 * @param {{ electron: { path: string }, dir?: boolean, config?: object, show?: boolean }} options dir: a folder, no installers;
 *   config: what differs; show: what the packer prints,
 *   else only where it fails
 * @returns {Promise<number>} the exit code
 */
export async function pack({ electron, dir = false, config = {}, show = true }) {
  const built = await build({ electron });
  if (built.code !== 0) {
    process.stdout.write(built.output);
    return built.code;
  }
  stageNpm(root);
  const args = ['scripts/package/builder.mjs', JSON.stringify({ dir, config })];
  // Electron's file system shows an archive as a folder; the packer has to see the file.
  const env = { ...asNode(), ELECTRON_NO_ASAR: '1' };
  const { code, output } = await runChild(electron.path, args, { show, cwd: root, env });
  if (code !== 0 && !show) process.stdout.write(output);
  return code;
}
