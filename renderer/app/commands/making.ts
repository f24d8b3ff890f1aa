import { openDialog } from '../../state/actions.ts';
import { appText } from '../../text/app.ts';
import { connectionsText } from '../../text/connections.ts';
import { keyText } from '../../text/keys.ts';
import { shortcuts } from '../../text/shortcuts.ts';
import type { Command } from './command.ts';

export const makingCommands: readonly Command[] = [
  {
    id: 'new-key',
    group: 'make',
    name: keyText.newKey,
    shortcut: shortcuts.newKey,
    run: () => openDialog({ kind: 'new-key' }),
  },
  { id: 'add-key', group: 'make', name: keyText.addKey, run: () => openDialog({ kind: 'add-key' }) },
  {
    id: 'add-connection',
    group: 'make',
    name: connectionsText.add,
    run: ({ preferences: { environmentId } }) =>
      openDialog({ kind: 'add-connection', environmentId, provider: null }),
  },
  {
    id: 'new-environment',
    group: 'make',
    name: appText.newEnvironment,
    run: () => openDialog({ kind: 'new-environment' }),
  },
];
