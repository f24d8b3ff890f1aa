import { commandNames } from '#shared/text/command-names.ts';
import { dismissToast, focusSearch, openDialog } from '../../state/actions.ts';
import { showPlaintext } from '../../state/showing.ts';
import type { PageState } from '../../state/store.ts';
import { plaintextText } from '../../text/adopting.ts';
import { commandText } from '../../text/commands.ts';
import { identifyText } from '../../text/identify.ts';
import { keyText } from '../../text/keys.ts';
import { shortcuts } from '../../text/shortcuts.ts';
import type { Command } from './command.ts';
import { lockCommands, lockedNow } from './lock.ts';

const newestUndo = ({ toasts }: Pick<PageState, 'toasts'>) =>
  toasts.findLast(({ action }) => action?.undoes === true);

function undoNewest(state: PageState): void {
  const newest = newestUndo(state);
  if (newest === undefined) return;
  dismissToast(newest.id);
  newest.action?.run();
}

export const generalCommands: readonly Command[] = [
  {
    id: 'palette',
    group: 'app',
    name: commandNames.palette,
    shortcut: shortcuts.palette,
    heard: 'in fields',
    run: () => openDialog({ kind: 'palette', mode: 'all' }),
  },
  { id: 'search', group: 'app', name: commandNames.search, shortcut: shortcuts.search, run: focusSearch },
  {
    id: 'identify',
    group: 'app',
    name: identifyText.title,
    obstacle: lockedNow,
    run: () => openDialog({ kind: 'identify' }),
  },
  {
    id: 'leaked-key',
    group: 'app',
    name: keyText.leaked,
    obstacle: lockedNow,
    run: () => openDialog({ kind: 'leaked-key' }),
  },
  { id: 'find-plaintext', group: 'app', name: plaintextText.open, run: showPlaintext },
  {
    id: 'copy-a-key',
    group: 'app',
    name: commandNames['copy-a-key'],
    obstacle: lockedNow,
    run: () => openDialog({ kind: 'palette', mode: 'copy' }),
  },
  {
    id: 'undo',
    group: 'app',
    name: commandText.undo,
    shortcut: shortcuts.undo,
    obstacle: (state) => (newestUndo(state) === undefined ? commandText.nothingToUndo : null),
    run: undoNewest,
  },
  ...lockCommands,
  {
    id: 'cheat-sheet',
    group: 'app',
    name: commandNames['cheat-sheet'],
    shortcut: shortcuts.cheatSheet,
    run: () => openDialog({ kind: 'cheat-sheet' }),
  },
];
