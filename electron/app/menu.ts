import { Menu, type MenuItemConstructorOptions } from 'electron';

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

/** Small on purpose: no View menu, so no reload and no developer tools. */
export function installMenu(platform: NodeJS.Platform): void {
  const first: MenuItemConstructorOptions =
    platform === 'darwin' ? { role: 'appMenu' } : { label: 'Keyrack', submenu: [{ role: 'quit' }] };
  const zoom: MenuItemConstructorOptions = {
    label: 'Zoom',
    submenu: [{ role: 'zoomIn' }, { role: 'zoomOut' }, { role: 'resetZoom' }],
  };
  Menu.setApplicationMenu(Menu.buildFromTemplate([first, EDIT, zoom]));
}
