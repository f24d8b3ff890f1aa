import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** sun_path has 108 bytes on Linux and 104 on macOS, with the closing NUL; while it is made, a pid stands behind. */
const SOCKET_PATH_MAX = 94;

/**
 * Where the agent of a home may listen, in this order. The home comes first because both sides always know it: an
 * MCP client starts a command without XDG_RUNTIME_DIR and TMPDIR, and without them it would look elsewhere. The other
 * places are for a home whose path is too long for a socket, or whose disk can hold none.
 */
export function agentAddresses(home: string): readonly string[] {
  const hash = createHash('sha256').update(realpathSync(home)).digest('hex').slice(0, 16);
  if (process.platform === 'win32') return [`\\\\.\\pipe\\keyrack-${hash}`];
  const uid = process.geteuid?.() ?? 0;
  const paths = [
    join(realpathSync(home), 'agent.sock'),
    `/run/user/${uid}/keyrack-${hash}/agent.sock`,
    `/tmp/keyrack-${uid}-${hash}/agent.sock`,
  ];
  return paths.filter((path) => Buffer.byteLength(path) <= SOCKET_PATH_MAX);
}

/**
 * SECURITY: whoever may write in the socket's folder can stand in for the agent, so the folder must be a real one, of
 * this user, closed to others (test: "refuses a folder that is a link, too wide or another user's").
 */
export function isPrivateFolder(folder: string): boolean {
  if (process.platform === 'win32') return true;
  const stat = lstatSync(folder, { throwIfNoEntry: false });
  return stat?.isDirectory() === true && stat.uid === process.geteuid?.() && (stat.mode & 0o077) === 0;
}

/** @returns whether a socket can safely stand there; its folder is made where it is missing. */
export function prepareFolder(address: string): boolean {
  if (process.platform === 'win32') return true;
  try {
    mkdirSync(dirname(address), { mode: 0o700 });
  } catch {
    // There already, or it cannot be: the look at it decides.
  }
  return isPrivateFolder(dirname(address));
}
