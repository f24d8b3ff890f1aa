import type { Secret } from '../secret.ts';

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

export interface ProgramTask {
  /** Its name alone; it is looked for in those folders of PATH that are whole paths, and started by the path found. */
  readonly program: string;
  /** No shell sees them, and no secret may stand in them. */
  readonly args: readonly string[];
  /** Variables of this process that it sees as they are; of all others none. */
  readonly inherits: readonly string[];
  /** Further variables; no secret may stand in them. */
  readonly env: Readonly<Record<string, string>>;
  /** All that it reads on its standard input, without a line end; null: nothing. */
  readonly input: Secret | null;
  /** Then it is ended. */
  readonly deadlineMs: number;
}

export type ProgramAnswer =
  | { readonly state: 'ended'; readonly code: number; readonly output: string; readonly errors: string }
  | { readonly state: 'not-found' }
  /** The system would not start it, or ended it; in a word. */
  | { readonly state: 'failed'; readonly why: string }
  | { readonly state: 'too-late' };

/** Runs a program to its end. Never throws for what becomes of it. */
export type RunProgram = (task: ProgramTask) => Promise<ProgramAnswer>;
