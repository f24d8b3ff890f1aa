import { realpathSync, type Stats, statSync } from 'node:fs';
import { dirname } from 'node:path';

const ROOT = 0;
/** Whoever is in it on macOS may become root. Homebrew lets this group write. */
const MACOS_ADMIN = 80;

/**
 * SECURITY: what is found beyond PATH was named by nobody, and is handed secrets. So nobody but this user and root may be
 * able to put another program in its place (test: "passes over what others could have put there").
 * @param file a whole path
 * @returns whether the program, its folder and, behind a link, the folder that it really is in are of such a kind
 */
export function isOutOfOthersReach(file: string, own = process.getuid?.()): boolean {
  try {
    const real = realpathSync(file);
    return [real, dirname(real), dirname(file)].every((path) => isClosed(statSync(path), own));
  } catch {
    return false;
  }
}

function isClosed({ uid, gid, mode }: Stats, own: number | undefined): boolean {
  if (uid !== ROOT && uid !== own) return false;
  if ((mode & 0o002) !== 0) return false;
  // A group with the user's own number is that user's alone: systems that make one set a umask by which it may write.
  const isHarmless = gid === ROOT || gid === own || (process.platform === 'darwin' && gid === MACOS_ADMIN);
  return (mode & 0o020) === 0 || isHarmless;
}
