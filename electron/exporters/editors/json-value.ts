import type { JsonValue } from '#core/ports/exporter.ts';
import type { Dialect } from './json-dialect.ts';
import type { JsonVisitor } from './json-grammar.ts';
import { walkJson } from './json-walk.ts';
import { applyEdits } from './splice.ts';

type Building = JsonValue[] | Record<string, JsonValue>;

const WORDS = new Map<string, JsonValue>([
  ['null', null],
  ['true', true],
  ['false', false],
]);

/**
 * The document as data; of names that stand twice in an object the last counts, as everywhere.
 * Not JSON.parse: V8 14.8 (Electron 42) reads the name `"\""` as a backslash once it has read an object with the
 * name `"\\"` in the same place (test: "names with escapes are read right whatever was read before").
 * @throws AppError file-refused
 */
export function readJson(body: string, dialect: Dialect): JsonValue {
  const builder = createJsonBuilder(body);
  walkJson(body, dialect, builder.visitor);
  return builder.value();
}

/** @returns a document of the dialect as RFC 8259 has it: blanks where there were comments and trailing commas */
export function strictText(body: string, dialect: Dialect): string {
  if (!dialect.comments && !dialect.trailingCommas) return body;
  const spare: { readonly start: number; readonly end: number }[] = [];
  let comma: number | null = null;
  walkJson(body, dialect, {
    open: () => {
      comma = null;
    },
    key: () => {
      comma = null;
    },
    scalar: () => {
      comma = null;
    },
    close: () => {
      if (comma !== null) spare.push({ start: comma, end: comma + 1 });
      comma = null;
    },
    comma: (at) => {
      comma = at;
    },
    comment: (start, end) => spare.push({ start, end }),
  });
  const inOrder = spare.sort((a, b) => a.start - b.start);
  return applyEdits(
    body,
    inOrder.map((range) => ({ ...range, text: ' ' })),
  );
}

/** @returns a visitor for a walk of this body, and after the walk what it read */
export function createJsonBuilder(body: string): { readonly visitor: JsonVisitor; value(): JsonValue } {
  const stack: { readonly into: Building; key: string }[] = [];
  let root: JsonValue = null;

  const add = (value: JsonValue) => {
    const top = stack.at(-1);
    if (top === undefined) root = value;
    else if (Array.isArray(top.into)) top.into.push(value);
    else setOwn(top.into, top.key, value);
  };

  const visitor: JsonVisitor = {
    open: (kind) => {
      const into: Building = kind === 'array' ? [] : {};
      add(into);
      stack.push({ into, key: '' });
    },
    close: () => stack.pop(),
    key: (name) => {
      const top = stack.at(-1);
      if (top !== undefined) top.key = name;
    },
    scalar: (kind, start, end, text) => {
      if (kind === 'string') add(text);
      else if (kind === 'number') add(Number(body.slice(start, end)));
      else add(WORDS.get(body.slice(start, end)) ?? null);
    },
  };
  return { visitor, value: () => root };
}

/** A name like `__proto__` is a name like any other; an assignment would take it for the prototype. */
function setOwn(into: Record<string, JsonValue>, name: string, value: JsonValue): void {
  if (name !== '__proto__') into[name] = value;
  else Object.defineProperty(into, name, { value, writable: true, enumerable: true, configurable: true });
}
