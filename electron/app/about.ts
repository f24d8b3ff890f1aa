import { app } from 'electron';
import type { MainWindow } from '#shared/ipc/contract/main-window.ts';
import type { Output } from '#shared/ipc/define.ts';

export function about(home: string): Output<MainWindow['app.about']> {
  const { platform, versions } = process;
  return {
    version: app.getVersion(),
    electron: versions.electron ?? '',
    platform: platform === 'win32' || platform === 'darwin' ? platform : 'linux',
    home,
  };
}
