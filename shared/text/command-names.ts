import type { MenuCommand } from '../model/menu-command.ts';

/** What the app's menu, the tray and the page call them alike. */
export const commandNames: Record<MenuCommand, string> = {
  'new-key': 'New key',
  'add-key': 'Add key',
  'add-connection': 'Add connection',
  'new-environment': 'New environment',
  'copy-a-key': 'Copy a key…',
  search: 'Search keys',
  palette: 'Find a command',
  lock: 'Lock Keyrack',
  unlock: 'Unlock Keyrack',
  'cheat-sheet': 'Keyboard shortcuts',
};
