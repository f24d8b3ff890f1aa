import type { Launch, Mechanism, MechanismChoice, Target, TargetScope } from '#shared/model/delivery.ts';

export interface Machine {
  readonly platform: 'linux' | 'darwin' | 'win32';
  readonly home: string;
  /** Only what a target's path depends on: XDG_CONFIG_HOME, APPDATA, LOCALAPPDATA. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** How a client starts the keyrack command: absolute words, to be followed by `exec …`. */
export type LauncherCommand = readonly string[];

/** One entry to write, the secret still closed. */
export interface Entry {
  /** Its name in the file; where the entry is of a variable, that. */
  readonly server: string;
  readonly keyId: string;
  /** What the program reads. */
  readonly variable: string;
  readonly set: Readonly<Record<string, string>>;
  /** null: the entry is of a variable alone. */
  readonly launch: Launch | null;
  /** The variable outside of the client that a reference names. */
  readonly reference: string;
  readonly mechanism: Mechanism;
  readonly launcher: LauncherCommand;
}

/** A program with a config file: the contract of the exporter family (tests/contract/exporter). */
export interface FileExporter {
  readonly kind: 'file';
  readonly id: string;
  readonly name: string;
  readonly tried: boolean;
  /** What its entries are of: a server that the client starts or reaches, or a variable that programs read. */
  readonly takes: 'server' | 'variable';
  readonly scopes: readonly TargetScope[];
  /** Best first, with why; all five are named. @param launch null where entries are of variables */
  choices(launch: Launch | null): readonly MechanismChoice[];
  /** The user's files on this machine, most likely first; empty where this OS has none. */
  files(machine: Machine): readonly string[];
  /** Where a new file belongs while none of `files` is there; absent: the first of them. */
  newFile?(machine: Machine): string;
  readonly editor: Editor;
  /** Where in the document the entry of this server stands. */
  path(server: string): readonly string[];
  /**
   * The entry as data.
   * @param reveal what stands for the secret: the value when writing, eight dots when planning
   */
  render(entry: Entry, reveal: (secret: 'value') => string): JsonValue;
  /**
   * Our entry as read from the file, with eight dots where `render` puts the secret: what drift is judged by.
   * Equal to `render` with dots as long as nobody changed the entry.
   */
  conceal(
    value: JsonValue,
    delivery: { readonly mechanism: Mechanism; readonly variable: string },
  ): JsonValue;
  /** Process names of the running client, where it rewrites its file on exit; empty where it does not matter. */
  readonly rewrittenBy: readonly string[];
}

export type Exporter = FileExporter;

export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [name: string]: JsonValue };

/** Changes one entry of a document and no other byte. */
export interface Editor {
  /** @returns the value at path, undefined where there is none. @throws AppError file-refused (does not parse, path twice) */
  read(text: string, path: readonly string[]): JsonValue | undefined;
  /** @returns the document with value at path. @throws AppError file-refused */
  put(text: string, path: readonly string[], value: JsonValue): string;
  /** @returns the document without the entry; the objects around it stay, even where `put` made them. */
  remove(text: string, path: readonly string[]): string;
  /**
   * The document for people's eyes: eight dots for every value that may be a secret, lines as they were.
   * @param shown the path of the one entry that is known to hold none; null: there is no such entry
   * @throws AppError file-refused
   */
  mask(text: string, shown: readonly string[] | null): string;
}

/** What stands for a secret wherever people look: always eight, so that the length does not tell. */
export const MASK = '••••••••';

export const targetOf = (exporter: Exporter, machine: Machine): Target => ({
  id: exporter.id,
  name: exporter.name,
  kind: exporter.kind,
  mechanisms: exporter
    .choices(exporter.takes === 'server' ? { command: ['true'] } : null)
    .filter((choice) => choice.possible)
    .map((choice) => choice.mechanism),
  files: [...exporter.files(machine)],
  tried: exporter.tried,
});
