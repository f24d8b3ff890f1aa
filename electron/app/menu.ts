import { Menu } from 'electron';
import type { MenuCommand } from '#shared/model/menu-command.ts';
import { menuTemplate } from './menu-template.ts';

export function installMenu(platform: NodeJS.Platform, run: (command: MenuCommand) => void): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(platform, run)));
}
