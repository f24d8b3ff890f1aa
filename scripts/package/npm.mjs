import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The command as a package of its own; installers carry it as it is, beside their Node. */
const NPM_FOLDER = 'out/npm';

/** A clone is set up by an older Node, which fetches another; a package has none to fetch. As in bin/runtime.mjs. */
const COMMAND_NODE = '>=22.15';

/**
 * Puts the built command together as an npm package. The app's own package.json is no use there: of all its packages the
 * bundle needs keytar alone.
 * @param {string} root of the clone, where the command is built
 * @returns {string} the folder
 */
export function stageNpm(root) {
  const folder = join(root, NPM_FOLDER);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const path of ['bin', 'out/cli', 'LICENSE', 'README.md'])
    cpSync(join(root, path), join(folder, path), { recursive: true });
  cpSync(join(root, 'out', 'man'), join(folder, 'man'), { recursive: true });
  const app = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest(app), null, 2)}\n`);
  return folder;
}

function manifest({ name, version, description, license, type, bin, dependencies }) {
  return {
    name,
    version,
    description,
    license,
    type,
    bin,
    engines: { node: COMMAND_NODE },
    man: ['./man/keyrack.1'],
    files: ['bin', 'man', 'out'],
    dependencies: { keytar: dependencies.keytar },
  };
}
