import { ipcMain } from 'electron';
import { CALL_CHANNEL } from '#shared/ipc/channel.ts';
import type { Pages } from './pages.ts';

/** The one place that listens to pages. What it answers is JSON; see `Bridge`. */
export function serve(pages: Pages): void {
  ipcMain.handle(CALL_CHANNEL, async ({ sender, senderFrame }, method: unknown, input: unknown) => {
    const result = await pages.call(
      {
        contentsId: sender.id,
        frame: senderFrame === null ? null : { url: senderFrame.url, isTop: senderFrame.parent === null },
      },
      method,
      input,
    );
    return JSON.stringify(result);
  });
}
