import { commandNames } from '#shared/text/command-names.ts';
import { openDialog } from '../../state/actions.ts';
import { importText } from '../../text/importing.ts';
import { shortcuts } from '../../text/shortcuts.ts';
import type { Command } from './command.ts';

export const makingCommands: readonly Command[] = [
  {
    id: 'new-key',
    group: 'make',
    name: commandNames['new-key'],
    shortcut: shortcuts.newKey,
    run: () => openDialog({ kind: 'new-key' }),
  },
  { id: 'add-key', group: 'make', name: commandNames['add-key'], run: () => openDialog({ kind: 'add-key' }) },
  {
    id: 'import',
    group: 'make',
    name: importText.title,
    shortcut: shortcuts.import,
    run: () => openDialog({ kind: 'import' }),
  },
  {
    id: 'add-connection',
    group: 'make',
    name: commandNames['add-connection'],
    run: ({ preferences: { environmentId } }) =>
      openDialog({ kind: 'add-connection', environmentId, provider: null }),
  },
  {
    id: 'new-environment',
    group: 'make',
    name: commandNames['new-environment'],
    run: () => openDialog({ kind: 'new-environment' }),
  },
];
