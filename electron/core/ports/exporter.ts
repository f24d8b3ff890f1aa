import {
  MECHANISMS,
  type Mechanism,
  type MechanismChoice,
  type Target,
  type TargetScope,
} from '#shared/model/delivery.ts';
import type { HeaderTemplate } from '#shared/text/header-template.ts';
import type { Secret } from '../secret.ts';
import type { ReadEntry } from './client-launch.ts';
import type { RemoteContent } from './remote-store.ts';

export interface Machine {
  readonly platform: 'linux' | 'darwin' | 'win32';
  readonly home: string;
  /** Only what a target's path depends on, such as XDG_CONFIG_HOME, APPDATA, CLAUDE_CONFIG_DIR. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** How a client starts the keyrack command: absolute words, to be followed by `exec …` or `headers …`. */
export type LauncherCommand = readonly string[];

/** What the client starts, or reaches with the secret in a header. */
export type ServerLaunch =
  | { readonly command: readonly string[] }
  | { readonly url: string; readonly header: HeaderTemplate };

/** Which of the two it is; a URL without a header takes the usual one. */
export type LaunchKind =
  | { readonly command: readonly string[] }
  | { readonly url: string; readonly header?: HeaderTemplate };

/** A request with which the program calls the service, and where the key stands in it. */
export type ServiceCall =
  | { readonly url: string; readonly header: HeaderTemplate }
  | { readonly url: string; readonly query: string };

/** One entry to write, the secret still closed. */
export interface Entry {
  /** Its name in the file; where the entry is of a variable, that. */
  readonly server: string;
  readonly keyId: string;
  /** What the program reads. */
  readonly variable: string;
  readonly set: Readonly<Record<string, string>>;
  /** null: the entry is of a variable alone, or of a call. */
  readonly launch: ServerLaunch | null;
  /** Absent: the entry is of a server or a variable. */
  readonly call?: ServiceCall;
  /** What the entry may be told by for as long as it is delivered, whatever key it carries. */
  readonly delivery: string;
  /** The variable outside of the client that a reference names. */
  readonly reference: string;
  readonly mechanism: Mechanism;
  readonly launcher: LauncherCommand;
  /** Whose paths, and whose shell. */
  readonly platform: Machine['platform'];
  /** Where it is to be written: some clients had another form in an older place. */
  readonly file: string;
}

/** A file of our own, without a secret. */
export interface OwnFile {
  /** Whole path. */
  readonly file: string;
  readonly text: string;
}

/**
 * What a target is where the program is not given an entry in a file of its own, but whole files that it imports. The
 * exporter's editor then takes the whole file for its entry.
 */
interface OwnFiles {
  /** Where its file belongs until the user names another. @param name of the entry */
  place(machine: Machine, name: string): string;
  /** What else is written, before the file itself; it holds no secret. @param value what `render` gave */
  companions(entry: Entry, value: JsonValue): readonly OwnFile[];
  /** How the program takes the files in, and what is left to the user. */
  afterwards(entry: Entry): readonly string[];
}

export interface Start {
  readonly from: 'terminal' | 'desktop';
  /** What is typed to start it. */
  readonly program: string;
}

/** What a target is where the program has a store of its own behind an API: an entry becomes one item of it. */
interface RemoteForm {
  /** Whose connections lead to it. */
  readonly provider: string;
  /** Why it is the best, for people. */
  readonly reason: string;
  /** @param reveal what stands for the secret: the value when sending, eight dots when planning */
  item(entry: Entry, reveal: (secret: 'value') => string): RemoteContent;
  /** How the program uses it, in words. */
  afterwards(entry: Entry): readonly string[];
}

/** A program with a config file: the contract of the exporter family (tests/contract/exporter). */
export interface FileExporter {
  readonly kind: 'file';
  readonly id: string;
  readonly name: string;
  readonly tried: boolean;
  /** What its entries are of: a server that the client starts or reaches, a variable that programs read, or a call of the key's service. */
  readonly takes: 'server' | 'variable' | 'service';
  /** Its variables are those of an API client’s requests; absent: what it takes tells. */
  readonly isApiClient?: true;
  /** Absent: it is given an entry in a file of its own. */
  readonly own?: OwnFiles;
  /** Absent: it takes files alone. */
  readonly remote?: RemoteForm;
  readonly scopes: readonly TargetScope[];
  /** The file of a project, from its folder on; absent: it has to be named. */
  readonly projectFile?: string;
  /** Best first, with why; all five are named. @param launch null where entries are of no server */
  choices(launch: LaunchKind | null): readonly MechanismChoice[];
  /** The user's files on this machine, most likely first; empty where this OS has none. */
  files(machine: Machine): readonly string[];
  /** Where a new file belongs while none of `files` is there; absent: the first of them. */
  newFile?(machine: Machine): string;
  /**
   * What a file begins with that is new or blank, so that its program takes it; absent: nothing.
   * @param id of this delivery, where the program wants an id of its own
   */
  frame?(file: string, id: string): string;
  readonly editor: Editor;
  /**
   * Values that this client would alter in such an entry: what it expands in a literal, and again in what a reference
   * gave. null: none; absent: it expands nothing anywhere.
   */
  expands?(mechanism: Mechanism, launch: LaunchKind | null): RegExp | null;
  /** What the user has to do and to know where the program asks for the key, by `input`; absent: nothing. */
  readonly onInput?: string;
  /** Where the program itself keeps the value: what a person does there when it is another one. @param name of the entry */
  whenReplaced?(name: string, mechanism: Mechanism): string;
  /** What is left to the user after each change of the file, in words; absent: nothing. */
  readonly afterwards?: string;
  /** Whether a reference has to be the variable itself, as the client hands it on and renames none; absent: never. */
  keepsName?(launch: LaunchKind | null): boolean;
  /** How it is started, for what a reference needs: from a terminal it sees what a shell exports. */
  readonly start?: Start;
  /** Where in the document the entry of this server stands. */
  path(server: string): readonly string[];
  /**
   * The entry as data.
   * @param reveal what stands for the secret: the value when writing, eight dots when planning
   */
  render(entry: Entry, reveal: (secret: 'value') => string): JsonValue;
  /**
   * Our entry as read from the file, with eight dots where `render` puts the secret: what drift is judged by.
   * What was rendered with dots comes out the same, as long as nobody changed the entry.
   */
  conceal(
    value: JsonValue,
    delivery: { readonly mechanism: Mechanism; readonly variable: string },
  ): JsonValue;
  /** What the client starts or reaches for an entry that stands in its file; absent: entries are of variables. */
  readonly readEntry?: ReadEntry;
  /**
   * The value that a program reads from an entry of a variable; null: none. Absent: entries are of servers.
   * @param lookup a variable as the program sees it
   */
  readValue?(value: JsonValue, lookup: (name: string) => string | null): string | null;
  /** How entries of somebody else are read and taken over; absent: they are left alone. */
  readonly adoption?: Adoption;
  /** Process names of the running client, where it rewrites its file on exit; empty where it does not matter. */
  readonly rewrittenBy: readonly string[];
}

export type Exporter = FileExporter;

/** A secret that stands in an entry in the clear. */
export interface Plaintext {
  /** The variable, header or option by which the program gets it. */
  readonly name: string;
  readonly place: 'variable' | 'header' | 'argument';
  readonly secret: Secret;
  /** The header around it; null where it stands in none. */
  readonly header: HeaderTemplate | null;
  /** Why it has to stay where it is; null: it can be adopted. */
  readonly obstacle: string | null;
}

/** Entries that somebody else wrote, as data: what of them is secret, and how they look with that delivered. */
export interface Adoption {
  /** The entries of a document, by the names that `path` takes. @throws AppError file-refused */
  names(text: string): readonly string[];
  plaintexts(name: string, value: JsonValue): readonly Plaintext[];
  /** null: of a variable alone, or of nothing that can be told. */
  launch(value: JsonValue): ServerLaunch | null;
  /** The entry with one secret delivered by the mechanism of `entry`, and every other member as it was. */
  deliver(value: JsonValue, which: Plaintext, entry: Entry): JsonValue;
}

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
  /** Of a file of variables: those that it sets. @throws AppError file-refused */
  names?(text: string): readonly string[];
}

