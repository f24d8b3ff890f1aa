import { createClipboardCopy } from '#core/clipboard-copy.ts';
import type { Clipboard } from '#core/ports/clipboard.ts';
import type { Clock } from '#core/ports/clock.ts';
import type { Secret } from '#core/secret.ts';

/** A closed terminal and an ended session clear the clipboard too. None of them ends the command before that. */
export const ENDINGS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const;

interface Held {
  readonly clock: Clock;
  readonly clipboard: Pick<Clipboard, 'write' | 'clearIfHolds'>;
  readonly secret: Secret;
  /** Aborted where it has to be cleared at once. */
  readonly stopped: AbortSignal;
  readonly onCopied: () => void;
}

/**
 * Puts a value on the clipboard, and stays until it is gone from there.
 * @returns whether it was cleared by us
 * @throws AppError unsupported where it cannot be copied, outcome-unknown where it may still be there
 */
export async function holdOnClipboard(held: Held): Promise<boolean> {
  const { clock, clipboard, secret, stopped, onCopied } = held;
  const over = Promise.withResolvers<boolean>();
  let cleared = false;
  const copying = createClipboardCopy({
    clock,
    onCleared: () => over.resolve(cleared),
    onFailed: over.reject,
    clipboard: {
      write: clipboard.write,
      clearIfHolds: async (ours) => {
        cleared = await clipboard.clearIfHolds(ours);
        return cleared;
      },
    },
  });
  // Where copying itself fails, that is what is told.
  over.promise.catch(() => undefined);
  if (stopped.aborted) return false;
  stopped.addEventListener('abort', () => void copying.clear().catch(over.reject), { once: true });
  try {
    await copying.copy(secret);
    onCopied();
    return await over.promise;
  } finally {
    await copying.clear();
  }
}
