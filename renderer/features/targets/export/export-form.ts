import {
  type ExportRequest,
  headerSchema,
  type Launch,
  type Mechanism,
  queryNameSchema,
  serverNameSchema,
  serverUrlSchema,
  type Target,
  type TargetScope,
} from '#shared/model/delivery.ts';
import type { Key } from '#shared/model/key.ts';
import { defaultServerName } from '#shared/model/server-name.ts';
import { variableSchema } from '#shared/model/text-fields.ts';
import { type CommandWords, joinCommand, splitCommand } from '#shared/text/command-line.ts';
import { DEFAULT_HEADER } from '#shared/text/header-template.ts';
import {
  type Around,
  changesFor,
  chosenServer,
  NO_CHANGES,
  type ServerChanges,
  shownVariables,
  variablesProblem,
} from './server-form.ts';

export interface ExportForm extends ServerChanges {
  readonly target: string;
  readonly server: string;
  /** What the program does for the server: starts a command, or reaches a URL. */
  readonly reach: 'command' | 'url';
  readonly command: string;
  readonly url: string;
  readonly header: string;
  /** Of a call: where the key stands. */
  readonly place: 'header' | 'query';
  readonly query: string;
  readonly variable: string;
  /** null: the best that is possible. */
  readonly mechanism: Mechanism | null;
  /** Empty: one of its own for each environment. */
  readonly reference: string;
  readonly scope: TargetScope;
  /** Empty: the program's own, whichever of them is there. */
  readonly file: string;
  /** Also add the file to the .gitignore beside it, where that is offered. */
  readonly ignored: boolean;
  /** The program’s own store behind it takes the key; empty: a file does. */
  readonly connectionId: string;
  /** Of a target without a file. */
  readonly repository: string;
}

/** What is said of a field; a command that cannot be split, and a place that has to be named. */
interface Problems extends Readonly<Record<Exclude<CommandWords['state'], 'words'>, string>> {
  readonly file: string;
  readonly repository: string;
}

export type TextField =
  | 'server'
  | 'command'
  | 'url'
  | 'header'
  | 'query'
  | 'variable'
  | 'reference'
  | 'file'
  | 'repository';
export type ExportProblems = Partial<Record<TextField | 'set', string>>;

export function startForm(key: Key, around: Around, target: Target | null): ExportForm {
  const command = joinCommand(around.provider?.servers[0]?.command ?? []);
  return {
    target: target?.id ?? '',
    ...NO_CHANGES,
    server: nameOf(command, key, around),
    reach: 'command',
    command,
    url: '',
    header: around.provider?.header ?? DEFAULT_HEADER,
    place: 'header',
    query: '',
    variable: key.variable ?? around.provider?.variable ?? '',
    mechanism: null,
    reference: '',
    scope: 'user',
    file: '',
    ignored: true,
    connectionId: '',
    repository: '',
  };
}

/** The name of the entry until the user picks one. */
function nameOf(command: string, key: Key, around: Around): string {
  if (around.environment === null) return '';
  const purpose = chosenServer(command, around)?.purpose ?? null;
  return defaultServerName(around.provider?.id ?? key.name, around.environment, purpose);
}

interface Checked {
  safeParse(text: string): {
    readonly success: boolean;
    readonly error?: { readonly issues: readonly { readonly message: string }[] } | undefined;
  };
}

/** What a target is asked for: a server, a variable alone, or a call of the key's service. */
export const takenBy = (target: Target | null): Target['takes'] => target?.takes ?? 'server';

/** Only such an entry has further variables. */
export const startsCommand = (form: ExportForm, target: Target | null): boolean =>
  takenBy(target) === 'server' && form.reach === 'command';

const SERVER = [['server', serverNameSchema]] as const;
const REMOTE = [
  ['url', serverUrlSchema],
  ['header', headerSchema],
] as const;
const REFERENCE = [['reference', variableSchema]] as const;

/** What was typed for a reference, as long as there may be one: its field is out of sight otherwise. */
const namesReference = ({ mechanism, reference }: ExportForm): boolean =>
  reference !== '' && (mechanism === null || mechanism === 'reference');

type Checks = readonly (readonly [TextField, Checked])[];

const entryChecks = (form: ExportForm, isServer: boolean): Checks => [
  ...(isServer ? SERVER : []),
  ['variable', variableSchema],
  ...(isServer && form.reach === 'url' ? REMOTE : []),
  ...(namesReference(form) ? REFERENCE : []),
];

/** An empty address is the connection's own. */
const callChecks = ({ url, place }: ExportForm): Checks => [
  ...SERVER,
  ...(url.trim() === '' ? [] : ([['url', serverUrlSchema]] as const)),
  place === 'header' ? ['header', headerSchema] : ['query', queryNameSchema],
];

