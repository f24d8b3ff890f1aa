import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { connectBus } from '../../../electron/keychain/session-bus.ts';
import { startBus } from '../../../scripts/session/bus.mjs';
import { startKeyring } from '../../../scripts/session/keyring.mjs';
import { createProcesses } from '../../../scripts/session/processes.mjs';

const run = promisify(execFile);

/** A session bus with a gnome-keyring of its own, which a test may lock and kill. */
export interface Keyring {
  readonly env: Readonly<Record<string, string>>;
  readonly folder: string;
  lock(): Promise<void>;
  unlock(): Promise<void>;
  /** Sends the daemon a signal and, for one that ends it, waits for that. */
  signal(signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): Promise<void>;
  startAgain(): Promise<void>;
  /** What secret-tool, which is not ours, finds. */
  lookup(account: string): Promise<string | null>;
  stop(): Promise<void>;
}

const PASSWORD = 'test';
const LOGIN = '/org/freedesktop/secrets/collection/login';
const SERVICE = ['--session', '--print-reply', '--dest=org.freedesktop.secrets', '/org/freedesktop/secrets'];

export async function startTestKeyring({ daemon = true } = {}): Promise<Keyring> {
  const folder = mkdtempSync(join(tmpdir(), 'keyrack-'));
  const processes = createProcesses();
  const home = join(folder, 'home');
  const runtime = join(folder, 'run');
  for (const path of [home, runtime]) mkdirSync(path, { mode: 0o700 });
  const base = {
    PATH: process.env.PATH ?? '',
    HOME: home,
    XDG_RUNTIME_DIR: runtime,
    ELECTRON_RUN_AS_NODE: '1',
  };
  const env = { ...base, ...(await startBus({ processes, folder, env: base })) };
  if (daemon) await startKeyring({ processes, env, password: PASSWORD });

  async function daemonPid(): Promise<number> {
    const args = [
      '--session',
      '--print-reply',
      '--dest=org.freedesktop.DBus',
      '/',
      'org.freedesktop.DBus.GetConnectionUnixProcessID',
    ];
    const { stdout } = await run('dbus-send', [...args, 'string:org.freedesktop.secrets'], { env });
    return Number(/uint32 (\d+)/.exec(stdout)?.[1]);
  }

  async function gone(pid: number): Promise<void> {
    try {
      for (;;) {
        process.kill(pid, 0);
        const state = (await run('ps', ['-o', 'stat=', '-p', String(pid)])).stdout;
        if (state.startsWith('Z')) return;
      }
    } catch {
      // It has ended.
    }
  }

  return {
    env,
    folder,
    lock: async () => {
      const collections = `array:objpath:${LOGIN}`;
      await run('dbus-send', [...SERVICE, 'org.freedesktop.Secret.Service.Lock', collections], { env });
    },
    unlock: () => unlock(join(folder, 'bus')),
    signal: async (signal) => {
      const pid = await daemonPid();
      process.kill(pid, signal);
      if (signal === 'SIGKILL') await gone(pid);
    },
    startAgain: () => startKeyring({ processes, env, password: PASSWORD }),
    lookup: async (account) => {
      const args = ['lookup', 'service', 'keyrack', 'account', account];
      return run('secret-tool', args, { env }).then(
        ({ stdout }) => stdout,
        () => null,
      );
    },
    stop: async () => {
      await processes.stop();
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

/** What gnome-keyring's own unlock dialog does: there is no public call that takes the password. */
async function unlock(socket: string): Promise<void> {
  const bus = connectBus(socket);
  const service = { destination: 'org.freedesktop.secrets', path: '/org/freedesktop/secrets' };
  const [, session] = await bus.call({
    ...service,
    interface: 'org.freedesktop.Secret.Service',
    member: 'OpenSession',
    signature: 'sv',
    body: ['plain', ['s', '']],
  });
  const secret = [session, Buffer.alloc(0), Buffer.from(PASSWORD), 'text/plain'];
  await bus.call({
    ...service,
    interface: 'org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface',
    member: 'UnlockWithMasterPassword',
    signature: 'o(oayays)',
    body: [LOGIN, secret],
  });
  bus.end();
}
