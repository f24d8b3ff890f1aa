import type { KeyrackEvent } from '#shared/ipc/client.ts';
import { toast } from '../../state/actions.ts';
import { getState, type PageState } from '../../state/store.ts';
import { commandText } from '../../text/commands.ts';
import type { Command } from './command.ts';
import { environmentCommands } from './environments.ts';
import { generalCommands } from './general.ts';
import { keyCommands } from './key-actions.ts';
import { makingCommands } from './making.ts';
import { viewCommands } from './views.ts';

const fixed: readonly Command[] = [...keyCommands, ...makingCommands, ...viewCommands, ...generalCommands];

/** Everything that can be done from anywhere, as things stand. */
export const commandsIn = (state: Pick<PageState, 'data'>): readonly Command[] => [
  ...fixed,
  ...environmentCommands(state),
];

/** Does what it says, or says why not. */
export function runCommand({ name, obstacle, run }: Command): void {
  const state = getState();
  const why = obstacle?.(state) ?? null;
  if (why === null) void run(state);
  else toast(commandText.cannot(name, why));
}

/** The app's menu or the tray names a command. A dialog is not closed for it, unless it is to lock. */
export function onCommand(event: KeyrackEvent): void {
  if (event.kind !== 'command') return;
  const command = commandsIn(getState()).find(({ id }) => id === event.command);
  if (command === undefined) return;
  if (getState().dialog === null || command.heard === 'everywhere') runCommand(command);
}
