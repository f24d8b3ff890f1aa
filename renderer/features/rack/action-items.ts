import type { Key } from '#shared/model/key.ts';
import { openDialog } from '../../state/actions.ts';
import { enterKeyHere, recreateKeyHere } from '../../state/key-actions.ts';
import type { Surroundings } from '../../state/selectors.ts';
import { keyText } from '../../text/keys.ts';
import { replaceText } from '../../text/operations.ts';
import type { MenuItem } from '../../ui/menu.tsx';
import { actionsOf, isLost, obstaclesOf, replaceObstacle } from './obstacles.ts';
import { actionNames, actionShortcuts, isDestructive, runAction } from './run-action.ts';

/** @returns what a row's menu offers, what cannot be done with its reason */
export function menuItemsOf(key: Key, around: Surroundings): MenuItem[] {
  const obstacles = obstaclesOf(key, around);
  const items = actionsOf(key).map(
    (action): MenuItem => ({
      label: actionNames[action],
      shortcut: actionShortcuts[action],
      danger: isDestructive(action),
      apart: action === 'edit' || action === 'revoke' || (action === 'delete' && key.connectionId === null),
      unavailable: obstacles[action],
      run: () => runAction(action, key),
    }),
  );
  return [...firstItems(key, around), ...items];
}

/** What a key without its value asks for before all else. */
function firstItems(key: Key, around: Surroundings): MenuItem[] {
  if (key.status === 'orphan') return [{ label: keyText.recreate, run: () => void recreateKeyHere(key.id) }];
  if (!isLost(key)) return [];
  return [
    { label: replaceText.enterIt, run: () => void enterKeyHere(key.id) },
    {
      label: replaceText.title,
      unavailable: replaceObstacle(key, around),
      run: () => openDialog({ kind: 'replace-key', id: key.id }),
    },
  ];
}
