// `npm start`: set up, build, open the app. Words after `--` go to the app.
import { build } from './build.mjs';
import { asApp, runChild } from './child.mjs';
import { electronArguments, hasDisplay, onDesktop, say } from './desktop.mjs';
import { orStop, root, setup } from './setup.mjs';

const electron = await orStop(() => setup({ purpose: hasDisplay ? 'app' : 'demo' }));
const built = await build({ electron });
process.stdout.write(built.code === 0 ? '' : built.output);
process.exitCode = built.code === 0 ? await onDesktop(open) : 1;

async function open(env) {
  const args = [...electronArguments(), root, ...process.argv.slice(2)];
  say('opening Keyrack; Ctrl+C ends it');
  const { code } = await runChild(electron.path, args, { show: true, cwd: root, env: asApp(env) });
  return code;
}
