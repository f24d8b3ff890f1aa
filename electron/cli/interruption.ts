/** Ctrl+C, for commands that can stop half way without losing anything. */
export interface Interruption {
  /** From now on the first Ctrl+C aborts this; a second one ends the process as ever. */
  signal(): AbortSignal;
  happened(): boolean;
  end(): void;
}

export function createInterruption(): Interruption {
  const controller = new AbortController();
  const onInterrupt = () => controller.abort();
  let isListening = false;
  return {
    signal: () => {
      if (!isListening) process.once('SIGINT', onInterrupt);
      isListening = true;
      return controller.signal;
    },
    happened: () => controller.signal.aborted,
    end: () => process.off('SIGINT', onInterrupt),
  };
}
