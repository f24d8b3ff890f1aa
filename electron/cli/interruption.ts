/** Ctrl+C, for commands that can stop half way without losing anything. */
export interface Interruption {
  /**
   * From now on the first Ctrl+C aborts this; a second one ends the process as ever.
   * @param kept signals that do so each time, and never end the process before `end`: for what has to be tidied up however
   * the command is ended. A terminal that is closed may tell so twice.
   */
  signal(kept?: readonly NodeJS.Signals[]): AbortSignal;
  happened(): boolean;
  end(): void;
}

export function createInterruption(): Interruption {
  const controller = new AbortController();
  const onInterrupt = () => controller.abort();
  const listening = new Set<NodeJS.Signals>();
  return {
    signal: (kept = []) => {
      for (const name of new Set<NodeJS.Signals>(['SIGINT', ...kept])) {
        if (listening.has(name)) continue;
        listening.add(name);
        if (kept.includes(name)) process.on(name, onInterrupt);
        else process.once(name, onInterrupt);
      }
      return controller.signal;
    },
    happened: () => controller.signal.aborted,
    end: () => {
      for (const name of listening) process.off(name, onInterrupt);
    },
  };
}
