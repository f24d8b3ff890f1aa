import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Exporter, ServerLaunch } from '#core/ports/exporter.ts';
import type { Mechanism } from '#shared/model/delivery.ts';
import { type Bench, openBench } from '../contract/command/bench.ts';
import type { Job } from './inside.ts';
import { runOffline } from './offline.ts';
import { VALUE_NAMES, VALUES, type ValueName } from './values.ts';

/** How a server is written for a client. */
export interface Way {
  readonly mechanism: Mechanism;
  readonly launch: 'command' | 'url';
}

/** A port of the namespace, where nobody else listens. */
export const PORT = 21_001;
export const ORIGIN = `http://127.0.0.1:${PORT}`;
export const MODEL_URL = `${ORIGIN}/v1`;
const HEADER = { name: 'X-Probe-Key', value: '{}' };
const PROBE = join(import.meta.dirname, 'probe.ts');

/** One of each kind, for what a target can do. */
export const LAUNCHES = {
  command: { command: ['x'] },
  url: { url: 'http://127.0.0.1/', header: HEADER },
};

/** A real keyrack with a key for each value that is needed. */
export interface Workbench {
  readonly bench: Bench;
  /** Another home for a client, with what reached its servers beside it. */
  seat(): Seat;
  close(): Promise<void>;
}

/** @param names of the values that are needed */
export async function openWorkbench(names = VALUE_NAMES): Promise<Workbench> {
  const bench = await openBench();
  await bench.json(['init', '--storage', 'keychain']);
  await bench.json(['env', 'add', 'Dev', '--stage', 'development']);
  for (const name of names) {
    const args = ['key', 'add', '--env', 'Dev', '--name', name, '--var', variableOf(name)];
    await bench.json(args, { stdin: VALUES[name] });
  }
  return { bench, seat: () => takeSeat(bench), close: () => bench.close() };
}

/** One client's home. */
export interface Seat {
  /** @returns the exit code, and what was said */
  export(target: Exporter, way: Way, name: ValueName): Promise<{ code: number | null; said: string }>;
  /** Writes what Keyrack refuses to write. */
  writeByHand(target: Exporter, way: Way, name: ValueName): void;
  /** Runs the client, with the variables that references name where these are references, and no others. */
  run(client: Pick<Job, 'words' | 'talk' | 'env'>, target: Exporter, way: Way): Promise<{ out: string }>;
  /** @returns the value that reached the server; null: nothing did */
  received(way: Way, name: ValueName): string | null;
}

function takeSeat(bench: Bench): Seat {
  const home = mkdtempSync(join(bench.files, 'home-'));
  const records = mkdtempSync(join(bench.files, 'records-'));
  return {
    export: async (target, way, name) => {
      const words = exportWords(target, way, name, records);
      const { code, out, err } = await bench.run(words, { env: { ...bench.env, HOME: home } });
      return { code, said: out + err };
    },
    writeByHand: (target, way, name) => writeByHand(home, target, way, name, records),
    run: ({ words, talk, env }, target, way) =>
      runOffline(join(bench.keyring.folder, 'bus'), {
        words,
        ...(talk === undefined ? {} : { talk }),
        env: { ...poor(home), ...env, ...referenced(target, way) },
        cwd: home,
        port: PORT,
        records,
      }),
    received: (way, name) => received(join(records, serverOf(way, name)), variableOf(name)),
  };
}

/** What an MCP client's user has, and no more. */
export const poor = (home: string) => ({
  HOME: home,
  LOGNAME: 'me',
  PATH: process.env.PATH ?? '',
  SHELL: '/bin/sh',
  TERM: 'dumb',
  USER: 'me',
});

/** Elsewhere they would reach a server that inherits them, whatever its entry says. */
const referenced = (target: Exporter, way: Way) =>
  way.mechanism === 'reference'
    ? Object.fromEntries(VALUE_NAMES.map((name) => [referenceOf(target, way, name), VALUES[name]]))
    : {};

const serverOf = ({ mechanism, launch }: Way, name: ValueName) => `${mechanism}-${launch}-${name}`;
/** Each of its own: two keys behind one reference are refused. */
export const variableOf = (name: ValueName) => `PROBE_${name.toUpperCase()}`;
/** What a reference names, where the client can rename. */
export const outerOf = (name: ValueName) => `OUTER_${name.toUpperCase()}`;
const referenceOf = (target: Exporter, way: Way, name: ValueName) =>
  target.keepsName?.(LAUNCHES[way.launch]) === true ? variableOf(name) : outerOf(name);

function launchOf(way: Way, name: ValueName, records: string): ServerLaunch {
  const server = serverOf(way, name);
  if (way.launch === 'url') return { url: `${ORIGIN}/${server}`, header: HEADER };
  return { command: ['env', 'ELECTRON_RUN_AS_NODE=1', process.execPath, PROBE, records, server] };
}

function exportWords(target: Exporter, way: Way, name: ValueName, records: string): readonly string[] {
  const launch = launchOf(way, name, records);
  const reference = referenceOf(target, way, name);
  const renames = way.mechanism === 'reference' && reference !== variableOf(name);
  return [
    ...['export', target.id, '--env', 'Dev', '--key', name, '--server', serverOf(way, name)],
    ...['--mechanism', way.mechanism, ...(renames ? ['--as', reference] : [])],
    ...('command' in launch
      ? ['--command', launch.command.map((word) => `"${word}"`).join(' ')]
      : ['--url', launch.url, '--header', `${launch.header.name}: ${launch.header.value}`]),
  ];
}

function writeByHand(home: string, target: Exporter, way: Way, name: ValueName, records: string): void {
  const [file = ''] = target.files({ platform: 'linux', home, env: {} });
  const entry = {
    server: serverOf(way, name),
    keyId: name,
    variable: variableOf(name),
    set: {},
    launch: launchOf(way, name, records),
    reference: referenceOf(target, way, name),
    mechanism: way.mechanism,
    delivery: name,
    launcher: [],
    platform: 'linux',
    file,
  } as const;
  mkdirSync(dirname(file), { recursive: true });
  const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const value = target.render(entry, () => VALUES[name]);
  writeFileSync(file, target.editor.put(before, target.path(entry.server), value), { mode: 0o600 });
}

function received(record: string, variable: string): string | null {
  try {
    const { env, headers } = JSON.parse(readFileSync(record, 'utf8'));
    return env?.[variable] ?? headers?.[HEADER.name.toLowerCase()] ?? null;
  } catch {
    return null;
  }
}
