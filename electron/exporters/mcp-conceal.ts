import { type Entry, type JsonValue, MASK } from '#core/ports/exporter.ts';
import type { EntryForm, Members } from './mcp-form.ts';

/** Puts dots where an inline entry holds the value: for our variable, and for whatever the headers hold. */
export function concealEntry(
  { env, headers }: Pick<EntryForm, 'env' | 'headers'>,
  value: JsonValue,
  { mechanism, variable }: Pick<Entry, 'mechanism' | 'variable'>,
): JsonValue {
  if (mechanism !== 'inline' || !isMap(value)) return value;
  const dotted = changed(value, [env], (found) =>
    typeof found[variable] === 'string' ? { ...found, [variable]: MASK } : found,
  );
  // The value stands inside a header's text, and nothing here tells where it begins.
  return changed(dotted, headers, (found) =>
    Object.fromEntries(Object.keys(found).map((name) => [name, MASK])),
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
