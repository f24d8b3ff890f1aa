import type { Trouble } from './trouble.ts';

export const VAULT_LOCKED: Trouble = {
  state: 'locked',
  message: 'The storage is locked.',
  next: 'Unlock it with its passphrase (in the command: keyrack unlock).',
};
