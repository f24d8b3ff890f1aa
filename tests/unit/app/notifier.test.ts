import { EventEmitter } from 'node:events';
import type { BrowserWindow } from 'electron';
import { expect, test } from 'vitest';
import { createNotifier } from '../../../electron/app/notifier.ts';

/** A page that goes through its loading as Electron tells it. */
function startLoading() {
  const page = { loading: true, sent: [] as unknown[] };
  const webContents = Object.assign(new EventEmitter(), {
    isDestroyed: () => false,
    isLoadingMainFrame: () => page.loading,
    send: (_channel: string, event: unknown) => void page.sent.push(event),
  });
  const window = { isDestroyed: () => false, webContents } as unknown as BrowserWindow;
  return { page, webContents, window };
}

test('what is told while the page is still coming reaches it, also from where it tells that it has been loaded', () => {
  const { page, webContents, window } = startLoading();
  const { tell } = createNotifier(() => window);
  const event = (message: string) => ({ kind: 'alert-fired', keyId: null, message }) as const;
  tell(event('early'));
  webContents.once('did-finish-load', () => tell(event('missed reminder')));
  webContents.emit('did-finish-load');
  page.loading = false;
  webContents.emit('did-stop-loading');
  tell(event('late'));
  expect(page.sent).toEqual(['early', 'missed reminder', 'late'].map(event));
});

test('a window that is gone is told nothing', () => {
  const { tell } = createNotifier(() => null);
  expect(() => tell({ kind: 'changed', what: 'keys' })).not.toThrow();
});
