import { spawnSync } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';

const READY_TIMEOUT_MS = 15_000;

/** Starts gnome-keyring with an unlocked default collection, and waits until it says so itself. */
export async function startKeyring({ processes, env, password }) {
  const args = [
    '--unlock',
    '--components=secrets',
    '--foreground',
    `--control-directory=${env.XDG_RUNTIME_DIR}/keyring`,
  ];
  const daemon = processes.start('gnome-keyring-daemon', args, { stdio: ['pipe', 'ignore', 'pipe'], env });
  daemon.stdin.end(password);
  const deadline = Date.now() + READY_TIMEOUT_MS;
  while (!isUnlocked(env)) {
    if (daemon.exitCode !== null || Date.now() > deadline) {
      throw new Error(`gnome-keyring did not answer: ${daemon.words.trim()}`);
    }
    await delay(50);
  }
}

/** `Locked` of the collection behind the alias `default`, as the Secret Service specification names it. */
function isUnlocked(env) {
  const args = [
    '--session',
    '--print-reply',
    '--reply-timeout=2000',
    '--dest=org.freedesktop.secrets',
    '/org/freedesktop/secrets/aliases/default',
    'org.freedesktop.DBus.Properties.Get',
    'string:org.freedesktop.Secret.Collection',
    'string:Locked',
  ];
  const answer = spawnSync('dbus-send', args, { env, encoding: 'utf8' });
  return answer.status === 0 && answer.stdout.includes('boolean false');
}
