import { spawn } from 'node:child_process';
import { connectAgent } from '../keychain/agent-client.ts';
import { serveAgentProcess, startAgentProcess } from '../keychain/agent-process.ts';
import { readVault } from '../keychain/vault-file.ts';
import { systemClock } from '../platform/clock.ts';
import { createPrivateFiles } from '../platform/private-files.ts';
import type { Agent, Machine } from './context.ts';

/** What an agent needs of the environment: which runtime it is, and where sockets may stand. */
const KEPT = /^(ELECTRON_RUN_AS_NODE|HOME|PATH|XDG_RUNTIME_DIR|TMPDIR|SYSTEMROOT|APPDATA|USERPROFILE)$/i;

/** @param words that start this very program as an agent: the runtime, the bundle and the word for it */
export function createAgent(home: string, { env }: Machine, words: readonly string[]): Agent {
  const [command = process.execPath, ...args] = words;
  return {
    until: async () => {
      const vault = await readVault(createPrivateFiles(home));
      if (vault?.tier !== 'passphrase') return null;
      return (await connectAgent(home, vault.id))?.until ?? null;
    },
    start: async (passphrase, forMs) => {
      const kept = Object.fromEntries(Object.entries(env).filter(([name]) => KEPT.test(name)));
      // Of its own session, so that it stays when the terminal closes; "/" keeps no disk busy.
      const stdio: ['pipe', 'pipe', 'ignore'] = ['pipe', 'pipe', 'ignore'];
      const child = spawn(command, args, { detached: true, cwd: '/', env: kept, stdio });
      await startAgentProcess(child, { passphrase, forMs });
    },
  };
}

/** The agent's own life, in a process of its own. */
export async function serveAgent(home: string): Promise<void> {
  const stop = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stop.abort());
  // The terminal that it was started from may close; the agent stays until its time is over.
  process.on('SIGHUP', () => undefined);
  await serveAgentProcess({
    home,
    files: createPrivateFiles(home),
    clock: systemClock,
    input: process.stdin,
    output: process.stdout,
    signal: stop.signal,
  });
}
