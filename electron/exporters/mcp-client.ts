import type { Editor, FileExporter, LaunchKind, Machine, Start } from '#core/ports/exporter.ts';
import { MECHANISMS, type Mechanism, type MechanismChoice } from '#shared/model/delivery.ts';
import { json } from './editors/json.ts';
import { concealEntry, type EntryForm, renderEntry } from './mcp-servers.ts';

/** What tells one client from another whose file has a map of servers. */
export interface McpClient {
  readonly id: string;
  readonly name: string;
  /** Most likely first. */
  readonly files: (machine: Machine) => readonly string[];
  readonly newFile?: (machine: Machine) => string;
  /** The file of a project, from its folder on; absent: it has none. */
  readonly projectFile?: string;
  /** Absent: strict JSON. */
  readonly editor?: Editor;
  /** Absent: `mcpServers`. */
  readonly root?: string;
  /** Absent: no type. */
  readonly types?: EntryForm['types'];
  /** Absent: `url`. null: it reaches nothing by this file, and why. */
  readonly address?: EntryForm['address'];
  readonly noAddress?: string;
  readonly helper?: string;
  /** How a variable is named in its file, and what to know of that; `null`: it expands none. */
  readonly refer: EntryForm['refer'];
  readonly aboutReference: string;
  readonly always?: EntryForm['always'];
  /** What it expands in a literal; null: nothing. */
  readonly literal: RegExp | null;
  /** What it expands once more in what a reference gave, in an entry that is started, or reached. */
  readonly again?: { readonly started?: RegExp; readonly reached?: RegExp };
  readonly start?: Start;
  readonly rewrittenBy?: readonly string[];
}

/** A target of the MCP family from its description. */
export function mcpClient(client: McpClient): FileExporter {
  const { id, name, files, newFile, projectFile, root = 'mcpServers', start } = client;
  const form: EntryForm = {
    types: client.types ?? { started: null, reached: null },
    address: client.address === undefined ? () => 'url' : client.address,
    helper: client.helper ?? null,
    refer: client.refer,
    always: client.always ?? {},
  };
  return {
    kind: 'file',
    id,
    name,
    tried: false,
    takes: 'server',
    scopes: projectFile === undefined ? ['user'] : ['user', 'project'],
    ...(projectFile === undefined ? {} : { projectFile }),
    choices: (launch) => choices(client, form, launch),
    files,
    ...(newFile === undefined ? {} : { newFile }),
    editor: client.editor ?? json,
    expands: (mechanism, launch) => expands(client, mechanism, launch),
    ...(start === undefined ? {} : { start }),
    path: (server) => [root, server],
    render: (entry, reveal) => renderEntry(form, entry, reveal),
    conceal: concealEntry,
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
  const of = launch !== null && 'url' in launch ? ofReached(client, form) : ofStarted(client, form);
  return MECHANISMS.map((mechanism) => ({ mechanism, ...of[mechanism] }));
}

type Choices = Record<Mechanism, Omit<MechanismChoice, 'mechanism'>>;
const yes = (reason: string) => ({ possible: true, reason });
const no = (reason: string) => ({ possible: false, reason });

const noInput = (name: string) => no(`${name} has no prompt or store for a secret of this file.`);
const noHelper = (name: string) => no(`${name} runs no command that would give it headers.`);

function ofStarted({ name, aboutReference }: McpClient, { helper, refer }: EntryForm): Choices {
  return {
    input: noInput(name),
    helper:
      helper === null ? noHelper(name) : no('Headers are for a server with a URL; this one is started.'),
    launcher: yes(
      `${name} starts Keyrack, which reads the key and starts the server: the file holds no secret.`,
    ),
    reference: { possible: refer !== null, reason: aboutReference },
    inline: yes(INLINE),
  };
}

function ofReached(
  { name, aboutReference, noAddress }: McpClient,
  { helper, refer, address }: EntryForm,
): Choices {
  const unreachable = address === null ? no(noAddress ?? `${name} reaches no server by its file.`) : null;
  return {
    input: noInput(name),
    helper:
      helper === null
        ? noHelper(name)
        : yes(`${name} asks Keyrack for the header each time it connects: the file holds no secret.`),
    launcher: unreachable ?? no('Nothing is started for a URL, so Keyrack cannot hand over the key.'),
    reference: unreachable ?? { possible: refer !== null, reason: aboutReference },
    inline: unreachable ?? yes(INLINE),
  };
}
