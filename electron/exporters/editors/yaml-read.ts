import { type Document, type ParsedNode, parseAllDocuments } from 'yaml';
import type { JsonValue } from '#core/ports/exporter.ts';
import { isObject } from './json-equal.ts';
import { refusedAt } from './refusal.ts';

export interface YamlDocument {
  readonly root: ParsedNode | null;
  readonly document: JsonValue;
}

// Line breaks to one reader and not to the next, and what YAML does not allow.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const AMBIGUOUS = /\r(?!\n)|[\u0085\u2028\u2029]|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/;

/**
 * Reads a file of one YAML 1.2 document; what only some readers understand is refused.
 * @throws AppError file-refused
 */
export function readYaml(body: string): YamlDocument {
  const strange = AMBIGUOUS.exec(body);
  if (strange !== null) throw refused(body, strange.index, 'a control character or an unusual line break');
  const [first, second] = safely(body, () => documentsIn(body));
  if (second !== undefined) throw refused(body, second.range[0], 'a second document');
  const fault = first?.errors[0];
  if (fault !== undefined) throw refused(body, fault.pos[0], faultOf(fault.code));
  const document = safely(body, () => first?.toJS({ maxAliasCount: 100 }) ?? null);
  return { root: first?.contents ?? null, document };
}

function documentsIn(body: string): readonly Document.Parsed[] {
  const documents = parseAllDocuments(body, { version: '1.2', uniqueKeys: true, logLevel: 'silent' });
  return 'empty' in documents ? [] : documents;
}

function safely<Result>(body: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (!isObject(error)) throw error;
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
