import { spawnSync } from 'node:child_process';

/** Set-up cannot go on until a person acts; the message is for that person. */
export class SetupStop extends Error {}

export function say(text) {
  process.stdout.write(`setup: ${text}\n`);
}

/** Runs a program with its output on the console, with `quiet` only when it fails; then throws SetupStop. */
export function run(command, args, { quiet = false, ...options } = {}) {
  const stdio = quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit';
  const result = spawnSync(command, args, {
    stdio,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    ...options,
  });
  if (result.status === 0) return;
  if (quiet) process.stderr.write(`${result.stdout ?? ''}${result.stderr ?? ''}`);
  const reason = result.error?.message ?? `exit ${result.status ?? result.signal}`;
  throw new SetupStop(`\`${[command, ...args].join(' ')}\` failed (${reason}). Its own words stand above.`);
}

/** Runs a program and returns what it printed, or null when it failed. */
export function ask(command, args, options = {}) {
  const result = spawnSync(command, args, { encoding: 'utf8', timeout: 20_000, ...options });
  return result.status === 0 ? result.stdout : null;
}

/** The npm that started this script, else the one in PATH: always with the user's own configuration. */
export function npm(root, args, options = {}) {
  const entry = process.env.npm_execpath;
  if (entry?.endsWith('npm-cli.js'))
    return run(process.execPath, [entry, ...args], { cwd: root, ...options });
  const isWindows = process.platform === 'win32';
  return run(isWindows ? 'npm.cmd' : 'npm', args, { cwd: root, shell: isWindows, ...options });
}
