import { stat } from 'node:fs/promises';

/**
 * What changes whenever a file is written or replaced, links followed.
 * @returns an empty text where there is no file, or where it cannot be looked at
 */
export async function markOf(path: string): Promise<string> {
  try {
    const { ino, size, mtimeNs } = await stat(path, { bigint: true });
    return `${ino} ${size} ${mtimeNs}`;
  } catch {
    return '';
  }
}
