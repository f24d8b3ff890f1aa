import { readdirSync, readFileSync } from 'node:fs';

/** Linux cuts the name that it keeps of a process to 15 bytes (proc(5), comm). */
const COMM_LENGTH = 15;

function commOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
  } catch {
    return '';
  }
}

/**
 * Whether a program of one of these names runs.
 * @returns false also where the system is not asked (it is on Linux alone so far)
 */
export async function isRunning(names: readonly string[]): Promise<boolean> {
  if (process.platform !== 'linux' || names.length === 0) return false;
  const wanted = new Set(names.map((name) => name.slice(0, COMM_LENGTH)));
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .some((pid) => wanted.has(commOf(pid)));
}
