import { posix, win32 } from 'node:path';
import type { Machine } from '#core/ports/exporter.ts';

// Where programs keep their files on each system.

const pathsOf = ({ platform }: Machine) => (platform === 'win32' ? win32 : posix);

/** A file below the user's home folder, with the machine's own separators. */
export const inHome = (machine: Machine, ...names: readonly string[]): string =>
  pathsOf(machine).join(machine.home, ...names);

/** A file below the folder that a variable names, or where there is none, below another. */
export function inFolderOf(machine: Machine, variable: string, otherwise: string, names: readonly string[]) {
  const paths = pathsOf(machine);
  const named = machine.env[variable];
  // A relative one would be taken from wherever the client is started.
  return paths.join(named !== undefined && paths.isAbsolute(named) ? named : otherwise, ...names);
}

/** Where the system has programs keep settings of a user: `%APPDATA%`, Application Support, `~/.config`. */
export function inAppData(machine: Machine, ...names: readonly string[]): string {
  switch (machine.platform) {
    case 'darwin':
      return inHome(machine, 'Library', 'Application Support', ...names);
    case 'win32':
      return inFolderOf(machine, 'APPDATA', inHome(machine, 'AppData', 'Roaming'), names);
    case 'linux':
      return inFolderOf(machine, 'XDG_CONFIG_HOME', inHome(machine, '.config'), names);
  }
}
