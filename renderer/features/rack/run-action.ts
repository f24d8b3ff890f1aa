import type { Key } from '#shared/model/key.ts';
import { openDialog } from '../../state/actions.ts';
import { copyKeyHere, enterKeyHere, recreateKeyHere, verifyKey } from '../../state/key-actions.ts';
import type { LostKeyAction } from './menu-entries.ts';
import type { KeyAction } from './obstacles.ts';

const RUN: Record<KeyAction | LostKeyAction, (key: Key) => unknown> = {
  copy: copyKeyHere,
  verify: (key) => verifyKey(key.id),
  export: (key) => openDialog({ kind: 'export', keyId: key.id }),
  rotate: (key) => openDialog({ kind: 'rotate', id: key.id }),
  edit: (key) => openDialog({ kind: 'edit-key', id: key.id }),
  scopes: (key) => openDialog({ kind: 'change-scopes', id: key.id }),
  disable: (key) => openDialog({ kind: 'key-act', id: key.id, act: 'disable' }),
  enable: (key) => openDialog({ kind: 'key-act', id: key.id, act: 'enable' }),
  regenerate: (key) => openDialog({ kind: 'key-act', id: key.id, act: 'regenerate' }),
  revoke: (key) => openDialog({ kind: 'key-act', id: key.id, act: 'revoke' }),
  delete: (key) => openDialog({ kind: 'key-act', id: key.id, act: 'delete' }),
  enter: (key) => enterKeyHere(key.id),
  replace: (key) => openDialog({ kind: 'rotate', id: key.id, lost: true }),
  recreate: (key) => recreateKeyHere(key.id),
};

/** Does what a button, a row's menu or a shortcut asks for. */
export function runAction(action: KeyAction | LostKeyAction, key: Key): void {
  void RUN[action](key);
}
