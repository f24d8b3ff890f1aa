import fc from 'fast-check';
import { findNodeAtLocation, type Node, type ParseError, parseTree, visit } from 'jsonc-parser';
import { describe, expect, test } from 'vitest';
import { jsonc, jsonWithComments } from '../../../electron/exporters/editors/json.ts';
import { broken, documents, entry, isWithin, RUNS, TIMEOUT_MS } from './json-documents.ts';
import { accepts } from './refused.ts';

const PATH = ['mcpServers', 'ours'];

const bodyOf = (text: string) => text.replace(/^\uFEFF/, '');

function commentsOf(text: string): string[] {
  const found: string[] = [];
  visit(bodyOf(text), { onComment: (at, length) => found.push(bodyOf(text).slice(at, at + length)) });
  return found;
}

describe.each([
  { dialect: 'comments and trailing commas', editor: jsonc, trailingCommas: true },
  { dialect: 'comments alone', editor: jsonWithComments, trailingCommas: false },
])('JSON with $dialect', ({ editor, trailingCommas }) => {
  const { document, withOurs } = documents({ comments: true, trailingCommas });
  const check = (text: string) => {
    const errors: ParseError[] = [];
    const tree = parseTree(bodyOf(text), errors, { allowTrailingComma: trailingCommas });
    if (errors.length > 0 || tree === undefined) throw new SyntaxError('not JSON of this dialect');
    return tree;
  };
  const ours = (text: string): Node | undefined => findNodeAtLocation(check(text), PATH);
  const valueIn = (text: string, { offset, length }: Node) =>
    JSON.stringify(JSON.parse(bodyOf(text).slice(offset, offset + length)));

  test(
    'in any document, only our entry changes, twice is once, and out again gives the same bytes',
    () => {
      fc.assert(
        fc.property(document, entry, entry, (text, first, second) => {
          const added = editor.put(text, PATH, first);
          expect(editor.read(added, PATH)).toEqual(first);
          expect(isWithin(text, added)).toBe(true);
          expect(editor.put(added, PATH, first)).toBe(added);
          expect(editor.remove(added, PATH)).toBe(text);
          const changed = editor.put(added, PATH, second);
          expect(editor.remove(changed, PATH)).toBe(text);
          const found = ours(changed);
          expect(found && valueIn(changed, found)).toBe(JSON.stringify(second));
          expect(commentsOf(changed)).toEqual(commentsOf(text));
        }),
        { numRuns: RUNS },
      );
    },
    TIMEOUT_MS,
  );

  test(
    'an entry goes from any place, and every comment stays',
    () => {
      fc.assert(
        fc.property(withOurs, (text) => {
          const left = editor.remove(text, PATH);
          expect(isWithin(left, text)).toBe(true);
          expect(ours(left)).toBeUndefined();
          // Two line comments may become one where they meet.
          const words = (of: string) => commentsOf(of).join('').replace(/\s/g, '');
          expect(words(left)).toBe(words(text));
        }),
        { numRuns: RUNS },
      );
    },
    TIMEOUT_MS,
  );

  test(
    'a text is refused exactly where jsonc-parser’s own parser refuses it',
    () => {
      const texts = broken(document, ['', ',', ',,', '"', '}', ']', ':', '0', '/*', '*/', '//', '\0']);
      fc.assert(
        fc.property(texts, (text) => {
          const isBlank = /^\uFEFF?[ \t\r\n]*$/.test(text);
          expect(accepts(() => editor.mask(text, null))).toBe(isBlank || accepts(() => check(text)));
        }),
        { numRuns: RUNS },
      );
    },
    TIMEOUT_MS,
  );
});
