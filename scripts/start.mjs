// `npm start`: set up, build, open the app. Words after `--` go to the app.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { asApp, runChild } from './child.mjs';
import { startSession } from './session.mjs';
import { orStop, root, setup } from './setup.mjs';

const say = (text) => process.stdout.write(`start: ${text}\n`);

const isLinux = process.platform === 'linux';
const hasDisplay = !isLinux || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

const electron = await orStop(() => setup({ purpose: hasDisplay ? 'app' : 'demo' }));
say('building');
const built = await build({ electron });
if (built.code === 0) process.exitCode = hasDisplay ? await open(process.env) : await openVirtually();
else {
  process.stdout.write(built.output);
  process.exitCode = 1;
}

/** A machine without a screen gets one, and a session that is kept in the clone and is not the user's. */
async function openVirtually() {
  const folder = join(root, '.keyrack-demo');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  say(
    'there is no display: starting a virtual one, with a session bus and keyring of its own, kept in .keyrack-demo/',
  );
  const session = await startSession({ home: join(folder, 'home'), password: keyringPassword(folder) });
  try {
    const { DISPLAY, XAUTHORITY } = session.env;
    say(`the display is DISPLAY=${DISPLAY} XAUTHORITY=${XAUTHORITY}`);
    return await open({ ...session.env, KEYRACK_HOME: join(folder, 'keyrack') });
  } finally {
    await session.stop();
  }
}

async function open(env) {
  const args = [root, ...process.argv.slice(2)];
  if (isLinux && process.getuid() === 0) {
    say('this is root, for whom Chromium has no sandbox: starting with --no-sandbox');
    args.unshift('--no-sandbox');
  }
  say('opening Keyrack; Ctrl+C ends it');
  const { code } = await runChild(electron.path, args, { show: true, cwd: root, env: asApp(env) });
  return code;
}

function keyringPassword(folder) {
  const file = join(folder, 'keyring-password');
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 });
  return readFileSync(file, 'utf8');
}
