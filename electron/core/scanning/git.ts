import type { RunProgram } from '../ports/processes.ts';
import type { ScanReader } from '../ports/scanning.ts';
import type { GitState } from './service.ts';

interface Deps {
  readonly run: RunProgram;
  readonly reader: Pick<ScanReader, 'workTree'>;
}

const DEADLINE_MS = 20_000;
const AT_ONCE = 200;

/** Whether git has these files. @param files real paths */
export async function gitStates(
  deps: Deps,
  files: readonly string[],
): Promise<ReadonlyMap<string, GitState>> {
  const byRoot = new Map<string, string[]>();
  for (const file of files) {
    const root = await deps.reader.workTree(file);
    if (root !== null) byRoot.set(root, [...(byRoot.get(root) ?? []), file]);
  }
  const states = new Map<string, GitState>();
  for (const [root, inside] of byRoot) {
    for (let at = 0; at < inside.length; at += AT_ONCE) {
      await judge(deps, root, inside.slice(at, at + AT_ONCE), states);
    }
  }
  return states;
}

async function judge(
  deps: Deps,
  root: string,
  files: readonly string[],
  states: Map<string, GitState>,
): Promise<void> {
  const inTree = (file: string) =>
    file
      .slice(root.length)
      .replace(/^[\\/]+/, '')
      .replaceAll('\\', '/');
  const names = files.map(inTree);
  const tracked = await list(deps, root, names);
  if (tracked === null) return;
  const ignored = await list(deps, root, names, '--others', '--ignored', '--exclude-standard');
  for (const file of files) {
    const name = inTree(file);
    const other = ignored?.has(name) === true ? 'ignored' : 'untracked';
    states.set(file, tracked.has(name) ? 'tracked' : other);
  }
}

/**
 * SECURITY: the settings of a work tree that somebody named are not ours: `core.fsmonitor` could start a program of its
 * choice (test: "git starts nothing that the settings of a work tree name").
 */
async function list(
  { run }: Deps,
  root: string,
  names: readonly string[],
  ...which: readonly string[]
): Promise<ReadonlySet<string> | null> {
  const own = ['--literal-pathspecs', '-C', root, '-c', 'core.fsmonitor=false'];
  const answer = await run({
    program: 'git',
    args: [...own, 'ls-files', '-z', ...which, '--', ...names],
    inherits: ['HOME', 'USERPROFILE', 'XDG_CONFIG_HOME', 'SystemRoot', 'PATH'],
    env: { GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' },
    input: null,
    deadlineMs: DEADLINE_MS,
  });
  if (answer.state !== 'ended' || answer.code !== 0) return null;
  return new Set(answer.output.split('\0').filter((name) => name !== ''));
}
