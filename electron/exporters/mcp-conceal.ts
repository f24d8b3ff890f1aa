import { type Entry, type JsonValue, MASK } from '#core/ports/exporter.ts';
import type { EntryForm, Members } from './mcp-form.ts';
import { plaintextsIn } from './mcp-plaintexts.ts';

/**
 * Puts dots where an inline entry holds the value: for our variable, and for whatever the headers hold.
 * SECURITY: an adopted entry may hold other secrets, and a hash of it would let them be guessed: they get dots as well
 * (test: "keeps no hash of another secret of an adopted entry").
 */
export function concealEntry(
  form: EntryForm,
  value: JsonValue,
  { mechanism, variable }: Pick<Entry, 'mechanism' | 'variable'>,
): JsonValue {
  if (!isMap(value)) return value;
  const { env, headers } = form;
  const secrets = plaintextsIn(form, value).map(({ secret }) => secret);
  const others = dottedTexts(value, (text) => secrets.some((secret) => secret.isIn(text)), 0);
  if (mechanism !== 'inline' || !isMap(others)) return others;
  const dotted = changed(others, [env], (found) =>
    typeof found[variable] === 'string' ? { ...found, [variable]: MASK } : found,
  );
  // The value stands inside a header's text, and nothing here tells where it begins.
  return changed(dotted, headers, (found) =>
    Object.fromEntries(Object.keys(found).map((name) => [name, MASK])),
  );
}

// What is deeper stands in no entry of ours, and is not looked at for drift either.
const DEPTH_MAX = 32;

function dottedTexts(value: JsonValue, isSecret: (text: string) => boolean, depth: number): JsonValue {
  if (typeof value === 'string') return isSecret(value) ? MASK : value;
  if (typeof value !== 'object' || value === null || depth > DEPTH_MAX) return value;
  const inner = (each: JsonValue) => dottedTexts(each, isSecret, depth + 1);
  if (Array.isArray(value)) return value.map(inner);
  return Object.fromEntries(
    Object.entries(value).map(([name, each]: [string, JsonValue]) => [name, inner(each)]),
  );
}

function changed(
  value: Members,
  [name, ...rest]: readonly string[],
  change: (found: Members) => Members,
): Members {
  if (name === undefined) return change(value);
  const inner = value[name];
  return isMap(inner) ? { ...value, [name]: changed(inner, rest, change) } : value;
}

const isMap = (value: JsonValue | undefined): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
