// `npm run package:test`: an unpacked build from the runtime at hand, to test what only a package shows. It differs from
// a release in one fuse, which Playwright needs, and is marked as not for distribution.
import { asNode, runChild } from './child.mjs';
import { FOR_PLAYWRIGHT, packUnpacked } from './package/unpacked.mjs';
import { startSession } from './session.mjs';
import { orStop, root, setup } from './setup.mjs';

const electron = await orStop(() => setup({ purpose: 'tests' }));
const made = await packUnpacked({ electron, output: 'dist/test', fuses: FOR_PLAYWRIGHT });
process.exitCode = made.code === 0 ? await tryOut(made) : made.code;

async function tryOut({ folder, program, words }) {
  const session = await startSession();
  try {
    const { code: started } = await runChild(electron.path, ['scripts/package/smoke.mjs', program], {
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
