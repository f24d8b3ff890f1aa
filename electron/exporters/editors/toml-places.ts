import type { AST } from 'toml-eslint-parser';
import { type TomlDocument, topLevel } from './toml-read.ts';

interface PlaceOf<Kind extends string, Node> {
  readonly kind: Kind;
  /** All names from the root on. */
  readonly path: readonly string[];
  readonly node: Node;
}

/** A `[table]` with its lines, up to the comment behind the last one. */
export interface TablePlace extends PlaceOf<'table', AST.TOMLTable> {
  readonly start: number;
  readonly end: number;
  /** Behind the first of these lines. */
  readonly headerEnd: number;
}

/** A `key = value`, in a table or in braces. */
export interface PairPlace extends PlaceOf<'pair', AST.TOMLKeyValue> {
  readonly braces: AST.TOMLInlineTable | null;
  /** How many names stand in front of its own key. */
  readonly above: number;
}

export type Place = TablePlace | PairPlace;

/** @returns every table and pair, outermost first, in the document's order; lists are not gone into */
export function placesOf(body: string, document: TomlDocument): Place[] {
  const places: Place[] = [];
  const pair = (node: AST.TOMLKeyValue, above: readonly string[], braces: AST.TOMLInlineTable | null) => {
    const path = [...above, ...namesOf(node.key)];
    places.push({ kind: 'pair', path, node, braces, above: above.length });
    if (node.value.type !== 'TOMLInlineTable') return;
    for (const inner of node.value.body) pair(inner, path, node.value);
  };
  for (const node of topLevel(document)) {
    if (node.type === 'TOMLKeyValue') {
      pair(node, [], null);
      continue;
    }
    const path = namesOf(node.key);
    const headerEnd = lineEndOf(body, document, bracketEnd(body, node));
    const last = node.body.at(-1);
    const end = last === undefined ? headerEnd : lineEndOf(body, document, last.range[1]);
    places.push({ kind: 'table', path, node, start: node.range[0], end, headerEnd });
    for (const inner of node.body) pair(inner, path, null);
  }
  return places;
}

/** @returns where an entry stands, without what stands inside of that */
export function outermost(places: readonly Place[], path: readonly string[]): Place[] {
  const found: Place[] = [];
  let end = -1;
  for (const place of places) {
    const range = place.kind === 'table' ? [place.start, place.end] : place.node.range;
    if (!startsWith(place.path, path) || (range[0] ?? 0) < end) continue;
    found.push(place);
    end = range[1] ?? end;
  }
  return found;
}

export function startsWith(path: readonly string[], head: readonly string[]): boolean {
  return head.every((name, index) => path[index] === name);
}

/** @returns the offset just behind the bracket that ends a table's header */
function bracketEnd(body: string, table: AST.TOMLTable): number {
  const bracket = body.indexOf(']', table.key.range[1]);
  return bracket + (table.kind === 'array' ? 2 : 1);
}

/** @returns the end of what stands on the line from here on, a comment with it */
export function lineEndOf(body: string, { comments }: TomlDocument, offset: number): number {
  const blanks = /^[ \t]*/.exec(body.slice(offset))?.[0].length ?? 0;
  return comments.get(offset + blanks) ?? offset;
}

function namesOf(key: AST.TOMLKey): string[] {
  return key.keys.map((part) => (part.type === 'TOMLBare' ? part.name : part.value));
}
