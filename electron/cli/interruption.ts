/** Ctrl+C, for commands that can stop half way without losing anything. */
export interface Interruption {
  /**
   * From now on the first Ctrl+C aborts this; a second one ends the process as ever.
   * @param also further signals that do, for what has to be tidied up however the command is ended
   */
  signal(also?: readonly NodeJS.Signals[]): AbortSignal;
  happened(): boolean;
  end(): void;
}

export function createInterruption(): Interruption {
  const controller = new AbortController();
  const onInterrupt = () => controller.abort();
  const listening = new Set<NodeJS.Signals>();
  return {
    signal: (also = []) => {
      for (const name of ['SIGINT', ...also] as const) {
        if (!listening.has(name)) process.once(name, onInterrupt);
        listening.add(name);
      }
      return controller.signal;
    },
    happened: () => controller.signal.aborted,
    end: () => {
      for (const name of listening) process.off(name, onInterrupt);
    },
  };
}
