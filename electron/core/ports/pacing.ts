/** Keeps the requests of one connection to the service's limits, across the app and every command. */
export interface Pace {
  /**
   * Waits until one more request may be sent, and counts it.
   * @returns to be called once the answer has come or the request has failed
   * @throws AppError rate-limited where the wait would be longer than a person should sit through; cancelled
   */
  turn(signal: AbortSignal): Promise<() => void>;
  /** The service asked that nothing be sent before `at`. */
  hold(at: Date): void;
}

/** One line a request, shared by every process through the ledger. */
export interface PacingTable {
  /**
   * Counts one request now, unless that would pass a limit: then says how long to wait. All in one transaction.
   * A request counts while it is open and from its end on: only so is a limit kept as the service sees it.
   * @param now milliseconds since the epoch
   */
  take(
    connectionId: string,
    limits: {
      readonly requests: readonly { readonly count: number; readonly perSeconds: number }[];
      readonly concurrent: number;
    },
    now: number,
  ): { readonly ticket: string } | { readonly waitMs: number };
  /** The request of this ticket is over: from now on it leaves its windows. */
  end(ticket: string, now: number): void;
  hold(connectionId: string, until: number): void;
}
