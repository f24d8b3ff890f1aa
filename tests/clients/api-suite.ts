import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Exporter } from '#core/ports/exporter.ts';
import type { Mechanism } from '#shared/model/delivery.ts';
import { exporters } from '../../electron/exporters/index.ts';
import { programStart } from '../../scripts/test/clients.mjs';
import { ROOT } from '../contract/command/bench.ts';
import { runOffline } from './offline.ts';
import { canBeSent, VALUE_NAMES, VALUES, type ValueName } from './values.ts';
import { ORIGIN, openWorkbench, outerOf, PORT, poor, variableOf, type Workbench } from './workbench.ts';

vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });

/** A request to be made: the variable in its body, and in the header X-Key as well where that carries the value. */
export interface Call {
  readonly url: string;
  readonly variable: string;
  readonly inHeader: boolean;
}

/** A real program that makes requests with the variables of a file. */
export interface ApiClient {
  readonly id: string;
  /** The file that Keyrack writes, in the folder where the program is run. */
  readonly file: string;
  readonly args: readonly string[];
  /** The other files of that folder, by name: a project with these requests, each made whatever became of another. */
  project(calls: readonly Call[]): Readonly<Record<string, string>>;
  /** What it alters, and Keyrack refuses. */
  readonly alters: readonly ValueName[];
  /** What the file cannot hold, and Keyrack refuses; absent: nothing. */
  readonly cannotHold?: readonly ValueName[];
}

/** All values in one file and one run of the program, for each mechanism that Keyrack offers. */
export function sendsWhatKeyrackWrites(client: ApiClient): void {
  const target = exporters.find(({ id }) => id === client.id);
  if (target === undefined) throw new Error(`there is no target ${client.id}`);
  const offered = target.choices(null).filter(({ possible }) => possible);
  let workbench: Workbench;
  beforeAll(async () => {
    workbench = await openWorkbench();
  });
  afterAll(() => workbench?.close());

  describe.each(offered.map(({ mechanism }) => [mechanism]))('%s', (mechanism) => {
    const cannotHold = mechanism === 'inline' ? (client.cannotHold ?? []) : [];
    const refused = VALUE_NAMES.filter((name) => client.alters.includes(name) || cannotHold.includes(name));

    test('each value is sent as it is, or is refused', async () => {
      const folder = mkdtempSync(join(workbench.bench.files, 'project-'));
      const file = join(folder, client.file);
      const refusals = await exportAll(workbench, client.id, file, mechanism);
      expect(refusals).toEqual(refused);
      const due = VALUE_NAMES.filter((name) => !refused.includes(name));
      const { out, sent } = await run(workbench, client, folder, mechanism, due);
      expect(sent, out).toEqual(wholeOf(due));
    });

    test('what it alters would not be sent as it is', async () => {
      const folder = mkdtempSync(join(workbench.bench.files, 'project-'));
      const names = ['plain', ...client.alters] as const;
      writeByHand(join(folder, client.file), target, mechanism, names);
      const { out, sent } = await run(workbench, client, folder, mechanism, names);
      expect(sent.plain, out).toEqual(wholeOf(['plain']).plain);
      for (const name of client.alters) expect(sent[name]?.body, name).not.toBe(VALUES[name]);
    });
  });
}

/** Exports every value. @returns those that were refused */
export async function exportAll({ bench }: Workbench, id: string, file: string, mechanism: Mechanism) {
  const refusals: ValueName[] = [];
  for (const name of VALUE_NAMES) {
    const renamed = mechanism === 'reference' ? ['--as', outerOf(name)] : [];
    const into = ['export', id, '--env', 'Dev', '--key', name, '--mechanism', mechanism, ...renamed];
    const { code, err } = await bench.run([...into, '--file', file]);
    if (code === 5) refusals.push(name);
    else expect({ name, code, err: code === 0 ? '' : err }).toEqual({ name, code: 0, err: '' });
  }
  return refusals;
}

interface Sent {
  readonly body: string;
  readonly header: string | null;
}
type AllSent = Partial<Record<ValueName, Sent>>;

const wholeOf = (names: readonly ValueName[]): AllSent =>
  Object.fromEntries(
    names.map((name) => [
      name,
      { body: VALUES[name], header: canBeSent(VALUES[name]) ? VALUES[name] : null },
    ]),
  );

/** Makes one request with each of them, where references find their variables and nothing else does. */
async function run(
  workbench: Workbench,
  client: ApiClient,
  folder: string,
  mechanism: Mechanism,
  names: readonly ValueName[],
): Promise<{ out: string; sent: AllSent }> {
  const calls = names.map((name) => ({
    url: `${ORIGIN}/calls/${name}`,
    variable: variableOf(name),
    inHeader: canBeSent(VALUES[name]),
  }));
  for (const [name, text] of Object.entries(client.project(calls))) writeFileSync(join(folder, name), text);
  const records = mkdtempSync(join(workbench.bench.files, 'records-'));
  const variables = names.map((name) => [outerOf(name), VALUES[name]]);
  const { out } = await runOffline(join(workbench.bench.keyring.folder, 'bus'), {
    words: ['node', programStart(ROOT, client.id), ...client.args],
    env: { ...poor(folder), ...(mechanism === 'reference' ? Object.fromEntries(variables) : {}) },
    cwd: folder,
    port: PORT,
    records,
  });
  return { out, sent: Object.fromEntries(names.map((name) => [name, sentTo(join(records, name))])) };
}

function sentTo(record: string): Sent | undefined {
  try {
    const { headers, body } = JSON.parse(readFileSync(record, 'utf8'));
    // Brackets keep what may be blank, or be taken for more than text.
    return { body: /^\[(.*)\]\s*$/s.exec(body)?.[1] ?? body, header: headers['x-key'] ?? null };
  } catch {
    return undefined;
  }
}

/** Writes what Keyrack refuses to write. */
function writeByHand(
  file: string,
  target: Exporter,
  mechanism: Mechanism,
  names: readonly ValueName[],
): void {
  let text = target.frame?.(file, '5b1f2c3d-8a4e-4f60-9b7c-2d1e0f3a4b5c') ?? '';
  for (const name of names) {
    const entry = {
      server: variableOf(name),
      keyId: name,
      variable: variableOf(name),
      set: {},
      launch: null,
      reference: outerOf(name),
      mechanism,
      delivery: name,
      launcher: [],
      platform: 'linux',
      file,
    } as const;
    const value = target.render(entry, () => VALUES[name]);
    text = target.editor.put(text, target.path(entry.server), value);
  }
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text, { mode: 0o600 });
}
