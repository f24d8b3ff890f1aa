import type { Key } from '#shared/model/key.ts';
import type { Surroundings } from '../../state/surroundings.ts';
import { keyText } from '../../text/keys.ts';
import { replaceText } from '../../text/operation-names.ts';
import { actionNames, actionShortcuts, isDestructive } from './action-names.ts';
import { actionsOf, isLost, type KeyAction, obstaclesOf, replaceObstacle } from './obstacles.ts';

/** What a key without its value asks for: entered, replaced, or revoked and made anew. */
export type LostKeyAction = 'enter' | 'replace' | 'recreate';

export interface MenuEntry {
  readonly action: KeyAction | LostKeyAction;
  readonly label: string;
  readonly shortcut?: string | undefined;
  readonly danger?: boolean;
  /** A line stands before it. */
  readonly apart?: boolean;
  readonly unavailable?: string | null;
}

/** @returns what a row's menu offers, what cannot be done with its reason */
export function menuEntriesOf(key: Key, around: Surroundings): MenuEntry[] {
  const obstacles = obstaclesOf(key, around);
  const entries = actionsOf(key).map(
    (action): MenuEntry => ({
      action,
      label: actionNames[action],
      shortcut: actionShortcuts[action],
      danger: isDestructive(action),
      apart: action === 'edit' || action === 'revoke' || (action === 'delete' && key.connectionId === null),
      unavailable: obstacles[action],
    }),
  );
  return [...firstEntries(key, around), ...entries];
}

/** What a key without its value asks for before all else. */
function firstEntries(key: Key, around: Surroundings): MenuEntry[] {
  if (key.status === 'orphan') return [{ action: 'recreate', label: keyText.recreate }];
  if (!isLost(key)) return [];
  return [
    { action: 'enter', label: replaceText.enterIt },
    { action: 'replace', label: replaceText.title, unavailable: replaceObstacle(key, around) },
  ];
}
