import { statSync } from 'node:fs';
import { join } from 'node:path';
import { ask, SetupStop } from './say.mjs';

/**
 * Chromium's sandbox needs user namespaces or its setuid helper. Where neither works the user is told how to
 * enable the helper: running without a sandbox is never the answer for a user who is not root.
 */
export function sandbox({ dist }) {
  if (process.getuid() === 0) return;
  const helper = join(dist, 'chrome-sandbox');
  if (isSetuidRoot(helper) || ask('unshare', ['--user', '--map-root-user', 'true']) !== null) return;
  throw new SetupStop(
    [
      'This kernel forbids user namespaces, so Electron needs its setuid sandbox. Run these lines, then try again:',
      `sudo chown root:root '${helper}'`,
      `sudo chmod 4755 '${helper}'`,
    ].join('\n'),
  );
}

function isSetuidRoot(path) {
  const { uid, mode } = statSync(path);
  return uid === 0 && (mode & 0o4000) !== 0 && (mode & 0o001) !== 0;
}
