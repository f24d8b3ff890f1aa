import { parse, TomlDate } from 'smol-toml';
import { type AST, parseTOML } from 'toml-eslint-parser';
import type { JsonValue } from '#core/ports/exporter.ts';
import { isObject } from './json-equal.ts';
import { recent } from './recent.ts';
import { refusedAt } from './refusal.ts';

type TopLevel = AST.TOMLTopLevelTable;

export interface TomlDocument {
  /** Where everything stands, as one parser sees it. */
  readonly ast: AST.TOMLProgram;
  /** Where each comment ends, by where it begins. */
  readonly comments: ReadonlyMap<number, number>;
  /** What it says, as another sees it. */
  readonly document: JsonValue;
}

/**
 * Reads a TOML 1.0 document with two parsers, both of which have to take it: toml-eslint-parser is strict and tells
 * places; smol-toml tells values, so that no mistake about a place goes unseen.
 * @throws AppError file-refused
 */
export const readToml = recent((body: string): TomlDocument => {
  const ast = orRefused(body, () => parseTOML(body, { tomlVersion: '1.0' }));
  const parsed = orRefused(body, () => parse(body, { integersAsBigInt: 'asNeeded' }));
  return { ast, comments: new Map(ast.comments.map(({ range }) => range)), document: plain(parsed) };
});

/** @returns the keys and tables in the document's order */
export function topLevel({ ast }: TomlDocument): TopLevel['body'] {
  return ast.body[0].body;
}

function orRefused<Result>(body: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw refusedAt(body, placeIn(error), faultIn(error), 'TOML');
  }
}

function placeIn(error: unknown): number {
  return isObject(error) && typeof error.index === 'number' ? error.index : 0;
}

// SECURITY: the messages of the parsers quote the file; these words do not.
function faultIn(error: unknown): string {
  if (error instanceof RangeError) return 'it is nested too deeply';
  return 'something that does not belong there, or that stands there twice';
}

/** Dates and whole numbers beyond a double become text, in place: two documents can be compared by it. */
function plain(value: unknown): JsonValue {
  if (value instanceof TomlDate) return value.toISOString();
  if (typeof value === 'bigint') return value.toString();
  if (!isObject(value)) return value as JsonValue; // a string, number or boolean
  for (const [name, item] of Object.entries(value)) {
    const next = plain(item);
    // An assignment would take the name `__proto__` for the prototype.
    if (next !== item) Object.defineProperty(value, name, { value: next });
  }
  return value as JsonValue; // its members are by now
}
