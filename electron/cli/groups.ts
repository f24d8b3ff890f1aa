import type { Command } from 'commander';
import { commandWord } from './command-word.ts';
import type { CommandContext } from './context.ts';
import { createProgram } from './program.ts';

export type Register = (program: Command, context: CommandContext) => void;

/**
 * The files that hold the commands, in the order of the help. Only the one that is asked for is loaded:
 * `exec` stands in front of programs that people start all day.
 */
const GROUPS: readonly { readonly words: readonly string[]; readonly load: () => Promise<Register> }[] = [
  {
    words: ['init', 'unlock', 'lock', 'status'],
    load: async () => (await import('./commands/storage.ts')).registerStorage,
  },
  { words: ['doctor'], load: async () => (await import('./commands/doctor.ts')).registerDoctor },
  { words: ['env'], load: async () => (await import('./commands/environments.ts')).registerEnvironments },
  { words: ['provider'], load: async () => (await import('./commands/providers.ts')).registerProviders },
  {
    words: ['connection'],
    load: async () => (await import('./commands/connections.ts')).registerConnections,
  },
  { words: ['sync'], load: async () => (await import('./commands/connections.ts')).registerSync },
  { words: ['inventory'], load: async () => (await import('./commands/inventory.ts')).registerInventory },
  { words: ['webhook'], load: async () => (await import('./commands/webhook.ts')).registerWebhook },
  { words: ['key'], load: async () => (await import('./commands/keys.ts')).registerKeys },
  { words: ['rotate'], load: async () => (await import('./commands/rotating.ts')).registerRotating },
  { words: ['rotations'], load: async () => (await import('./commands/rotations.ts')).registerRotations },
  { words: ['panic'], load: async () => (await import('./commands/panic.ts')).registerPanic },
  { words: ['exec'], load: async () => (await import('./exec.ts')).registerExec },
  { words: ['headers'], load: async () => (await import('./headers.ts')).registerHeaders },
  {
    words: ['targets', 'export', 'unexport', 'undo'],
    load: async () => (await import('./commands/targets.ts')).registerTargets,
  },
  { words: ['due'], load: async () => (await import('./commands/due.ts')).registerDue },
  { words: ['policy'], load: async () => (await import('./commands/policy.ts')).registerPolicy },
  { words: ['adopt'], load: async () => (await import('./commands/adopting.ts')).registerAdopting },
  { words: ['scan'], load: async () => (await import('./commands/scanning.ts')).registerScanning },
  { words: ['import'], load: async () => (await import('./commands/importing.ts')).registerImporting },
  { words: ['audit'], load: async () => (await import('./commands/audit.ts')).registerAudit },
  { words: ['uninstall'], load: async () => (await import('./commands/uninstall.ts')).registerUninstall },
  {
    words: ['completion', '__complete'],
    load: async () => (await import('./completion/register.ts')).registerCompletion(loadTree),
  },
  { words: ['playground'], load: async () => (await import('./commands/playground.ts')).registerPlayground },
];

/** @param word the command's name; where it names no command, all are loaded, for the help. */
export async function loadGroups(word: string | undefined): Promise<readonly Register[]> {
  const asked = GROUPS.filter(({ words }) => word !== undefined && words.includes(word));
  return Promise.all((asked.length > 0 ? asked : GROUPS).map(({ load }) => load()));
}

const silent = { out: () => undefined, err: () => undefined, colour: false };

/** Registering a command asks nothing of it; what would is never run. */
const noContext = new Proxy({} as CommandContext, {
  get: (_, name) => {
    throw new Error(`a tree of commands is no command: ${String(name)}`);
  },
});

/**
 * The commands alone, to be looked at: for completion and for the manual.
 * @param words of a command line, which tells which of them are needed; none: all
 */
export async function loadTree(words: readonly string[] = []): Promise<Command> {
  const program = createProgram('', { terminal: silent, asJson: false });
  for (const register of await loadGroups(commandWord(words))) register(program, noContext);
  return program;
}
