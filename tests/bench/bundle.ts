import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Row } from './numbers.ts';

const FIRST_KB = 180;
const ALL_KB = 330;

const STATIC_IMPORT = /(?:import|export)\s*(?:[\w*{][^'"()]*?from\s*)?["']\.\/([^"']+\.js)["']/g;

/** @returns the scripts that the page cannot do without, by following what each one imports first */
function neededBy(folder: string, name: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(name)) return seen;
  seen.add(name);
  const text = readFileSync(join(folder, name), 'utf8');
  for (const [, next = ''] of text.matchAll(STATIC_IMPORT)) neededBy(folder, next, seen);
  return seen;
}

/** @param renderer the built page */
export function bundleRows(renderer: string): readonly Row[] {
  const folder = join(renderer, 'assets');
  const page = readFileSync(join(renderer, 'index.html'), 'utf8');
  const entries = [...page.matchAll(/<script[^>]*src="([^"]+)"/g)].map(([, src = '']) => basename(src));
  const kilobytes = (names: Iterable<string>) =>
    [...names].reduce((sum, name) => sum + gzipSync(readFileSync(join(folder, name))).length, 0) / 1000;
  const first = kilobytes(new Set(entries.flatMap((name) => [...neededBy(folder, name)])));
  const all = kilobytes(readdirSync(folder).filter((name) => name.endsWith('.js')));
  return [
    {
      what: 'renderer JavaScript until the first list, gzip',
      measured: `${first.toFixed(1)} kB`,
      figure: `<= ${FIRST_KB} kB`,
      met: first <= FIRST_KB,
    },
    {
      what: 'renderer JavaScript in all, gzip',
      measured: `${all.toFixed(1)} kB`,
      figure: `<= ${ALL_KB} kB`,
      met: all <= ALL_KB,
    },
  ];
}
