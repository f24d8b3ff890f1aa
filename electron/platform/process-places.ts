import { readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
}

/** A folder as a variable names it, where it is set and absolute, else where it usually is. */
type Named = (variable: string, ...usual: readonly string[]) => string;

const ALIASES_DEEP = 5;

/**
 * Where people's programs are that no PATH leads to but the one that a shell makes: a client that a desktop has started
 * hands on `/usr/bin:/bin`. In the order in which they are looked through: what manages versions first, as shells have it.
 * Nothing is run to find out. Windows has one PATH for shells and desktop, so there are none there.
 *
 * Sources: nvm README ("nvm alias", NVM_DIR, XDG_CONFIG_HOME) and nvm.fish (nvm_data); mise.jdx.dev/dev-tools/shims and
 * directories (MISE_DATA_DIR); asdf-vm.com/manage/configuration (ASDF_DATA_DIR); fnm src/directories.rs and config.rs
 * (FNM_DIR, `aliases/default`); docs.volta.sh/advanced/installers (VOLTA_HOME); docs.brew.sh/Installation; XDG Base
 * Directory Specification (`~/.local/bin`); bun.sh/docs/installation (BUN_INSTALL); docs.deno.com (DENO_INSTALL);
 * doc.rust-lang.org/cargo (CARGO_HOME); pnpm.io/cli/setup (PNPM_HOME; programs in `bin` since 11).
 * @returns absolute folders; not all have to be there
 */
export function usualPlaces({ env, platform }: Surroundings): readonly string[] {
  if (platform === 'win32') return [];
  const home = env.HOME || homedir();
  const named: Named = (variable, ...usual) => {
    const value = env[variable];
    return value !== undefined && isAbsolute(value) ? value : join(home, ...usual);
  };
  const data = named('XDG_DATA_HOME', '.local', 'share');
  const library = join(home, 'Library');
  const pnpm = named(
    'PNPM_HOME',
    ...(platform === 'darwin' ? ['Library', 'pnpm'] : ['.local', 'share', 'pnpm']),
  );
  return [
    join(env.MISE_DATA_DIR || join(data, 'mise'), 'shims'),
    join(named('ASDF_DATA_DIR', '.asdf'), 'shims'),
    join(named('VOLTA_HOME', '.volta'), 'bin'),
    ...[join(home, '.nvm'), join(named('XDG_CONFIG_HOME', '.config'), 'nvm')].flatMap(nvmPlaces),
    ...(env.NVM_DIR ? nvmPlaces(env.NVM_DIR) : []),
    ...newestFirst(join(data, 'nvm')).slice(0, 1),
    ...[
      env.FNM_DIR,
      join(data, 'fnm'),
      join(library, 'Application Support', 'fnm'),
      join(home, '.fnm'),
    ].flatMap((folder) => (folder ? [join(folder, 'aliases', 'default', 'bin')] : [])),
    join(home, '.local', 'bin'),
    join(named('BUN_INSTALL', '.bun'), 'bin'),
    join(named('DENO_INSTALL', '.deno'), 'bin'),
    join(named('CARGO_HOME', '.cargo'), 'bin'),
    pnpm,
    join(pnpm, 'bin'),
    '/opt/homebrew/bin',
    '/usr/local/bin',
    '/home/linuxbrew/.linuxbrew/bin',
  ].filter(isAbsolute);
}

/** The version that new shells get, else the newest one. */
function nvmPlaces(folder: string): readonly string[] {
  const installed = newestFirst(join(folder, 'versions', 'node'));
  const wanted = nvmAlias(folder, 'default', ALIASES_DEEP);
  const chosen = installed.find((place) => wanted !== null && `${place}/`.includes(`/v${wanted}`));
  return [chosen ?? installed[0] ?? ''];
}

/** @returns what a version has to begin with, such as `22.` or `22.14.0/`; null where that is not said in numbers */
function nvmAlias(folder: string, name: string, depth: number): string | null {
  const version = /^v?(\d+(?:\.\d+){0,2})$/.exec(name)?.[1];
  if (version !== undefined) return version.split('.').length === 3 ? `${version}/` : `${version}.`;
  // An alias may lead to another: `default` to `lts/*`, that to `lts/jod`, that to a version.
  if (depth === 0 || name.split('/').includes('..')) return null;
  const next = textOf(join(folder, 'alias', name));
  return next === null ? null : nvmAlias(folder, next, depth - 1);
}

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return null;
  }
}

/** The folders of programs of all versions in a folder. */
function newestFirst(folder: string): readonly string[] {
  try {
    const versions = readdirSync(folder).filter((name) => /^v\d+(\.\d+)*$/.test(name));
    const { compare } = new Intl.Collator('en', { numeric: true });
    return versions.sort((a, b) => compare(b, a)).map((name) => join(folder, name, 'bin'));
  } catch {
    return [];
  }
}
