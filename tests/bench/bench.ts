// Measures the window with ten thousand keys, large files of other programs, and the start of the command; `npm run bench` starts it in a session of its own. Nothing here is a test:
// times of a shared machine prove nothing, but their ratio in one run says much.
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { findElectron } from '../../bin/runtime.mjs';
import { bundleRows } from './bundle.ts';
import { commandRows } from './command.ts';
import { foreignRows } from './foreign.ts';
import { type Row, tableOf } from './numbers.ts';
import { open, openRows, type Program } from './open.ts';
import { KEYS, seedTenThousand } from './ten-thousand.ts';
import { scrollRow, searchRows } from './using.ts';

// This runs under Electron's Node; the apps that it opens must not.
delete process.env.ELECTRON_RUN_AS_NODE;

const root = join(import.meta.dirname, '..', '..');
const runs = Number(process.argv[2] ?? 7);
const isOfCommand = process.argv[3] === 'command';
const electron = findElectron(root);
if (electron === null) throw new Error('no Electron here: npm test sets it up');

const folder = mkdtempSync(join(tmpdir(), 'bench-'));
const home = join(folder, 'home');
const env = Object.fromEntries(
  Object.entries({ ...process.env, KEYRACK_HOME: home, XDG_CONFIG_HOME: join(folder, 'config') }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  ),
);
// Root cannot be sandboxed; everybody else is. Both programs are started alike.
const forRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
const program = (words: readonly string[], usable: string): Program => ({
  executablePath: electron.path,
  args: [...forRoot, ...words],
  env,
  usable,
});
const ours = program([root], 'tr[data-key]');
const empty = program([join(import.meta.dirname, 'empty', 'main.mjs')], 'h1');

async function windowRows(): Promise<Row[]> {
  seedTenThousand(home);
  const opening = await openRows(ours, empty, runs);
  const { app, window } = await open(ours);
  // All of them: the first list is the newest alone.
  await window.getByText(`${KEYS.toLocaleString('en')} keys`).waitFor();
  await window.waitForTimeout(1_000);
  const using = [...(await searchRows(window)), await scrollRow(window)];
  await app.close();
  return [...opening, ...using, ...bundleRows(join(root, 'out', 'renderer'))];
}

try {
  const command = commandRows(root, folder, env, runs);
  const rows = isOfCommand ? command : [...(await windowRows()), ...(await foreignRows(runs)), ...command];
  process.stdout.write(
    `${KEYS} keys, ${runs} runs each, in turn; Electron ${electron.source}, ${cpus().length} CPUs (${cpus()[0]?.model})\n\n`,
  );
  process.stdout.write(`${tableOf(rows)}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
