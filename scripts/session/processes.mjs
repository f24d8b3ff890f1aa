import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants } from 'node:fs';

const STOP_TIMEOUT_MS = 3000;

/** A group of helper processes that end together, also when this process is killed with no chance to clean up. */
export function createProcesses() {
  const running = [];

  /** Starts a helper. Its stderr is kept for the message, should it end before it is ready. */
  function start(command, args, { stdio = ['ignore', 'ignore', 'pipe'], ...options } = {}) {
    // A session of its own: Ctrl+C in the terminal is for the program that uses the helper, which ends first.
    const child = spawn(...boundToThisProcess(command, args), { stdio, detached: true, ...options });
    child.words = '';
    child.stderr?.on('data', (data) => {
      child.words = (child.words + data).slice(-4000);
    });
    child.on('error', (error) => {
      child.words += error.message;
    });
    running.push(child);
    return child;
  }

  /** Ends them, last started first. */
  async function stop() {
    for (const child of running.splice(0).reverse()) await end(child);
  }

  return { start, stop };
}

/** Ends one process, politely first. */
export async function end(child) {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
  await exited;
  clearTimeout(timer);
}

/** setpriv (util-linux) lets the kernel end the process when this process dies by SIGKILL. */
export function boundToThisProcess(command, args) {
  try {
    accessSync('/usr/bin/setpriv', constants.X_OK);
    return ['/usr/bin/setpriv', ['--pdeathsig', 'TERM', '--', command, ...args]];
  } catch {
    return [command, args];
  }
}

/**
 * Started by npm, a script can be orphaned: npm passes a signal to the shell between them, which dies alone.
 * From then on this process behaves as if the signal had reached it.
 */
export function endWithNpm() {
  if (process.env.npm_lifecycle_event === undefined || process.platform === 'win32') return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, 250);
  timer.unref();
}
