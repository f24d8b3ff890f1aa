import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSession } from './session.mjs';
import { root } from './setup.mjs';

export const say = (text) => process.stdout.write(`start: ${text}\n`);

const isLinux = process.platform === 'linux';

/** Only Linux machines come without a screen. */
export const hasDisplay = !isLinux || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

/** Runs `task` with the environment of a desktop: the user's own, or on a machine without a screen a virtual one. */
export function onDesktop(task) {
  return hasDisplay ? task(process.env) : onVirtualDesktop(task);
}

/** Its keyring, home and ledger stay in the clone between runs, apart from the user's own. */
async function onVirtualDesktop(task) {
  const folder = join(root, '.keyrack-demo');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  say('there is no display: starting a virtual one, with a D-Bus session and keyring of its own.');
  say('They are kept between runs in .keyrack-demo/; your own home and keyring are not touched.');
  const session = await startSession({ home: join(folder, 'home'), password: keyringPassword(folder) });
  try {
    const { DISPLAY, XAUTHORITY } = session.env;
    say(`the display is DISPLAY=${DISPLAY} XAUTHORITY=${XAUTHORITY}`);
    return await task({ ...session.env, KEYRACK_HOME: join(folder, 'keyrack') });
  } finally {
    await session.stop();
  }
}

/** What Electron needs before the app's folder: as root Chromium has no sandbox, and refuses to start with one. */
export function electronArguments() {
  if (!isLinux || process.getuid() !== 0) return [];
  say('this is root, for whom Chromium has no sandbox: starting with it switched off');
  return process.getuid() === 0 ? ['--no-sandbox'] : [];
}

function keyringPassword(folder) {
  const file = join(folder, 'keyring-password');
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 });
  return readFileSync(file, 'utf8');
}
