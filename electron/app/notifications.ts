import { Notification } from 'electron';
import type { Notifier } from '#core/ports/notifier.ts';
import type { KeyrackEvent } from '#shared/ipc/events.ts';
import type { DeepLink } from '#shared/model/deep-link.ts';

interface Hands {
  readonly tell: (event: KeyrackEvent) => void;
  /** Brings the window to the front. */
  readonly forward: () => void;
}

/** One that is collected does nothing any more when it is clicked. */
const shown = new Set<Notification>();

/** Tells by the desktop, for who is not looking at the window, and in the window. A click leads to what it is about. */
export function createNotifications({ tell, forward }: Hands): Notifier {
  return {
    notify: ({ title, body, keyId }) => {
      tell({ kind: 'alert-fired', keyId, message: `${title}. ${body}` });
      if (!Notification.isSupported()) return;
      const link: DeepLink = keyId === null ? { to: 'view', view: 'rotation' } : { to: 'key', id: keyId };
      const notification = new Notification({ title, body });
      const forget = () => void shown.delete(notification);
      notification.on('click', () => {
        forget();
        forward();
        tell({ kind: 'show', link });
      });
      notification.on('close', forget);
      shown.add(notification);
      notification.show();
    },
  };
}
