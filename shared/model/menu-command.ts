import * as z from 'zod/mini';

/** Commands of the page that the app's menu and the tray name; the page's registry has an entry for each. */
export const MENU_COMMANDS = [
  'new-key',
  'add-key',
  'add-connection',
  'new-environment',
  'copy-a-key',
  'search',
  'palette',
  'lock',
  'unlock',
  'cheat-sheet',
] as const;
export const menuCommandSchema = z.enum(MENU_COMMANDS);
export type MenuCommand = z.infer<typeof menuCommandSchema>;
