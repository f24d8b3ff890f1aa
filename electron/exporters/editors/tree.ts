import type { JsonValue } from '#core/ports/exporter.ts';
import { isObject } from './json-equal.ts';

export function isBlank(body: string): boolean {
  return /^[ \t\r\n]*$/.test(body);
}

/** @returns the end of the last line that is not blank */
export function lastLineEnd(body: string): number {
  let at = body.length;
  while (at > 0 && ' \t\r\n'.includes(body.charAt(at - 1))) at -= 1;
  return at + (/^[ \t]*/.exec(body.slice(at))?.[0].length ?? 0);
}

export function valueAt(document: JsonValue, path: readonly string[]): JsonValue | undefined {
  let value: JsonValue | undefined = document;
  for (const name of path) value = child(value, name);
  return value;
}

function child(value: JsonValue | undefined, name: string): JsonValue | undefined {
  if (!isObject(value) || !Object.hasOwn(value, name)) return undefined;
  return value[name] as JsonValue; // a member of a JSON value is one
}

// Spread and computed names define own properties, so that a name like __proto__ stays a name.
export function withValue(
  document: JsonValue | undefined,
  path: readonly string[],
  value: JsonValue,
): JsonValue {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  return {
    ...(isObject(document) ? document : {}),
    [name]: withValue(child(document, name), rest, value),
  } as JsonValue;
}

export function withoutValue(document: JsonValue, path: readonly string[]): JsonValue {
  const [name, ...rest] = path;
  const inner = name === undefined ? undefined : child(document, name);
  if (name === undefined || inner === undefined || !isObject(document)) return document;
  if (rest.length > 0) return { ...document, [name]: withoutValue(inner, rest) } as JsonValue;
  const { [name]: _removed, ...kept } = document;
  return kept as JsonValue;
}

export function wrap(path: readonly string[], value: JsonValue): JsonValue {
  return path.reduceRight<JsonValue>((inner, name) => ({ [name]: inner }), value);
}
