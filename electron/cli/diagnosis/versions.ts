import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import type { Finding } from '../context.ts';
import { ok, type Patient, warning } from './finding.ts';

const packageSchema = z.object({
  version: z.optional(z.string()),
  devDependencies: z.optional(z.record(z.string(), z.string())),
});

/** What runs, and of which version. In a clone the Electron that runs may be older than the pinned one. */
export function checkVersions({ version, root }: Pick<Patient, 'version' | 'root'>): readonly Finding[] {
  const { electron, node, sqlite } = process.versions;
  const runtime = electron === undefined ? `Node ${node}` : `Electron ${electron} (Node ${node})`;
  const keytar = read(join(root, 'node_modules', 'keytar', 'package.json'))?.version ?? 'not found';
  const words = `keyrack ${version} on ${runtime}, ${process.execPath}; SQLite ${sqlite ?? 'unknown'}, keytar ${keytar}.`;
  const pinned = read(join(root, 'package.json'))?.devDependencies?.electron;
  if (electron === undefined || pinned === undefined || pinned === electron) return [ok('runtime', words)];
  return [
    ok('runtime', words),
    warning(
      'electron',
      `Electron ${electron} runs; this Keyrack is made for ${pinned}, which mends what the older one leaves open.`,
      'Run npm install in the folder of this clone where npm can fetch Electron; until then it is for trying out.',
    ),
  ];
}

function read(file: string): z.infer<typeof packageSchema> | null {
  try {
    return packageSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}
