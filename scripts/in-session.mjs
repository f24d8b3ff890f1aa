import { build } from './build.mjs';
import { asNode, runChild } from './child.mjs';
import { startSession } from './session.mjs';
import { orStop, root, setup } from './setup.mjs';

/**
 * Sets up, builds, and runs a program of this clone under Electron's Node, in a session of its own: no keychain, file or
 * window of the user is touched.
 * @param {string} name of the command, for what it says. @param {string[]} args the program and its words
 * @returns {Promise<number>} its exit code; 2 where there can be no such session
 */
export async function inSession(name, args) {
  if (process.platform !== 'linux') {
    process.stderr.write(
      `${name}: it needs a display and a keyring of its own, which there are on Linux alone.\n`,
    );
    return 2;
  }
  const electron = await orStop(() => setup({ purpose: 'tests' }));
  const built = await build({ electron });
  if (built.code !== 0) {
    process.stdout.write(built.output);
    return 1;
  }
  const session = await startSession();
  try {
    const { code } = await runChild(electron.path, args, { show: true, cwd: root, env: asNode(session.env) });
    return code;
  } finally {
    await session.stop();
  }
}
