import type { MenuItemConstructorOptions } from 'electron';
import type { MenuCommand } from '#shared/model/menu-command.ts';
import { commandNames } from '#shared/text/command-names.ts';

const EDIT: MenuItemConstructorOptions = {
  label: 'Edit',
  submenu: [
    { role: 'undo' },
    { role: 'redo' },
    { type: 'separator' },
    { role: 'cut' },
    { role: 'copy' },
    { role: 'paste' },
    { role: 'selectAll' },
  ],
};

const ZOOM: MenuItemConstructorOptions = {
  label: 'Zoom',
  submenu: [{ role: 'zoomIn' }, { role: 'zoomOut' }, { role: 'resetZoom' }],
};

/** As Electron writes shortcuts. The page hears them by itself; here they are only shown. */
const ACCELERATORS: Partial<Record<MenuCommand, string>> = {
  'new-key': 'N',
  search: '/',
  palette: 'CmdOrCtrl+K',
  lock: 'CmdOrCtrl+L',
};

/**
 * Small on purpose: no View menu, so no reload and no developer tools.
 * @param run tells the page to do what an item names
 */
export function menuTemplate(
  platform: NodeJS.Platform,
  run: (command: MenuCommand) => void,
): MenuItemConstructorOptions[] {
  const mac = platform === 'darwin';
  const item = (command: MenuCommand): MenuItemConstructorOptions => {
    const accelerator = ACCELERATORS[command];
    // macOS takes each one that is shown: a letter alone could not be typed any more.
    const shown = accelerator !== undefined && !(mac && accelerator.length === 1);
    return {
      id: command,
      label: commandNames[command],
      click: () => run(command),
      ...(shown ? { accelerator, registerAccelerator: false } : {}),
    };
  };
  const lock: MenuItemConstructorOptions[] = [item('lock'), item('unlock'), { type: 'separator' }];
  const first: MenuItemConstructorOptions = mac
    ? { role: 'appMenu' }
    : { label: 'Keyrack', submenu: [...lock, { role: 'quit' }] };
  const keys: MenuItemConstructorOptions = {
    label: 'Keys',
    submenu: [
      item('new-key'),
      item('add-key'),
      item('copy-a-key'),
      { type: 'separator' },
      item('add-connection'),
      item('new-environment'),
      { type: 'separator' },
      item('search'),
      item('palette'),
      ...(mac ? [{ type: 'separator' } as const, item('lock'), item('unlock')] : []),
    ],
  };
  const help: MenuItemConstructorOptions = { role: 'help', submenu: [item('cheat-sheet')] };
  return [first, keys, EDIT, ZOOM, help];
}
