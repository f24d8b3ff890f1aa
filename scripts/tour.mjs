// `npm run tour [FOLDER]`: plays the main job in the real app against Playground, says each step, and takes the pictures that
// README and docs show. In a session of its own: no keychain, file or window of yours is touched.
import { build } from './build.mjs';
import { asNode, runChild } from './child.mjs';
import { startSession } from './session.mjs';
import { orStop, root, setup } from './setup.mjs';

const [folder = 'docs/images'] = process.argv.slice(2);
if (process.platform !== 'linux') {
  process.stderr.write(
    'tour: it needs a display and a keyring of its own, which there are on Linux alone.\n',
  );
  process.exit(2);
}
const electron = await orStop(() => setup({ purpose: 'tests' }));
const built = await build({ electron });
if (built.code !== 0) {
  process.stdout.write(built.output);
  process.exit(1);
}
const session = await startSession();
try {
  const { code } = await runChild(electron.path, ['tests/tour/play.ts', folder], {
    show: true,
    cwd: root,
    env: asNode(session.env),
  });
  process.stdout.write(code === 0 ? `tour: the pictures are in ${folder}\n` : 'tour: FAILED, see above\n');
  process.exitCode = code;
} finally {
  await session.stop();
}
