import { type Entry, type JsonValue, MASK, type ServerLaunch } from '#core/ports/exporter.ts';
import { DEFAULT_HEADER, fillHeader } from '#shared/text/header-template.ts';
import { shellLine } from './shell-line.ts';

// What the clients share whose file holds `{ "mcpServers": { "<name>": { command, args, env } | { url, headers } } }`.

type Strings = Readonly<Record<string, string>>;
type Reached = Extract<ServerLaunch, { url: string }>;

/** How one client writes its entries. */
export interface EntryForm {
  /** `type` of an entry that is started, and of one that is reached; null: it writes none. */
  readonly types: { readonly started: string | null; readonly reached: string | null };
  /** The member of the address, which may differ by file; null: it reaches none. */
  readonly address: ((file: string) => string) | null;
  /** The member of a shell line that prints headers; null: it runs none. */
  readonly helper: string | null;
  /** A variable as its files name it; null: it expands none. */
  readonly refer: ((variable: string) => string) | null;
  /** Members that each of its entries has. */
  readonly always: { readonly [name: string]: JsonValue };
}

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
  return { ...(type === null ? {} : { type }), ...members, ...form.always };
}

function started(
  form: EntryForm,
  entry: Entry,
  words: readonly string[],
  reveal: (secret: 'value') => string,
) {
  switch (entry.mechanism) {
    case 'inline':
      return server(words, { [entry.variable]: reveal('value'), ...entry.set });
    case 'reference':
      return server(words, { [entry.variable]: reference(form, entry), ...entry.set });
    case 'launcher': {
      const exec = ['exec', '--key', `${entry.keyId}=${entry.variable}`, '--', ...words];
      return server([...entry.launcher, ...exec], entry.set);
    }
    default:
      throw new Error(`${entry.mechanism} was not offered`);
  }
}

function server([command = '', ...args]: readonly string[], env: Strings) {
  return { command, args, ...(Object.keys(env).length === 0 ? {} : { env }) };
}

function reached(
  form: EntryForm,
  entry: Entry,
  { url, header }: Reached,
  reveal: (secret: 'value') => string,
) {
  if (form.address === null) throw new Error('this launch was not offered');
  const address = { [form.address(entry.file)]: url };
  const withHeader = (secret: string) => ({
    ...address,
    headers: { [header.name]: fillHeader(header, secret) },
  });
  switch (entry.mechanism) {
    case 'inline':
      return withHeader(reveal('value'));
    case 'reference':
      return withHeader(reference(form, entry));
    case 'helper':
      if (form.helper === null) break;
      return { ...address, [form.helper]: shellLine(helperWords(entry, header), entry.platform) };
  }
  throw new Error(`${entry.mechanism} was not offered`);
}

function helperWords({ launcher, keyId }: Entry, header: Reached['header']): readonly string[] {
  const template = `${header.name}: ${header.value}`;
  const isUsual = template === DEFAULT_HEADER;
  return [...launcher, 'headers', '--key', keyId, ...(isUsual ? [] : ['--header', template])];
}

function reference({ refer }: EntryForm, entry: Entry): string {
  if (refer === null) throw new Error('reference was not offered');
  return refer(entry.reference);
}

/** Puts dots where an inline entry holds the value: for our variable in `env`, and for whatever `headers` hold. */
export function concealEntry(
  value: JsonValue,
  { mechanism, variable }: Pick<Entry, 'mechanism' | 'variable'>,
): JsonValue {
  if (mechanism !== 'inline' || !isMap(value)) return value;
  const { env, headers } = value;
  const dotted = isMap(env) && typeof env[variable] === 'string' ? { env: { ...env, [variable]: MASK } } : {};
  // The value stands inside a header's text, and nothing here tells where it begins.
  const masked = isMap(headers)
    ? { headers: Object.fromEntries(Object.keys(headers).map((name) => [name, MASK])) }
    : {};
  return { ...value, ...dotted, ...masked };
}

type Members = { readonly [name: string]: JsonValue };
const isMap = (value: JsonValue | undefined): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
