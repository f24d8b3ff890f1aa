import { focusSearch } from '../../state/actions.ts';
import { commandText } from '../../text/commands.ts';
import { shortcuts } from '../../text/shortcuts.ts';
import type { Command } from './command.ts';

export const generalCommands: readonly Command[] = [
  { id: 'search', group: 'app', name: commandText.search, shortcut: shortcuts.search, run: focusSearch },
];
