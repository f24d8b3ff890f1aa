import type { Trouble } from './trouble.ts';

export const VAULT_LOCKED: Trouble = {
  state: 'locked',
  message: 'The vault is locked.',
  next: 'Unlock it with its passphrase: keyrack unlock, or in the window.',
};
