import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '..', '..');

/** Code that would stand at this path of the project; `*` in the path is any name. */
export type Planted = { readonly at: string; readonly code: string };

/** A lint report: the rule's name, `plugin` for a fence, and its message. */
export type Report = { readonly rule: string; readonly message: string };

/**
 * Lints pieces of code, each in a file of its own, with the project's own rules in an empty copy of its folders.
 * @returns what was reported for each piece, in their order
 */
export async function lintPlanted(pieces: readonly Planted[]): Promise<readonly (readonly Report[])[]> {
  const temporary = realpathSync(mkdtempSync(join(tmpdir(), 'keyrack-lint-')));
  // Wherever a clone lies, the fences mean its own folders: these two names must not matter.
  const folder = join(temporary, 'tests', 'electron');
  try {
    for (const part of ['biome.json', 'package.json', 'scripts/lint']) {
      cpSync(join(root, part), join(folder, part), { recursive: true });
    }
    const paths = pieces.map(({ at }, index) => at.replace('*', `planted-${index}`));
    if (new Set(paths).size < paths.length) throw new Error('two planted pieces have the same path');
    pieces.forEach(({ code }, index) => {
      const path = join(folder, paths[index] ?? '');
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, `${code}\n`);
    });
    const reports = await lint(folder);
    return paths.map((path) => reports.filter((report) => report.path === join(folder, path)));
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

async function lint(folder: string): Promise<readonly (Report & { readonly path: string })[]> {
  const biome = join(root, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');
  const args = [biome, 'lint', '--vcs-enabled=false', '--max-diagnostics=none', '--reporter=github', '.'];
  const failed = (error: { stdout?: string }): { stdout: string } => ({ stdout: error.stdout ?? '' });
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: folder }).catch(failed);
  const reports = stdout.matchAll(/^::\w+ title=([^,]+),file=([^,]+),[^:]*::(.*)$/gm);
  return [...reports].map(([, rule = '', path = '', message = '']) => ({
    rule: rule.split('/').at(-1) ?? rule,
    path,
    message,
  }));
}
