import { AppError } from '#core/errors.ts';

/** What is under way for a connection or a key, so that the user can end it. */
export interface Work {
  /** Runs it with a signal that `cancel` of this id aborts. @throws AppError cancelled; what `job` throws */
  run<T>(id: string, job: (signal: AbortSignal) => Promise<T>): Promise<T>;
  cancel(id: string): void;
}

const cancelled = () =>
  new AppError('cancelled', { message: 'Cancelled.', next: 'Start it again when you like.' });

export function createWork(): Work {
  const underWay = new Map<string, Set<AbortController>>();
  const begin = (id: string): AbortController => {
    const controller = new AbortController();
    const others = underWay.get(id) ?? new Set();
    underWay.set(id, others.add(controller));
    return controller;
  };
  const end = (id: string, controller: AbortController) => {
    const left = underWay.get(id);
    left?.delete(controller);
    if (left?.size === 0) underWay.delete(id);
  };
  return {
    run: async (id, job) => {
      const controller = begin(id);
      try {
        return await job(controller.signal);
      } catch (error) {
        // What Keyrack says in its own words stays: a create that was cut off leaves more than "cancelled" to tell.
        if (controller.signal.aborted && !(error instanceof AppError)) throw cancelled();
        throw error;
      } finally {
        end(id, controller);
      }
    },
    cancel: (id) => {
      for (const controller of underWay.get(id) ?? []) controller.abort(cancelled());
    },
  };
}
