import { type ChildProcess, spawn } from 'node:child_process';
import { socketOf } from '../../electron/keychain/session-bus.ts';
import type { Place } from './fixtures.ts';

interface Poor {
  /** Variables that the client itself needs, beside the six. */
  readonly also?: Readonly<Record<string, string>>;
  /** No session bus at all, as on a server. */
  readonly noBus?: true;
}

/**
 * Starts a program as an MCP client's user would: with HOME, LOGNAME, PATH, SHELL, TERM and USER alone, in a mount
 * namespace where /run/user/<uid>/bus is the test's. The user's own bus is out of reach there.
 */
export function startPoor(
  place: Place,
  words: readonly string[],
  { also = {}, noBus }: Poor = {},
): ChildProcess {
  const uid = process.getuid?.() ?? 0;
  const bus = socketOf(process.env.DBUS_SESSION_BUS_ADDRESS ?? '');
  if (bus === null) throw new Error('the test has no session bus of its own');
  const bindBus = [`: > /run/user/${uid}/bus`, `mount --bind "${bus}" /run/user/${uid}/bus`];
  const setUp = [
    'mount -t tmpfs tmpfs /run',
    `mkdir -p /run/user/${uid}`,
    ...(noBus === true ? [] : bindBus),
    'exec env -i "$@"',
  ].join(' && ');
  const own = uid === 0 ? [] : ['--user', '--map-current-user', '--keep-caps'];
  const six = {
    HOME: place.config,
    LOGNAME: 'me',
    PATH: process.env.PATH ?? '',
    SHELL: '/bin/sh',
    TERM: 'dumb',
    USER: 'me',
  };
  const assignments = Object.entries({ ...six, ...also }).map(([name, value]) => `${name}=${value}`);
  return spawn('unshare', [...own, '-m', 'sh', '-c', setUp, 'sh', ...assignments, ...words]);
}