/**
 * The id of the prompt by which a client asks for a key. It is of this delivery alone: another key that is delivered to the
 * same server later would be given the answer that the client keeps for the old one.
 */
export const promptId = ({ keyId, delivery }: Pick<Entry, 'keyId' | 'delivery'>): string =>
  `keyrack-${keyId}-${delivery.slice(0, 8)}`;

/** What stands for a secret wherever people look: always eight, so that the length does not tell. */
export const MASK = '••••••••';

const FAMILIES = { server: 'mcp', service: 'import', variable: 'variables' } as const;

export const targetOf = (exporter: Exporter, machine: Machine): Target => ({
  id: exporter.id,
  name: exporter.name,
  kind: exporter.kind,
  takes: exporter.takes,
  family: exporter.isApiClient === true ? 'api-client' : FAMILIES[exporter.takes],
  ...mechanismsOf(exporter),
  files: [...exporter.files(machine)],
  projectFile: exporter.projectFile ?? null,
  importFile: exporter.own?.place(machine, '<name>') ?? null,
  provider: exporter.remote?.provider ?? null,
  tried: exporter.tried,
});

/** What it can do for one launch or another, best first. */
function mechanismsOf(exporter: Exporter): Pick<Target, 'mechanisms' | 'ways'> {
  const possible = (launch: LaunchKind): Mechanism[] => {
    const choices = exporter.choices(exporter.takes === 'server' ? launch : null);
    return choices.filter((choice) => choice.possible).map(({ mechanism }) => mechanism);
  };
  const ways = { command: possible({ command: ['true'] }), url: possible({ url: 'https://example.com' }) };
  const mechanisms = MECHANISMS.filter((each) => ways.command.includes(each) || ways.url.includes(each));
  return { mechanisms, ways };
}
