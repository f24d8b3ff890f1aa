import type { AppError } from '#core/errors.ts';
import type { Clock } from '#core/ports/clock.ts';
import type { Ledger } from '#core/ports/ledger.ts';
import type { Secret } from '#core/secret.ts';
import type { Services } from '#core/services.ts';
import type { ProgramClipboard } from '../platform/clipboard-programs.ts';
import type { Child, Ended } from '../platform/process-run.ts';
import type { Terminal } from '../platform/terminal.ts';
import type { Uninstaller } from './uninstaller.ts';

/** Options that every command takes, before or after its name. */
export interface GlobalOptions {
  readonly json: boolean;
  readonly yes: boolean;
  readonly quiet: boolean;
  readonly home: string | undefined;
}

/** What exec and headers need: no service, no provider, no network. */
export interface HeldKeys {
  readonly ledger: Pick<Ledger, 'environments'> & { readonly keys: Pick<Ledger['keys'], 'list'> };
  /** @throws AppError not-held, storage-* */
  read(key: { readonly id: string; readonly environmentId: string; readonly name: string }): Promise<Secret>;
  /** Lets go of files and sockets, so that a child inherits none. */
  close(): Promise<void>;
}

/** A process that keeps the passphrase storage open. */
export interface Agent {
  /** @returns when it ends by itself, ISO 8601; null where none runs, or as long as the app is open */
  until(): Promise<string | null>;
  /** Leaves one behind. @throws AppError wrong-passphrase, storage-*, invalid-input (too long), unsupported */
  start(passphrase: Secret, forMs: number): Promise<void>;
}

interface PlaygroundServer {
  readonly url: string;
  /** It runs already, in the app or in another command. */
  readonly elsewhere: boolean;
  stop(): Promise<void>;
}

/** Where the command gets its powers; each is loaded when it is first asked for. */
export interface Composition {
  home(): string;
  services(): Promise<Services>;
  heldKeys(): Promise<HeldKeys>;
  agent(): Promise<Agent>;
  playground(): Promise<PlaygroundServer>;
  /** @param look.isOnline whether a service may be asked */
  diagnose(look: { readonly isOnline: boolean }): Promise<readonly Finding[]>;
  uninstaller(): Promise<Uninstaller>;
  run(child: Child): Promise<Ended>;
  /** @throws AppError unsupported where this system has no clipboard that a command reaches */
  clipboard(): Promise<ProgramClipboard>;
  readonly clock: Clock;
  /** After the command, whatever happened. */
  close(): Promise<void>;
}

/** One thing that doctor looked at. */
export interface Finding {
  readonly check: string;
  readonly state: 'ok' | 'warning' | 'problem';
  readonly message: string;
  /** What to do about it; null where nothing is wrong. */
  readonly fix: string | null;
}

export interface Machine {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly now: () => Date;
}

export interface CommandContext extends Composition {
  readonly terminal: Terminal;
  readonly machine: Machine;
  /** Words of the command line, without the program. */
  readonly argv: readonly string[];
  options(): GlobalOptions;
  /**
   * Aborted by Ctrl+C; before it is asked for, Ctrl+C ends the process at once.
   * @param kept signals that abort it, and never end the process before the command is done
   */
  signal(kept?: readonly NodeJS.Signals[]): AbortSignal;
  /** The result: a document with --json, else words. */
  show(json: unknown, words: () => string): void;
  /** A message beside the result, on stderr. */
  tell(message: string): void;
  /** Ends with this code though nothing failed. */
  exitWith(code: number): void;
}

interface Deps {
  readonly terminal: Terminal;
  readonly machine: Machine;
  readonly argv: readonly string[];
  readonly composition: Composition;
  readonly options: () => GlobalOptions;
  readonly signal: CommandContext['signal'];
  readonly exitWith: (code: number) => void;
}

export function createContext(deps: Deps): CommandContext {
  const { terminal, options, composition } = deps;
  const show = (json: unknown, words: () => string) =>
    terminal.out(`${options().json ? JSON.stringify(json, null, 2) : words()}\n`);
  return {
    ...composition,
    ...deps,
    show,
    tell: (message) => {
      if (!options().quiet) terminal.err(`${message}\n`);
    },
  };
}

/** One line: what happened, then what to do. */
export const sentence = (error: Pick<AppError, 'message' | 'next'>): string =>
  [error.message, error.next].filter(Boolean).join(' ');
