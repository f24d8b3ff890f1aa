import { keyText } from '../../text/keys.ts';
import { operationNames } from '../../text/operation-names.ts';
import type { KeyAction } from './obstacles.ts';

export const actionNames: Record<KeyAction, string> = {
  ...operationNames,
  copy: keyText.copy,
  verify: keyText.verify,
  export: keyText.export,
  rotate: keyText.rotate,
  edit: keyText.edit,
  scopes: keyText.scopes,
};

export const actionShortcuts: Partial<Record<KeyAction, string>> = {
  copy: 'c',
  verify: 'v',
  export: 'e',
  rotate: 'r',
};

/** What ends a key's use, and stands apart. */
export const isDestructive = (action: KeyAction): boolean => action === 'revoke' || action === 'delete';
