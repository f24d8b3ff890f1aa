import type { ClientLaunch, ReadEntry } from '#core/ports/client-launch.ts';
import type { JsonValue } from '#core/ports/exporter.ts';
import { fillHeader } from '#shared/text/header-template.ts';
import { createFilling, type Filling } from './mcp-fill.ts';
import type { EntryForm, Members } from './mcp-form.ts';

// The way back from an entry to what the client does with it. Which members hold what is asked of the form itself, with
// words that stand for nothing, so that no client has to be described twice.

type Strings = Readonly<Record<string, string>>;
type Pairs = readonly (readonly [name: string, value: string])[];

interface Reading {
  readonly form: EntryForm;
  readonly entry: Members;
  readonly file: string;
  readonly filling: Filling;
}

/** @param literal what the client fills in, variable or not; null: nothing */
export const entryReader =
  (form: EntryForm, literal: RegExp | null): ReadEntry =>
  (entry, { file, lookup }) => {
    if (!isMap(entry)) return null;
    const filling = createFilling(form, literal, lookup);
    const reading = { form, entry, file, filling };
    const launch = started(reading) ?? reached(reading);
    return launch && { launch, missing: [...filling.missing], unfilled: [...filling.unfilled] };
  };

function started(reading: Reading): ClientLaunch | null {
  const { form, entry, filling } = reading;
  const fill = outsideOfHeaders(reading);
  const words = commandOf(form, entry).map(fill);
  if (words[0] === undefined || words[0] === '') return null;
  const handed = handedOn(reading).flatMap((name) => pair(name, filling.lookup(name)));
  return {
    kind: 'started',
    command: words,
    env: { ...Object.fromEntries(filled(entry[form.env], fill)), ...Object.fromEntries(handed) },
  };
}

function reached(reading: Reading): ClientLaunch | null {
  const { form, entry, file } = reading;
  const url = entry[form.address?.(file) ?? ''];
  if (typeof url !== 'string') return null;
  const helper = form.helper === null ? null : entry[form.helper];
  return {
    kind: 'reached',
    url: outsideOfHeaders(reading)(url),
    headers: headersOf(reading),
    helper: typeof helper === 'string' ? helper : null,
  };
}

const outsideOfHeaders = ({ form, filling }: Reading) =>
  form.fillsHeadersAlone === true ? (text: string) => text : filling.fill;

const commandOf = (form: EntryForm, entry: Members): readonly string[] =>
  Object.entries(form.command(['program', 'argument'])).flatMap(([member, written]) =>
    Array.isArray(written) ? texts(entry[member]) : [textOf(entry[member])],
  );

/** Variables that go on to a started server under their own names. */
const handedOn = ({ form, entry }: Reading): readonly string[] =>
  Object.keys(form.handOn?.('NAME') ?? {}).flatMap((member) => texts(entry[member]));

function headersOf(reading: Reading): Strings {
  const { form, entry, filling } = reading;
  const written = form.headers.reduce<JsonValue | undefined>(
    (found, name) => (isMap(found) ? found[name] : undefined),
    entry,
  );
  const named = new Set(handedOn(reading));
  // Elsewhere than in such names a sign of dollar is text to this client.
  const fill = form.fillsHeadersAlone === true ? fillNamed(reading, named) : filling.fill;
  const taken = (form.readHeaders?.(entry) ?? []).flatMap(({ header, variable }) => {
    const value = filling.lookup(variable);
    return pair(header.name, value === null ? null : fillHeader(header, value));
  });
  return Object.fromEntries([...filled(written, fill), ...taken]);
}

function fillNamed({ form, filling }: Reading, named: ReadonlySet<string>): (text: string) => string {
  const inner = createFilling(form, null, (name) => (named.has(name) ? filling.lookup(name) : null));
  return inner.fill;
}

/** Numbers and truth values reach a server as text. */
function filled(value: JsonValue | undefined, fill: (text: string) => string): Pairs {
  if (!isMap(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    inner === null || typeof inner === 'object' ? [] : pair(name, fill(String(inner))),
  );
}

const pair = (name: string, value: string | null): Pairs => (value === null ? [] : [[name, value]]);

const textOf = (value: JsonValue | undefined): string => (typeof value === 'string' ? value : '');

const texts = (value: JsonValue | undefined): readonly string[] =>
  Array.isArray(value) ? value.filter((item: JsonValue) => typeof item === 'string') : [];

const isMap = (value: JsonValue | undefined): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
