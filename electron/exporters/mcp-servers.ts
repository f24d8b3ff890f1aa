import type { Entry, JsonValue, ServerLaunch } from '#core/ports/exporter.ts';
import { DEFAULT_HEADER, fillHeader, type HeaderTemplate } from '#shared/text/header-template.ts';
import { wrap } from './editors/tree.ts';
import type { EntryForm, Members } from './mcp-form.ts';
import { shellLine } from './shell-line.ts';

// What the clients share whose file has an entry for each server that is started, or reached by a URL.

type Strings = Readonly<Record<string, string>>;
type Reached = Extract<ServerLaunch, { url: string }>;

/**
 * The entry as this client reads it.
 * @param reveal what stands for the secret of an inline entry
 * @throws Error for a launch or mechanism that the exporter's `choices` did not offer
 */
export function renderEntry(form: EntryForm, entry: Entry, reveal: (secret: 'value') => string): JsonValue {
  const { launch } = entry;
  if (launch === null) throw new Error('this launch was not offered');
  const members =
    'command' in launch ? started(form, entry, launch.command, reveal) : reached(form, entry, launch, reveal);
  const type = form.types['command' in launch ? 'started' : 'reached'];
  const named = form.named === null ? {} : { [form.named]: entry.server };
  return { ...named, ...(type === null ? {} : { type }), ...members, ...form.always };
}

function started(
  form: EntryForm,
  entry: Entry,
  words: readonly string[],
  reveal: (secret: 'value') => string,
): Members {
  switch (entry.mechanism) {
    case 'inline':
      return server(form, words, { [entry.variable]: reveal('value'), ...entry.set });
    case 'reference':
      if (form.handOn === null)
        return server(form, words, { [entry.variable]: reference(form, entry), ...entry.set });
      return { ...server(form, words, entry.set), ...form.handOn(entry.variable) };
    case 'input': {
      const { named, members } = asked(form, entry);
      return { ...server(form, words, { [entry.variable]: named, ...entry.set }), ...members };
    }
    case 'launcher':
      return server(form, execWords(entry, words), entry.set);
    default:
      throw new Error(`${entry.mechanism} was not offered`);
  }
}

/** What is started in place of these words. */
export function execWords(entry: Entry, words: readonly string[]): readonly string[] {
  return [...entry.launcher, 'exec', '--key', `${entry.keyId}=${entry.variable}`, '--', ...words];
}

function server({ command, env }: EntryForm, words: readonly string[], variables: Strings): Members {
  return { ...command(words), ...(Object.keys(variables).length === 0 ? {} : { [env]: variables }) };
}

function reached(
  form: EntryForm,
  entry: Entry,
  { url, header }: Reached,
  reveal: (secret: 'value') => string,
): Members {
  if (form.address === null) throw new Error('this launch was not offered');
  const address = { [form.address(entry.file)]: url };
  const withHeader = (secret: string) => {
    const [outer, ...inner] = form.headers;
    return { ...address, [outer]: wrap(inner, { [header.name]: fillHeader(header, secret) }) };
  };
  switch (entry.mechanism) {
    case 'inline':
      return withHeader(reveal('value'));
    case 'reference':
      if (form.referHeader === null) return withHeader(reference(form, entry));
      return { ...address, ...referredHeader(form.referHeader(header, entry.reference)) };
    case 'input': {
      const { named, members } = asked(form, entry);
      return { ...withHeader(named), ...members };
    }
    case 'helper':
      if (form.helper === null) break;
      return { ...address, [form.helper]: helperLine(entry, header) };
  }
  throw new Error(`${entry.mechanism} was not offered`);
}

function referredHeader(members: Members | null): Members {
  if (members === null) throw new Error('reference was not offered');
  return members;
}

/** The line of a shell that prints this header. @throws AppError invalid-input where the system's shell has none */
export function helperLine({ launcher, keyId, platform }: Entry, header: HeaderTemplate): string {
  const template = `${header.name}: ${header.value}`;
  const isUsual = template === DEFAULT_HEADER;
  const words = [...launcher, 'headers', '--key', keyId, ...(isUsual ? [] : ['--header', template])];
  return shellLine(words, platform);
}

/** @throws Error where the client asks for nothing */
export function asked({ ask }: EntryForm, entry: Entry) {
  if (ask === null) throw new Error('input was not offered');
  return ask(entry);
}

function reference({ refer }: EntryForm, entry: Entry): string {
  if (refer === null) throw new Error('reference was not offered');
  return refer(entry.reference);
}
