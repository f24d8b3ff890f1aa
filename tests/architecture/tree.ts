import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '..', '..');

const FOLDERS = ['bin', 'electron', 'renderer', 'shared', 'scripts', 'tests'];
const IS_CODE = /\.(?:ts|tsx|mjs|cjs|js|css)$/;

/** The project's own code, by path from its root; fixtures are data. */
export function codeFiles(folders: readonly string[] = FOLDERS): readonly string[] {
  return folders
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) =>
        join(folder, name),
      ),
    )
    .filter((path) => IS_CODE.test(path) && !path.startsWith(join('tests', 'fixtures')))
    .sort();
}

export function textOf(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

const IMPORT =
  /(?:^|\n)\s*(?:import\s+(?!type[\s{*])(?:[\w$*\s{},]+?\sfrom\s*)?|export\s+(?:\*|\{)[\w$*\s{},]*?\sfrom\s*)['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;

/** The modules that a file takes in when it runs: type-only imports are gone by then. */
function runtimeImports(path: string): readonly string[] {
  return [...textOf(path).matchAll(IMPORT)].map(([, fixed, lazy]) => fixed ?? lazy ?? '');
}

const ALIASES: Readonly<Record<string, string>> = {
  '#shared/': 'shared/',
  '#core/': 'electron/core/',
  '#tests/': 'tests/',
};

/** Everything that loading `entry` takes in, files by path and packages by name, each with the file that asks for it. */
export function reachedFrom(entry: string): ReadonlyMap<string, string> {
  const reached = new Map<string, string>([[entry, entry]]);
  const waiting = [entry];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    for (const module of runtimeImports(path)) {
      const target = resolved(module, path);
      if (reached.has(target)) continue;
      reached.set(target, path);
      if (/\.tsx?$/.test(target)) waiting.push(target);
    }
  }
  return reached;
}

function resolved(module: string, from: string): string {
  if (module.startsWith('.')) return join(from, '..', module);
  const alias = Object.keys(ALIASES).find((prefix) => module.startsWith(prefix));
  return alias === undefined ? module : `${ALIASES[alias]}${module.slice(alias.length)}`;
}
