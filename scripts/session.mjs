// A desktop session of its own: a virtual display, a D-Bus session bus and an unlocked gnome-keyring, with a home
// that is not the user's. Used by `npm start` without a display and by the tests; alone it runs a command in one:
//   node scripts/session.mjs COMMAND ARGS…
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startBus } from './session/bus.mjs';
import { startDisplay } from './session/display.mjs';
import { startKeyring } from './session/keyring.mjs';
import { boundToThisProcess, createProcesses } from './session/processes.mjs';

// What ties a process to the user's own desktop, keyring, agents and files.
const OF_THE_USER =
  /^(DBUS_|XDG_|GNOME_|KDE_|GTK_|QT_|WAYLAND_|SSH_|GPG_|DESKTOP_|SESSION_|KEYRACK_|DISPLAY$|XAUTHORITY$|MAIL$)/;

/**
 * Starts a session.
 * @param {{ home?: string, password?: string }} options home: kept folder for HOME; without it one that goes with the session
 * @returns {Promise<{ env: Record<string, string>, stop: () => Promise<void> }>} the environment for programs in it
 */
export async function startSession({ home, password = 'test' } = {}) {
  // Sockets have short paths only in a short folder: a Unix socket's path ends at 107 bytes.
  const folder = mkdtempSync(join(tmpdir(), 'keyrack-'));
  const processes = createProcesses();
  const removeFolder = () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  const stop = async () => {
    await processes.stop();
    removeFolder();
  };
  try {
    const env = sessionEnvironment(home ?? join(folder, 'home'), join(folder, 'run'));
    Object.assign(env, await startDisplay({ processes, folder, env }));
    Object.assign(env, await startBus({ processes, folder, env }));
    await startKeyring({ processes, env, password });
    return { env, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function sessionEnvironment(home, runtime) {
  const kept = Object.entries(process.env).filter(([name]) => !OF_THE_USER.test(name));
  const folders = {
    HOME: home,
    XDG_CONFIG_HOME: join(home, '.config'),
    XDG_DATA_HOME: join(home, '.local', 'share'),
    XDG_CACHE_HOME: join(home, '.cache'),
    XDG_STATE_HOME: join(home, '.local', 'state'),
    XDG_RUNTIME_DIR: runtime,
  };
  for (const folder of Object.values(folders)) mkdirSync(folder, { recursive: true, mode: 0o700 });
  // GTK would look for the accessibility bus on a bus that starts nothing.
  return { ...Object.fromEntries(kept), ...folders, NO_AT_BRIDGE: '1' };
}

/** Runs one command in the session; ends with its exit code, or 128 and the signal's number. */
async function runIn(session, command, args) {
  const child = spawn(...boundToThisProcess(command, args), { stdio: 'inherit', env: session.env });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => {
    child.on('error', (error) => {
      process.stderr.write(`session: ${error.message}\n`);
      resolve(127);
    });
    child.on('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [command, ...args] = process.argv.slice(2);
  if (command === undefined) {
    process.stderr.write('usage: node scripts/session.mjs COMMAND ARGS…\n');
    process.exit(2);
  }
  const session = await startSession();
  process.exitCode = await runIn(session, command, args);
  await session.stop();
}
