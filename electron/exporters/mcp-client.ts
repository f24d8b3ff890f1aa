import type { ReadEntry } from '#core/ports/client-launch.ts';
import type { Editor, FileExporter, LaunchKind, Machine, Start } from '#core/ports/exporter.ts';
import { MECHANISMS, type Mechanism, type MechanismChoice } from '#shared/model/delivery.ts';
import { DEFAULT_HEADER, parseHeader } from '#shared/text/header-template.ts';
import { json } from './editors/json.ts';
import { mcpAdoption } from './mcp-adoption.ts';
import { concealEntry } from './mcp-conceal.ts';
import { type EntryForm, USUAL_FORM } from './mcp-form.ts';
import { entryReader } from './mcp-read.ts';
import { renderEntry } from './mcp-servers.ts';

/** What tells one client from another; of its entries what is not usual. */
export interface McpClient extends Partial<EntryForm> {
  readonly id: string;
  readonly name: string;
  /** The real program read what Keyrack writes (tests/clients); absent: it was not run. */
  readonly tried?: boolean;
  /** Most likely first. */
  readonly files: (machine: Machine) => readonly string[];
  readonly newFile?: (machine: Machine) => string;
  /** The file of a project, from its folder on; absent: it has none. */
  readonly projectFile?: string;
  /** Absent: strict JSON. */
  readonly editor?: Editor;
  /** Reads maps of the document, where `editor` reads items of a list. */
  readonly outline?: Editor;
  /** Absent: `mcpServers`. */
  readonly root?: string;
  /** Under what a server stands, where that is not its name as typed. */
  readonly key?: (server: string) => string;
  /** Why it reaches no server by this file. */
  readonly noAddress?: string;
  /** What comes of `ask`, or why nobody is asked for the secret; absent: it has neither prompt nor store. */
  readonly aboutInput?: string;
  /** How a variable is named in its file; `null`: it expands none. */
  readonly refer: EntryForm['refer'];
  /** What to know of that, or why not; of headers where that differs. */
  readonly aboutReference: string;
  readonly aboutHeaders?: string;
  /** What it expands in a literal; null: nothing. */
  readonly literal: RegExp | null;
  /** What it expands once more in what a reference gave, in an entry that is started, or reached. */
  readonly again?: { readonly started?: RegExp; readonly reached?: RegExp };
  readonly start?: Start;
  /** What the user has to know of its prompt. */
  readonly onInput?: string;
  readonly whenReplaced?: NonNullable<FileExporter['whenReplaced']>;
  /** Reads more of an entry than its form tells. */
  readonly reader?: (read: ReadEntry) => ReadEntry;
  readonly rewrittenBy?: readonly string[];
}

const asTyped = (server: string): string => server;

/** A target of the MCP family from its description. */
export function mcpClient(client: McpClient): FileExporter {
  const { id, name, files, newFile, projectFile, root = 'mcpServers', start, key = asTyped } = client;
  const { reader = (read: ReadEntry) => read } = client;
  const form: EntryForm = { ...USUAL_FORM, ...client };
  const editor = client.editor ?? json;
  return {
    kind: 'file',
    id,
    name,
    tried: client.tried ?? false,
    takes: 'server',
    scopes: projectFile === undefined ? ['user'] : ['user', 'project'],
    ...(projectFile === undefined ? {} : { projectFile }),
    choices: (launch) => choices(client, form, launch),
    files,
    ...(newFile === undefined ? {} : { newFile }),
    editor,
    expands: (mechanism, launch) => expands(client, mechanism, launch),
    keepsName: (launch) => form.handOn !== null && launch !== null && 'command' in launch,
    ...(start === undefined ? {} : { start }),
    path: (server) => [root, key(server)],
    render: (entry, reveal) => renderEntry(form, entry, reveal),
    conceal: (value, delivery) => concealEntry(form, value, delivery),
    readEntry: reader(entryReader(form, client.literal)),
    ...(client.onInput === undefined ? {} : { onInput: client.onInput }),
    ...(client.whenReplaced === undefined ? {} : { whenReplaced: client.whenReplaced }),
    adoption: mcpAdoption({ outline: client.outline ?? editor, root, key }, form),
    rewrittenBy: client.rewrittenBy ?? [],
  };
}

function expands(
  { literal, again }: McpClient,
  mechanism: Mechanism,
  launch: LaunchKind | null,
): RegExp | null {
  if (mechanism === 'inline') return literal;
  if (mechanism !== 'reference' || launch === null) return null;
  return again?.['command' in launch ? 'started' : 'reached'] ?? null;
}

const INLINE = 'The value itself stands in the file, where every program of your user can read it.';

function choices(client: McpClient, form: EntryForm, launch: LaunchKind | null): readonly MechanismChoice[] {
  const of = launch !== null && 'url' in launch ? ofReached(client, form, launch) : ofStarted(client, form);
  return MECHANISMS.map((mechanism) => ({ mechanism, ...of[mechanism] }));
}

type Choices = Record<Mechanism, Omit<MechanismChoice, 'mechanism'>>;
const yes = (reason: string) => ({ possible: true, reason });
const no = (reason: string) => ({ possible: false, reason });

const inputOf = ({ name, aboutInput }: McpClient, { ask }: EntryForm) => ({
  possible: ask !== null,
  reason: aboutInput ?? `${name} has no prompt or store for a secret of this file.`,
});
const noHelper = (name: string) => no(`${name} runs no command that would give it headers.`);

function ofStarted(client: McpClient, form: EntryForm): Choices {
  const { helper, refer, handOn } = form;
  const { name, aboutReference } = client;
  return {
    input: inputOf(client, form),
    helper:
      helper === null ? noHelper(name) : no('Headers are for a server with a URL; this one is started.'),
    launcher: yes(
      `${name} starts Keyrack, which reads the key and starts the server: the file holds no secret.`,
    ),
    reference: { possible: (handOn ?? refer) !== null, reason: aboutReference },
    inline: yes(INLINE),
  };
}

type Reached = Extract<LaunchKind, { url: string }>;

function ofReached(client: McpClient, form: EntryForm, launch: Reached): Choices {
  const { name, aboutReference, aboutHeaders = aboutReference, noAddress } = client;
  const { helper, address } = form;
  const unreachable = address === null ? no(noAddress ?? `${name} reaches no server by its file.`) : null;
  return {
    input: inputOf(client, form),
    helper:
      helper === null
        ? noHelper(name)
        : yes(`${name} asks Keyrack for the header each time it connects: the file holds no secret.`),
    launcher: unreachable ?? no('Nothing is started for a URL, so Keyrack cannot hand over the key.'),
    reference: unreachable ?? { possible: canRefer(form, launch), reason: aboutHeaders },
    inline: unreachable ?? yes(INLINE),
  };
}

function canRefer({ refer, referHeader }: EntryForm, { header }: Reached): boolean {
  const template = header ?? parseHeader(DEFAULT_HEADER);
  return referHeader === null ? refer !== null : template !== null && referHeader(template, 'NAME') !== null;
}
