import { access } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Whether a folder above the file has `.git`: a folder, or a file in linked work trees and submodules (gitrepository-layout). */
export async function inWorkTree(file: string): Promise<boolean> {
  const folder = dirname(file);
  if (folder === file) return false;
  return (await isThere(join(folder, '.git'))) || inWorkTree(folder);
}

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
