import { commandNames } from '#shared/text/command-names.ts';
import { known } from '../../state/remote.ts';
import { lockStorage, unlockStorage } from '../../state/storage-actions.ts';
import type { PageState } from '../../state/store.ts';
import { lockText } from '../../text/app.ts';
import { commandText } from '../../text/commands.ts';
import { shortcuts } from '../../text/shortcuts.ts';
import type { Command } from './command.ts';

const isLocked = ({ data }: Pick<PageState, 'data'>): boolean => known(data.storage)?.state === 'locked';

/** Of what needs secrets: main refuses it all the same. */
export const lockedNow = (state: PageState): string | null => (isLocked(state) ? lockText.title : null);

export const lockCommands: readonly Command[] = [
  {
    id: 'lock',
    group: 'app',
    name: commandNames.lock,
    shortcut: shortcuts.lock,
    heard: 'everywhere',
    obstacle: (state) => (isLocked(state) ? commandText.lockedAlready : null),
    run: lockStorage,
  },
  {
    id: 'unlock',
    group: 'app',
    name: commandNames.unlock,
    obstacle: (state) => (isLocked(state) ? null : commandText.notLocked),
    run: unlockStorage,
  },
];
