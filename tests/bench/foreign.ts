import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse as parseToml, stringify as stringifyToml } from 'smol-toml';
import { parse as parseYaml, stringify as stringifyYaml } from 'yaml';
import type { Editor } from '#core/ports/exporter.ts';
import { json, jsonc } from '../../electron/exporters/editors/json.ts';
import { toml } from '../../electron/exporters/editors/toml.ts';
import { yaml } from '../../electron/exporters/editors/yaml.ts';
import { createFiles } from '../../electron/platform/files.ts';
import { median, type Row } from './numbers.ts';

const SIZE = 1_000_000;
const MOST_MS = 50;
const OURS = { command: 'keyrack', args: ['exec', '--', 'npx'], env: { A_KEY: 'value' } };

interface Format {
  readonly name: string;
  readonly editor: Editor;
  readonly written: (data: Data) => string;
  /** What a program does that keeps nothing of how the file was written. */
  readonly plainly: (text: string) => string;
}
type Data = Readonly<Record<string, unknown>>;

const ofJson = {
  written: (data: Data) => JSON.stringify(data, null, 2),
  plainly: (text: string) => JSON.stringify(JSON.parse(text), null, 2),
};
const FORMATS: readonly Format[] = [
  { name: 'JSON', editor: json, ...ofJson },
  { name: 'JSONC', editor: jsonc, ...ofJson },
  {
    name: 'TOML',
    editor: toml,
    written: (data) => stringifyToml(data),
    plainly: (text) => stringifyToml(parseToml(text)),
  },
  {
    name: 'YAML',
    editor: yaml,
    written: (data) => stringifyYaml(data),
    plainly: (text) => stringifyYaml(parseYaml(text)),
  },
];

/** Servers until the file has a megabyte; each text is a new one, as nothing read before may help. */
function textOf({ written }: Format): string {
  const server = (index: number) => ({
    command: 'npx',
    args: ['-y', `@scope/server-${index}`],
    env: { SOME_KEY: `value ${index}`, OTHER: randomUUID() },
  });
  const of = (count: number) =>
    written({
      servers: Object.fromEntries(Array.from({ length: count }, (_, index) => [`s${index}`, server(index)])),
    });
  return of(Math.round((SIZE / of(100).length) * 100));
}

/** As a plan and its export do it: look, preview with both sides masked, the real text, and the file. */
async function addVerifyWrite(editor: Editor, file: string): Promise<void> {
  const path = ['servers', 'ours'];
  const files = createFiles(join(file, '..', 'keyrack'));
  const snapshot = await files.snapshot(file);
  const text = new TextDecoder().decode(snapshot.bytes ?? undefined);
  editor.read(text, path);
  const preview = editor.put(text, path, OURS);
  editor.mask(text, null);
  editor.mask(preview, path);
  await files.replace(snapshot, new TextEncoder().encode(editor.put(text, path, OURS)), 0o600);
}

async function msOf(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** @returns a row a format: a file of 1 MB, one entry added, verified and written */
export async function foreignRows(runs: number): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-foreign-'));
  const rows: Row[] = [];
  try {
    for (const format of FORMATS) {
      const ours: number[] = [];
      const plain: number[] = [];
      for (let run = 0; run < runs; run += 1) {
        const file = join(folder, `${format.name}-${run}`);
        const text = textOf(format);
        writeFileSync(file, text);
        ours.push(await msOf(() => addVerifyWrite(format.editor, file)));
        plain.push(await msOf(() => format.plainly(text)));
      }
      const ms = median(ours);
      rows.push({
        what: `a foreign ${format.name} file of 1 MB: add, verify, write`,
        measured: `${ms.toFixed(0)} ms, ${(ms / median(plain)).toFixed(1)} x parse and stringify`,
        figure: `<= ${MOST_MS} ms`,
        met: ms <= MOST_MS,
      });
    }
    return rows;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
