// `npm run package:test`: an unpacked build from the runtime at hand, to test what only a package shows. It differs from
// a release in one fuse, which Playwright needs, and is marked as not for distribution.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { electronVersion } from '../bin/runtime.mjs';
import { asNode, runChild } from './child.mjs';
import { pack } from './package/pack.mjs';
import { startSession } from './session.mjs';
import { orStop, root, setup } from './setup.mjs';

const OUTPUT = 'dist/test';

const electron = await orStop(() => setup({ purpose: 'tests' }));
const version = electronVersion(electron.dist);
const code = await pack({
  electron,
  dir: true,
  config: {
    directories: { output: OUTPUT },
    electronDist: electron.dist,
    electronVersion: version,
    electronFuses: { enableNodeCliInspectArguments: true },
  },
});
process.exitCode = code === 0 ? await tryOut(join(root, OUTPUT, 'linux-unpacked')) : code;

async function tryOut(folder) {
  const words = `A test build on Electron ${version} (${electron.source}). Not for distribution.\n`;
  writeFileSync(join(folder, 'NOT-FOR-DISTRIBUTION.txt'), words);
  const session = await startSession();
  try {
    const args = ['scripts/package/smoke.mjs', join(folder, 'keyrack-app')];
    const { code: started } = await runChild(electron.path, args, {
      show: true,
      cwd: root,
      env: asNode(session.env),
    });
    if (started === 0) process.stdout.write(`package: it starts: ${folder}\npackage: ${words}`);
    return started;
  } finally {
    await session.stop();
  }
}
