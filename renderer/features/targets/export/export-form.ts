import {
  type ExportRequest,
  headerSchema,
  type Launch,
  type Mechanism,
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
  readonly variable: string;
  /** null: the best that is possible. */
  readonly mechanism: Mechanism | null;
  /** Empty: one of its own for each environment. */
  readonly reference: string;
  readonly scope: TargetScope;
  /** Empty: the program's own, whichever of them is there. */
  readonly file: string;
}

/** What is said of a field; a command that cannot be split, and a file that has to be named. */
interface Problems extends Readonly<Record<Exclude<CommandWords['state'], 'words'>, string>> {
  readonly file: string;
}

export type TextField = 'server' | 'command' | 'url' | 'header' | 'variable' | 'reference' | 'file';
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
    variable: key.variable ?? around.provider?.variable ?? '',
    mechanism: null,
    reference: '',
    scope: 'user',
    file: '',
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

/** Else it takes a variable alone, and is asked for nothing else. */
export const takesServer = (target: Target | null): boolean => target?.takes !== 'variable';

/** Only such an entry has further variables. */
export const startsCommand = (form: ExportForm, target: Target | null): boolean =>
  takesServer(target) && form.reach === 'command';

const SERVER = [['server', serverNameSchema]] as const;
const REMOTE = [
  ['url', serverUrlSchema],
  ['header', headerSchema],
] as const;
const REFERENCE = [['reference', variableSchema]] as const;

/** What was typed for a reference, as long as there may be one: its field is out of sight otherwise. */
const namesReference = ({ mechanism, reference }: ExportForm): boolean =>
  reference !== '' && (mechanism === null || mechanism === 'reference');

/** What the page can tell is wrong before it asks main; main checks everything again. */
export function problemsOf(
  form: ExportForm,
  words: Problems,
  target: Target | null,
  around: Around,
): ExportProblems {
  const isServer = takesServer(target);
  const checks: readonly (readonly [TextField, Checked])[] = [
    ...(isServer ? SERVER : []),
    ['variable', variableSchema],
    ...(isServer && form.reach === 'url' ? REMOTE : []),
    ...(namesReference(form) ? REFERENCE : []),
  ];
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
  const isKnown = form.scope === 'user' && target !== null && target.files.length > 0;
  if (form.file.trim() === '' && !isKnown) problems.file = words.file;
  return problems;
}

/** @returns what main plans by; null while the command cannot be parted into words */
export function requestOf(
  form: ExportForm,
  key: Key,
  target: Target | null,
  around: Around,
): ExportRequest | null {
  const launch = launchOf(form);
  const isServer = takesServer(target);
  if (isServer && launch === null) return null;
  const file = form.file.trim();
  return {
    target: form.target,
    environmentId: key.environmentId,
    keyId: key.id,
    variable: form.variable,
    ...(isServer && launch !== null ? { server: form.server, launch } : {}),
    ...(startsCommand(form, target) ? changesFor(form.command, around, form) : {}),
    ...(form.mechanism === null ? {} : { mechanism: form.mechanism }),
    ...(namesReference(form) ? { reference: form.reference } : {}),
    ...(form.scope === 'user' ? {} : { scope: form.scope }),
    ...(file === '' ? {} : { file }),
  };
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
  if (changes.target !== undefined) return { scope: 'user', file: '', mechanism: null, reference: '' };
  if (changes.scope !== undefined) return { file: '' };
  return changes.reach === undefined ? {} : { mechanism: null };
}
