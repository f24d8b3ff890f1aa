import { spawnSync } from 'node:child_process';
import { chmodSync, statSync } from 'node:fs';
import { expect, test } from './fixtures.ts';

/** Why a machine may lack it: no tool, a file system or a namespace without the attribute. */
const LACKS = /ENOENT|not permitted|not supported|Inappropriate ioctl/;

/**
 * Runs `work` while nobody can change a file or folder: root heeds no mode, so for root it is the file system's own
 * attribute. Where this machine has none, that is checked and noted, and `work` is left out.
 */
export async function whileProtected(path: string, work: () => Promise<void>): Promise<void> {
  if (process.getuid?.() !== 0) {
    const { mode } = statSync(path);
    chmodSync(path, mode & 0o555);
    return work().finally(() => chmodSync(path, mode));
  }
  const { status, stderr, error } = spawnSync('chattr', ['+i', path], { encoding: 'utf8' });
  if (status === 0) return work().finally(() => spawnSync('chattr', ['-i', path]));
  expect(`${error?.message} ${stderr}`).toMatch(LACKS);
  test.info().annotations.push({ type: 'not possible here', description: `chattr +i: ${stderr}` });
}
