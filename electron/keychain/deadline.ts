import type { Clock } from '#core/ports/clock.ts';

/** A person may have to answer a question of the system. */
export const INTERACTIVE_MS = 60_000;

/** The work took longer than it may. What it started goes on; nobody waits for it any more. */
export class DeadlineError extends Error {}

export async function withDeadline<T>(clock: Clock, ms: number, work: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const cancel = clock.after(ms, () => late.reject(new DeadlineError(`no answer in ${ms} ms`)));
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    cancel();
  }
}

/** One at a time, in the order asked. */
export function createQueue(): <T>(job: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (job) => {
    const next = last.then(job, job);
    last = next.catch(() => {});
    return next;
  };
}
