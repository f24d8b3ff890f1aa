import { fileURLToPath } from 'node:url';
import packageJson from '../../package.json' with { type: 'json' };
import { createTerminal } from '../platform/terminal.ts';
import { createComposition } from './compose.ts';
import type { Machine } from './context.ts';
import { run } from './run.ts';

/** The first words with which `unlock` and `key copy` start this program again; not commands. */
const AGENT = 'agent-process';
const GUARD = 'clipboard-guard';

const [first, second, ...rest] = process.argv.slice(2);

/** @param entry the file that the command was started with, as a URL */
export async function start(entry: string): Promise<void> {
  if (first === AGENT && second !== undefined && rest.length === 0) {
    const { serveAgent } = await import('./agent.ts');
    await serveAgent(second);
    return;
  }
  const machine: Machine = { env: { ...process.env }, platform: process.platform, now: () => new Date() };
  if (first === GUARD && second === undefined) {
    const { serveClipboardGuard } = await import('./clipboard-guard.ts');
    await serveClipboardGuard(machine);
    return;
  }
  const place = {
    machine,
    // Two folders up, whether this is the source or the bundle.
    root: fileURLToPath(new URL('../..', entry)),
    version: packageJson.version,
    agentWords: [process.execPath, fileURLToPath(entry), AGENT],
    guardWords: [process.execPath, fileURLToPath(entry), GUARD],
  };
  process.exitCode = await run({
    argv: process.argv.slice(2),
    terminal: createTerminal(machine.env),
    machine,
    version: packageJson.version,
    compose: (options) => createComposition(place, options),
  });
}
