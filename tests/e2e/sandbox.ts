import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { findElectron } from '../../bin/runtime.mjs';

const ROOT = join(import.meta.dirname, '..', '..');
const NOBODY = 65_534;
const NO_SANDBOX_HERE = /No usable sandbox|Failed to move to new namespace/;

/** What the kernel says of a process. */
export interface Confinement {
  readonly seccomp: string;
  readonly noNewPrivs: string;
}

export function confinementOf(pid: number): Confinement {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const field = (name: string) => new RegExp(`^${name}:\\s*(\\d+)`, 'm').exec(status)?.[1] ?? '';
  return { seccomp: field('Seccomp'), noNewPrivs: field('NoNewPrivs') };
}

const commandLine = (pid: string): string => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
};

const rendererIn = (home: string) =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .find((pid) => commandLine(pid).includes('--type=renderer') && commandLine(pid).includes(home));

/**
 * Root, starting the app as somebody who is not, as most users do: without --no-sandbox.
 * @returns how its page is confined; or that Chromium refused to start here without a sandbox, or cannot read the clone
 */
export async function startAsNobody(): Promise<Confinement | 'refused' | 'unreadable'> {
  const electron = findElectron(ROOT);
  if (electron === null) throw new Error('no Electron here: npm test sets it up');
  const folder = mkdtempSync(join(tmpdir(), 'keyrack-nobody-'));
  const own = (name: string) => {
    const path = join(folder, name);
    mkdirSync(path, { mode: 0o700 });
    chownSync(path, NOBODY, NOBODY);
    return path;
  };
  const home = own('home');
  const cookie = join(home, 'xauthority');
  copyFileSync(process.env.XAUTHORITY ?? '', cookie);
  for (const path of [folder, cookie]) chownSync(path, NOBODY, NOBODY);
  const env = {
    PATH: process.env.PATH,
    DISPLAY: process.env.DISPLAY,
    XAUTHORITY: cookie,
    HOME: home,
    XDG_RUNTIME_DIR: own('run'),
    KEYRACK_HOME: join(home, 'keyrack'),
  };
  const ids = [`--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups', '--pdeathsig', 'KILL'];
  const app = spawn('setpriv', [...ids, '--', electron.path, ROOT], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  app.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const ended = once(app, 'exit');
  try {
    while (app.exitCode === null && app.signalCode === null) {
      const renderer = rendererIn(home);
      if (renderer !== undefined) return await confined(Number(renderer));
      await delay(50);
    }
    if (NO_SANDBOX_HERE.test(said)) return 'refused';
    if (/Permission denied/.test(said)) return 'unreadable';
    throw new Error(`the app ended: ${said}`);
  } finally {
    app.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** A renderer is born before it is confined. */
async function confined(pid: number): Promise<Confinement> {
  for (let turns = 0; turns < 100 && confinementOf(pid).seccomp !== '2'; turns += 1) await delay(50);
  return confinementOf(pid);
}
