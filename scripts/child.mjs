import { spawn } from 'node:child_process';
import { boundToThisProcess, end } from './session/processes.mjs';

/** The environment under which Electron's program is a plain Node: the one that everything but set-up runs on. */
export function asNode(env = process.env) {
  return { ...env, ELECTRON_RUN_AS_NODE: '1' };
}

/** The environment under which Electron's program is Electron. */
export function asApp(env = process.env) {
  const { ELECTRON_RUN_AS_NODE: _, ...rest } = env;
  return rest;
}

/**
 * Runs a program to its end, with its output collected in order or, with `show`, on the console. A signal to this
 * process ends it too. Returns `{ code, output }`; a program that cannot be started or dies by a signal has a code as in a shell.
 */
export function runChild(command, args, { show = false, ...options } = {}) {
  const stdio = show ? 'inherit' : ['ignore', 'pipe', 'pipe'];
  const child = spawn(...boundToThisProcess(command, args), { stdio, ...options });
  const output = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data) => output.push(data));
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  const stop = () => end(child);
  for (const signal of signals) process.on(signal, stop);
  return new Promise((resolve) => {
    const finish = (code, words = '') => {
      for (const signal of signals) process.off(signal, stop);
      resolve({ code, output: Buffer.concat(output).toString() + words });
    };
    child.on('error', (error) => finish(127, error.message));
    child.on('close', (code, signal) => finish(code ?? 128, signal ? `ended by ${signal}\n` : ''));
  });
}
