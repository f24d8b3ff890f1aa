import { readdirSync, readFileSync } from 'node:fs';

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // It has ended since.
    return '';
  }
}

function descendants(pid: number): readonly number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({
      pid: Number(name),
      parent: Number(/^PPid:\t(\d+)/m.exec(read(`/proc/${name}/status`))?.[1]),
    }));
  const of = (wanted: number): readonly number[] => [
    wanted,
    ...parents.filter(({ parent }) => parent === wanted).flatMap((each) => of(each.pid)),
  ];
  return of(pid);
}

/** @returns MB of memory of a process and all that it started; what is shared counts in shares (PSS) */
export function memoryOf(pid: number): number {
  const kilobytes = descendants(pid).map((each) =>
    Number(/^Pss:\s+(\d+) kB/m.exec(read(`/proc/${each}/smaps_rollup`))?.[1] ?? 0),
  );
  return kilobytes.reduce((sum, each) => sum + each, 0) / 1024;
}
