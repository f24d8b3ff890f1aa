import { Notification } from 'electron';
import type { Notifier } from '#core/ports/notifier.ts';
import type { KeyrackEvent } from '#shared/ipc/events.ts';

/** Tells by the desktop, for who is not looking at the window, and in the window. */
export function createNotifications(tell: (event: KeyrackEvent) => void): Notifier {
  return {
    notify: ({ title, body, keyId }) => {
      tell({ kind: 'alert-fired', keyId, message: `${title}. ${body}` });
      if (Notification.isSupported()) new Notification({ title, body }).show();
    },
  };
}
