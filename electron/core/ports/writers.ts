/** The processes that write over one ledger: the app, and commands beside it. */
export interface Writers {
  /** The process id of this one. */
  readonly own: number;
  /** Whether a process of this id runs; it may be another program, which has got the id since. */
  lives(pid: number): boolean;
  /** Calls it now and then, at least each minute, while this process runs and is not held up. @returns stop */
  pulse(beat: () => void): () => void;
}
