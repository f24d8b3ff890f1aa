import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';

const COMMAND = [
  'bin/keyrack.mjs',
  'out/cli/keyrack.cjs',
  'node_modules/keytar/package.json',
  'package.json',
];

/** A file that is missing at its source is passed over by the packer without an error. */
function assertCommand(folder, isWindows) {
  const programs = isWindows ? ['bin/node.exe', 'bin/keyrack.cmd'] : ['bin/node', 'bin/keyrack'];
  const missing = [...programs, ...COMMAND].filter((path) => !existsSync(join(folder, path)));
  if (missing.length > 0) throw new Error(`The packed command lacks ${missing.join(', ')}.`);
}

/** Takes out Electron's demonstration app, which would open if ours were missing. */
export default async function afterPack({ appOutDir, electronPlatformName, packager }) {
  const resources = packager.getResourcesDir(appOutDir);
  await rm(join(resources, 'default_app.asar'), { force: true });
  assertCommand(join(resources, 'cli'), electronPlatformName === 'win32');
}
