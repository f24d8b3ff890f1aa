import { AppError } from '../../errors.ts';
import type { Clock } from '../../ports/clock.ts';

const cancelled = () =>
  new AppError('cancelled', { message: 'Cancelled.', next: 'Start it again when you like.' });

interface Wait {
  readonly ms: number;
  readonly signal: AbortSignal;
  /** What did not come about, as the beginning of a sentence. */
  readonly what: string;
}

/**
 * Does something with a signal that is aborted by the user, or when the time is over; then its reason is to be thrown.
 * @throws AppError cancelled, network (too late); what `work` throws
 */
export async function within<T>(
  clock: Clock,
  { ms, signal, what }: Wait,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const late = new AppError('network', {
    message: `${what} within ${Math.round(ms / 1000)} seconds.`,
    next: 'See what it waits for: run its command by hand, or open its address.',
  });
  const cancel = () => controller.abort(cancelled());
  const stop = clock.after(ms, () => controller.abort(late));
  signal.addEventListener('abort', cancel, { once: true });
  if (signal.aborted) cancel();
  try {
    return await work(controller.signal);
  } finally {
    stop();
    signal.removeEventListener('abort', cancel);
  }
}
