export interface ProgramOrder {
  /** The program and its arguments; no shell sees them. */
  readonly words: readonly string[];
  /** All of its environment: it inherits nothing. PATH in it says where the program is looked for. */
  readonly env: Readonly<Record<string, string>>;
  /** The folder that it is started in. */
  readonly folder: string;
}

export type ProgramEnd =
  | { readonly code: number }
  | { readonly signal: string }
  /** The system would not start it; the name of its error, such as ENOENT. */
  | { readonly failed: string };

/** A program with its three streams. */
export interface RunningProgram {
  /** A program that reads no more is no failure here: how it ended says so. */
  write(text: string): void;
  closeInput(): void;
  readonly output: AsyncIterable<Uint8Array>;
  readonly errors: AsyncIterable<Uint8Array>;
  /** Never rejects. */
  readonly ended: Promise<ProgramEnd>;
  /** Asks it to end, then ends it and whatever it has started. @returns when nothing of it runs any more */
  stop(): Promise<void>;
}

/** Starts a program that does not outlive us. Never throws for what the system says: see `ended`. */
export type StartProgram = (order: ProgramOrder) => Promise<RunningProgram>;
