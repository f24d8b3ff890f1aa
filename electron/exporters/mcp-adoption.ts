import { AppError } from '#core/errors.ts';
import type { Adoption, Editor, Entry, JsonValue, Plaintext } from '#core/ports/exporter.ts';
import { fillHeader, type HeaderTemplate } from '#shared/text/header-template.ts';
import { valueAt, withoutValue, withValue } from './editors/tree.ts';
import type { EntryForm, Members } from './mcp-form.ts';
import { launchIn, plaintextsIn } from './mcp-plaintexts.ts';
import { asked, execWords, helperLine } from './mcp-servers.ts';
import { wordsIn } from './mcp-words.ts';

const USUAL_HEADER: HeaderTemplate = { name: 'Authorization', value: 'Bearer {}' };

interface Where {
  /** Reads the whole document with the empty path. */
  readonly outline: Editor;
  readonly root: string;
  readonly key: (server: string) => string;
}

/** How the entries of one client are taken over. Only members that carry the secret change. */
export function mcpAdoption({ outline, root, key }: Where, form: EntryForm): Adoption {
  return {
    names: (text) => namesIn(outline.read(text, [root]), form).filter((name) => key(name) === name),
    plaintexts: (_name, value) => plaintextsIn(form, value),
    launch: (value) => {
      const header = plaintextsIn(form, value).find((each) => each.header !== null)?.header;
      return launchIn(form, value, header ?? USUAL_HEADER);
    },
    deliver: (value, which, entry) => delivered(form, value, which, entry),
  };
}

function namesIn(entries: JsonValue | undefined, { named }: EntryForm): readonly string[] {
  if (typeof entries !== 'object' || entries === null) return [];
  if (!Array.isArray(entries)) return Object.keys(entries);
  const names = entries.map((item: JsonValue) => (named === null ? undefined : valueAt(item, [named])));
  return names.filter((name) => typeof name === 'string');
}

function delivered(form: EntryForm, value: JsonValue, which: Plaintext, entry: Entry): JsonValue {
  if (entry.mechanism === 'inline') return value;
  return which.header === null
    ? inVariable(form, value, which, entry)
    : inHeader(form, value, which.header, entry);
}

function inVariable(form: EntryForm, value: JsonValue, { name }: Plaintext, entry: Entry): JsonValue {
  const place = [form.env, name];
  if (entry.mechanism === 'launcher') {
    const words = wordsIn(form, value);
    if (words === null) throw new Error('this launch was not offered');
    return merged(withoutValue(value, place), form.command(execWords(entry, words)), replace);
  }
  if (entry.mechanism === 'input') {
    const { named, members } = asked(form, entry);
    return merged(withValue(value, place, named), members, replace);
  }
  if (entry.mechanism !== 'reference') throw new Error(`${entry.mechanism} was not offered`);
  if (form.handOn !== null) return merged(withoutValue(value, place), form.handOn(entry.reference), join);
  if (form.refer === null) throw new Error('reference was not offered');
  return withValue(value, place, form.refer(entry.reference));
}

function inHeader(form: EntryForm, value: JsonValue, header: HeaderTemplate, entry: Entry): JsonValue {
  const place = [...form.headers, header.name];
  if (entry.mechanism === 'helper' && form.helper !== null) {
    return merged(withoutValue(value, place), { [form.helper]: helperLine(entry, header) }, join);
  }
  if (entry.mechanism === 'input') {
    const { named, members } = asked(form, entry);
    return merged(withValue(value, place, fillHeader(header, named)), members, replace);
  }
  if (entry.mechanism !== 'reference') throw new Error(`${entry.mechanism} was not offered`);
  if (form.referHeader !== null) {
    const members = form.referHeader(header, entry.reference);
    if (members === null) throw new Error('reference was not offered');
    return merged(withoutValue(value, place), members, join);
  }
  if (form.refer === null) throw new Error('reference was not offered');
  return withValue(value, place, fillHeader(header, form.refer(entry.reference)));
}

type Merge = (old: JsonValue | undefined, added: JsonValue) => JsonValue;

const merged = (value: JsonValue, members: Members, merge: Merge): JsonValue =>
  Object.entries(members).reduce<JsonValue>(
    (entry, [name, added]: [string, JsonValue]) =>
      withValue(entry, [name], merge(valueAt(entry, [name]), added)),
    value,
  );

const replace: Merge = (_old, added) => added;

/** Lists and maps of the user's keep what they have. @throws AppError forbidden-by-rule where something else stands in the place */
const join: Merge = (old, added) => {
  if (old === undefined || old === null) return added;
  if (Array.isArray(old) && Array.isArray(added)) {
    return [...old, ...added.filter((each: JsonValue) => !old.includes(each))];
  }
  if (isMap(old) && isMap(added)) return { ...old, ...added };
  throw new AppError('forbidden-by-rule', {
    message: 'The entry has a line or a name already where this mechanism would stand.',
    next: 'Choose another mechanism.',
    field: 'mechanism',
  });
};

const isMap = (value: JsonValue): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
