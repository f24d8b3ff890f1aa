import { ipcMain } from 'electron';
import { CALL_CHANNEL } from '#shared/ipc/channel.ts';
import type { Pages } from './pages.ts';

/** The one place that listens to pages. */
export function serve(pages: Pages): void {
  ipcMain.handle(CALL_CHANNEL, ({ sender, senderFrame }, method: unknown, input: unknown) =>
    pages.call(
      {
        contentsId: sender.id,
        frame: senderFrame === null ? null : { url: senderFrame.url, isTop: senderFrame.parent === null },
      },
      method,
      input,
    ),
  );
}
