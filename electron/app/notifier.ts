import type { BrowserWindow } from 'electron';
import { EVENT_CHANNEL } from '#shared/ipc/channel.ts';
import { eventSchema, type KeyrackEvent } from '#shared/ipc/events.ts';

export interface Notifier {
  tell(event: KeyrackEvent): void;
  changed(what: Changed): void;
  /** Tells somebody in this process as well. */
  onChanged(listener: () => void): void;
}

type Changed = Extract<KeyrackEvent, { kind: 'changed' }>['what'];

/** Tells the main window what happened. SECURITY: an event is parsed strictly, so it carries no data. */
export function createNotifier(window: () => BrowserWindow | null): Notifier {
  const tell = (event: KeyrackEvent) => {
    const shown = window();
    // While the app ends, the page is gone before its window is.
    if (shown === null || shown.isDestroyed() || shown.webContents.isDestroyed()) return;
    const { webContents } = shown;
    const send = () => webContents.send(EVENT_CHANNEL, eventSchema.parse(event));
    // A page that is still coming would miss it. It still counts as coming when it tells that it has been loaded,
    // which is when what was missed is looked for: from there on only the end of all loading follows.
    if (webContents.isLoadingMainFrame()) webContents.once('did-stop-loading', send);
    else send();
  };
  const listeners: (() => void)[] = [];
  return {
    tell,
    changed: (what) => {
      tell({ kind: 'changed', what });
      for (const listener of listeners) listener();
    },
    onChanged: (listener) => void listeners.push(listener),
  };
}
