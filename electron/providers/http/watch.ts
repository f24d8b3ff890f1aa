import { AppError } from '#core/errors.ts';
import type { Clock } from '#core/ports/clock.ts';

/** Ends one request early: by the user, or by a deadline. */
export interface Watch {
  readonly signal: AbortSignal;
  /** After `ms` the request ends with `failure`. @returns cancel */
  deadline(ms: number, failure: () => AppError): () => void;
  /** @returns what `work` gives. @throws AppError the reason, as soon as the request is ended */
  race<T>(work: Promise<T>): Promise<T>;
  /** Stops all deadlines and lets go of the caller's signal. */
  end(): void;
}

export const cancelled = () => new AppError('cancelled', { message: 'Cancelled.' });

/** @param outer the user's own signal: once it aborts, the request ends as cancelled */
export function createWatch(clock: Clock, outer?: AbortSignal): Watch {
  const controller = new AbortController();
  const stops = new Set<() => void>();
  const stop = () => controller.abort(cancelled());
  if (outer?.aborted) stop();
  outer?.addEventListener('abort', stop, { once: true });

  const aborted = new Promise<never>((_, reject) => {
    const fail = () => reject(controller.signal.reason);
    if (controller.signal.aborted) fail();
    controller.signal.addEventListener('abort', fail, { once: true });
  });
  // Nobody may be racing at that moment: the reason is then met by the next race.
  aborted.catch(() => undefined);

  return {
    signal: controller.signal,
    deadline: (ms, failure) => {
      const cancel = clock.after(ms, () => controller.abort(failure()));
      stops.add(cancel);
      return () => {
        stops.delete(cancel);
        cancel();
      };
    },
    race: (work) => Promise.race([work, aborted]),
    end: () => {
      for (const cancel of stops) cancel();
      outer?.removeEventListener('abort', stop);
    },
  };
}
