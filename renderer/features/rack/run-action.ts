import type { Key } from '#shared/model/key.ts';
import { openDialog } from '../../state/actions.ts';
import { copyKeyHere, verifyKey } from '../../state/key-actions.ts';
import { keyText } from '../../text/keys.ts';
import { operationNames } from '../../text/operations.ts';
import type { KeyAction } from './obstacles.ts';

export const actionNames: Record<KeyAction, string> = {
  ...operationNames,
  copy: keyText.copy,
  verify: keyText.verify,
  export: keyText.export,
  edit: keyText.edit,
  scopes: keyText.scopes,
};

export const actionShortcuts: Partial<Record<KeyAction, string>> = { copy: 'C', verify: 'V', export: 'E' };

/** What ends a key's use, and stands apart. */
export const isDestructive = (action: KeyAction): boolean => action === 'revoke' || action === 'delete';

const RUN: Record<KeyAction, (key: Key) => unknown> = {
  copy: copyKeyHere,
  verify: (key) => verifyKey(key.id),
  export: (key) => openDialog({ kind: 'export', keyId: key.id }),
  edit: (key) => openDialog({ kind: 'edit-key', id: key.id }),
  scopes: (key) => openDialog({ kind: 'change-scopes', id: key.id }),
  disable: (key) => openDialog({ kind: 'key-act', id: key.id, act: 'disable' }),
  enable: (key) => openDialog({ kind: 'key-act', id: key.id, act: 'enable' }),
  regenerate: (key) => openDialog({ kind: 'key-act', id: key.id, act: 'regenerate' }),
  revoke: (key) => openDialog({ kind: 'key-act', id: key.id, act: 'revoke' }),
  delete: (key) => openDialog({ kind: 'key-act', id: key.id, act: 'delete' }),
};

/** Does what a button, a row's menu or a shortcut asks for. */
export function runAction(action: KeyAction, key: Key): void {
  void RUN[action](key);
}
