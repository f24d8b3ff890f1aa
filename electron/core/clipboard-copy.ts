import type { Clipboard } from './ports/clipboard.ts';
import type { Clock } from './ports/clock.ts';
import type { Secret } from './secret.ts';

export const CLEAR_AFTER_SECONDS = 30;

export interface ClipboardCopy {
  /** Copies, and clears again after CLEAR_AFTER_SECONDS if the clipboard still holds the value. */
  copy(secret: Secret): Promise<void>;
  /** On lock and quit: clears now what is still ours. */
  clear(): Promise<void>;
}

/**
 * @param onCleared told when our value is gone from the clipboard, or was replaced by somebody else's
 * @param onFailed told why it could not be cleared when its time was over; `clear` itself throws that
 */
export function createClipboardCopy(deps: {
  readonly clipboard: Pick<Clipboard, 'write' | 'clearIfHolds'>;
  readonly clock: Clock;
  readonly onCleared: () => void;
  readonly onFailed: (error: unknown) => void;
}): ClipboardCopy {
  let held: { readonly secret: Secret; readonly cancel: () => void } | null = null;
  let writing: Promise<void> = Promise.resolve();

  const clear = async () => {
    const ours = held;
    if (ours === null) return;
    held = null;
    ours.cancel();
    // A value that is on its way there has arrived first.
    await writing.catch(() => undefined);
    await deps.clipboard.clearIfHolds(ours.secret);
    deps.onCleared();
  };

  return {
    copy: async (secret) => {
      held?.cancel();
      const onTime = () => void clear().catch(deps.onFailed);
      held = { secret, cancel: deps.clock.after(CLEAR_AFTER_SECONDS * 1000, onTime) };
      writing = deps.clipboard.write(secret);
      await writing;
    },
    clear,
  };
}
