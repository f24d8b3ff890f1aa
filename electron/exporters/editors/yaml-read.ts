import {
  Composer,
  type Document,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  type ParsedNode,
  Parser,
  type YAMLMap,
} from 'yaml';
import { AppError } from '#core/errors.ts';
import type { JsonValue } from '#core/ports/exporter.ts';
import { isObject } from './json-equal.ts';
import { recent } from './recent.ts';
import { refusedAt } from './refusal.ts';

export interface YamlDocument {
  readonly root: ParsedNode | null;
  readonly document: JsonValue;
  /** Where each comment begins and ends, in the document's order. */
  readonly comments: readonly (readonly [number, number])[];
}

// Line breaks to one reader and not to the next, and what YAML does not allow.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const AMBIGUOUS = /\r(?!\n)|[\u0085\u2028\u2029]|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/;

/**
 * Reads a file of one YAML 1.2 document; what only some readers understand is refused.
 * @throws AppError file-refused
 */
export const readYaml = recent((body: string): YamlDocument => {
  const strange = AMBIGUOUS.exec(body);
  if (strange !== null) throw refused(body, strange.index, 'a control character or an unusual line break');
  const { documents, comments } = safely(body, () => documentsIn(body));
  const [first, second] = documents;
  if (second !== undefined) throw refused(body, second.range[0], 'a second document');
  const fault = first?.errors[0];
  if (fault !== undefined) throw refused(body, fault.pos[0], faultOf(fault.code));
  const root = first?.contents ?? null;
  refuseTwice(body, root);
  const document = safely(body, () => first?.toJS({ maxAliasCount: 100 }) ?? null);
  // A node that holds itself has no end, which whatever walks over it would look for. JSON finds that out as it writes.
  if (body.includes('*')) safely(body, () => JSON.stringify(document));
  return { root, document, comments };
});

// What the lexer puts in front of a scalar, and its other marks, which are no text of the document.
const SCALAR = '\x1f';
const MARKS = new Set([SCALAR, '\x02', '\x18']);

/** As `parseAllDocuments` does it; the pieces between tell what the documents do not: where the comments stand. */
function documentsIn(body: string) {
  const parser = new Parser();
  const comments: [number, number][] = [];
  const tokens = function* () {
    let at = 0;
    let before = '';
    for (const piece of new Lexer().lex(body)) {
      const isText = before === SCALAR;
      // Hardly any config has one, and parsers differ in where it ends.
      if (piece === '?' && !isText) throw refused(body, at, 'a name behind a question mark');
      if (piece.startsWith('#') && !isText) comments.push([at, at + piece.length]);
      if (!MARKS.has(piece)) at += piece.length;
      before = piece;
      yield* parser.next(piece);
    }
    yield* parser.end();
  };
  // Its own look for names that stand twice takes a time that grows with the square of their number.
  const composer = new Composer({ version: '1.2', uniqueKeys: false, logLevel: 'silent' });
  const documents = [...composer.compose(tokens())] as Document.Parsed[];
  return { documents, comments };
}

/** @throws AppError file-refused where a map has a name twice */
function refuseTwice(body: string, root: ParsedNode | null): void {
  const nodes: (ParsedNode | null)[] = [root];
  for (let node = nodes.pop(); node !== undefined; node = nodes.pop()) {
    if (isMap(node)) {
      refuseTwiceIn(body, node);
      for (const { key, value } of node.items) nodes.push(key, value);
    } else if (isSeq(node)) nodes.push(...(node.items as ParsedNode[])); // a list that was parsed holds nodes
  }
}

function refuseTwiceIn(body: string, { items }: YAMLMap.Parsed): void {
  const names = new Set<unknown>();
  for (const { key } of items) {
    if (!isScalar(key)) continue;
    if (names.has(key.value)) throw refused(body, key.range[0], faultOf('DUPLICATE_KEY'));
    names.add(key.value);
  }
}

function safely<Result>(body: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (!isObject(error) || error instanceof AppError) throw error;
    throw refused(body, 0, 'it is nested too deeply, or has an alias that leads nowhere or too far');
  }
}

// SECURITY: the messages of the parser quote the file; these words do not.
function faultOf(code: string): string {
  if (code === 'DUPLICATE_KEY') return 'a name that stands there twice';
  if (code === 'TAB_AS_INDENT') return 'a tab as indent';
  return 'something that does not belong there';
}

function refused(body: string, offset: number, what: string) {
  return refusedAt(body, offset, what, 'YAML');
}
