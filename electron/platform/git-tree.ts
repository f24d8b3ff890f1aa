import { access } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** @returns the nearest folder above the file that has `.git`: a folder, or a file in linked work trees and submodules (gitrepository-layout); null: none has */
export async function workTreeOf(file: string): Promise<string | null> {
  const folder = dirname(file);
  if (folder === file) return null;
  return (await isThere(join(folder, '.git'))) ? folder : workTreeOf(folder);
}

/** Whether git may take the file into a commit. */
export const inWorkTree = async (file: string): Promise<boolean> => (await workTreeOf(file)) !== null;

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
