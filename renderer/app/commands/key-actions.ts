import { actionNames, actionShortcuts } from '../../features/rack/action-names.ts';
import { actionsOf, KEY_ACTIONS, obstaclesOf } from '../../features/rack/obstacles.ts';
import { runAction } from '../../features/rack/run-action.ts';
import { keyOf, surroundingsOf } from '../../state/selectors.ts';
import type { PageState } from '../../state/store.ts';
import { commandText } from '../../text/commands.ts';
import { keyText } from '../../text/keys.ts';
import type { Command } from './command.ts';
import { lockedNow } from './lock.ts';

/** Where its detail is in sight: nobody means a key that is not. */
const selected = (state: PageState) =>
  state.view === 'rack' || state.view === 'grid' ? keyOf(state, state.selectedKeyId) : null;

/** What can be done with the key that is selected. */
export const keyCommands: readonly Command[] = KEY_ACTIONS.map((action) => ({
  id: `key.${action}`,
  group: 'key',
  name: actionNames[action],
  shortcut: actionShortcuts[action],
  obstacle: (state) => {
    const key = selected(state);
    if (key === null) return commandText.noKeySelected;
    const obstacle = obstaclesOf(key, surroundingsOf(state, key))[action];
    return obstacle ?? (actionsOf(key).includes(action) ? lockedNow(state) : keyText.noConnection);
  },
  run: (state) => {
    const key = selected(state);
    if (key !== null) runAction(action, key);
  },
}));