/** What the page can tell is wrong before it asks main; main checks everything again. */
export function problemsOf(
  form: ExportForm,
  words: Problems,
  target: Target | null,
  around: Around,
): ExportProblems {
  const takes = takenBy(target);
  const isServer = takes === 'server';
  const checks = takes === 'service' ? callChecks(form) : entryChecks(form, isServer);
  const problems: ExportProblems = {};
  for (const [field, schema] of checks) {
    const parsed = schema.safeParse(form[field]);
    if (!parsed.success) problems[field] = parsed.error?.issues[0]?.message ?? '';
  }
  const command = splitCommand(form.command);
  if (isServer && form.reach === 'command' && command.state !== 'words')
    problems.command = words[command.state];
  const further = startsCommand(form, target)
    ? variablesProblem(shownVariables(form.command, around, form))
    : null;
  if (further !== null) problems.set = further;
  const unnamed = unnamedPlace(form, target);
  if (unnamed !== null) problems[unnamed] = words[unnamed];
  return problems;
}

/** Where a target without a file stands is never known beforehand. */
function unnamedPlace(form: ExportForm, target: Target | null): 'file' | 'repository' | null {
  if (hasNoFile(target)) return form.repository.trim() === '' ? 'repository' : null;
  return form.file.trim() === '' && !hasOwnPlace(form, target) ? 'file' : null;
}

/** A store at a service: it is asked for a place there. */
export const hasNoFile = (target: Target | null): boolean => target?.kind === 'api';

/** Whether main knows a file where none is named. */
const hasOwnPlace = ({ scope }: ExportForm, target: Target | null): boolean =>
  target?.takes === 'service' || (scope === 'user' && target !== null && target.files.length > 0);

/** Where a file goes that its program imports, until another is named; null: the program reads one of its own. */
export const importFileOf = ({ server }: ExportForm, target: Target | null): string | null =>
  target?.importFile?.replace('<name>', () => server) ?? null;

/** @returns what main plans by; null while the command cannot be parted into words */
export function requestOf(
  form: ExportForm,
  key: Key,
  target: Target | null,
  around: Around,
): ExportRequest | null {
  const asked = askedOf(form, takenBy(target));
  if (asked === null) return null;
  return {
    target: form.target,
    environmentId: key.environmentId,
    keyId: key.id,
    ...asked,
    ...(startsCommand(form, target) ? changesFor(form.command, around, form) : {}),
    ...(form.mechanism === null ? {} : { mechanism: form.mechanism }),
    ...(form.scope === 'user' ? {} : { scope: form.scope }),
    ...placeOf(form, target),
  };
}

function placeOf(
  form: ExportForm,
  target: Target | null,
): Pick<ExportRequest, 'file' | 'repository' | 'connectionId'> {
  if (form.connectionId !== '') return { connectionId: form.connectionId };
  if (hasNoFile(target)) return { repository: form.repository.trim() };
  const file = form.file.trim();
  return file === '' ? {} : { file };
}

type Asked = Pick<ExportRequest, 'server' | 'variable' | 'launch' | 'call' | 'reference'>;

/** @returns null while the command cannot be parted into words */
function askedOf(form: ExportForm, takes: Target['takes']): Asked | null {
  const { server, variable } = form;
  if (takes === 'service') return { server, call: callOf(form) };
  const entry = { variable, ...(namesReference(form) ? { reference: form.reference } : {}) };
  if (takes === 'variable') return entry;
  const launch = launchOf(form);
  return launch === null ? null : { ...entry, server, launch };
}

function callOf({ url, place, header, query }: ExportForm): NonNullable<ExportRequest['call']> {
  const address = url.trim();
  return { ...(address === '' ? {} : { url: address }), ...(place === 'header' ? { header } : { query }) };
}

function launchOf({ reach, command, url, header }: ExportForm): Launch | null {
  if (reach === 'url') return { url, header };
  const split = splitCommand(command);
  return split.state === 'words' ? { command: [...split.words] } : null;
}

/** What another choice takes with it: another target has its own files and ways, a command others than a URL. */
export function following(
  changes: Partial<ExportForm>,
  form: ExportForm,
  { key, around }: { readonly key: Key; readonly around: Around },
): Partial<ExportForm> {
  if (changes.command !== undefined && form.server === nameOf(form.command, key, around))
    return { server: nameOf(changes.command, key, around) };
  if (changes.target !== undefined)
    return { scope: 'user', file: '', connectionId: '', repository: '', mechanism: null, reference: '' };
  // A store has one way, which no file has.
  if (changes.connectionId !== undefined) return { scope: 'user', file: '', mechanism: null };
  if (changes.scope !== undefined) return { file: '' };
  return changes.reach === undefined ? {} : { mechanism: null, reference: '' };
}
