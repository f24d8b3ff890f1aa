import fc from 'fast-check';
import { expect, test } from 'vitest';
import { json } from '../../../electron/exporters/editors/json.ts';
import { broken, documents, entry, RUNS, TIMEOUT_MS } from './json-documents.ts';
import { accepts } from './refused.ts';

const PATH = ['mcpServers', 'ours'];
const { document } = documents({ comments: false, trailingCommas: false });

const parse = (text: string): unknown => JSON.parse(text.replace(/^\uFEFF/, ''));

test(
  'in any document, only our entry changes, twice is once, and out again gives the same bytes',
  () => {
    fc.assert(
      fc.property(document, entry, entry, (text, first, second) => {
        const added = json.put(text, PATH, first);
        expect(json.read(added, PATH)).toEqual(first);
        expect(json.put(added, PATH, first)).toBe(added);
        expect(json.remove(added, PATH)).toBe(text);
        const changed = json.put(added, PATH, second);
        expect(json.remove(changed, PATH)).toBe(text);
        expect(parse(changed)).toBeTypeOf('object');
      }),
      { numRuns: RUNS },
    );
  },
  TIMEOUT_MS,
);

test(
  'an added entry is one insertion: every other byte stays where it was',
  () => {
    fc.assert(
      fc.property(document, entry, (text, value) => {
        const added = json.put(text, PATH, value);
        let head = 0;
        while (head < text.length && text[head] === added[head]) head += 1;
        let tail = 0;
        while (tail < text.length - head && text.at(-1 - tail) === added.at(-1 - tail)) tail += 1;
        expect(head + tail).toBe(text.length);
      }),
      { numRuns: RUNS },
    );
  },
  TIMEOUT_MS,
);

test(
  'a text is refused exactly where the engine’s own parser refuses it',
  () => {
    const texts = broken(document, ['', ',', '"', '}', ']', ':', '0', '/*', '\0']);
    fc.assert(
      fc.property(texts, (text) => {
        const isJson = accepts(() => parse(text));
        const isRead = accepts(() => json.mask(text, null));
        const isBlank = /^\uFEFF?[ \t\r\n]*$/.test(text);
        expect(isRead).toBe(isJson || isBlank);
      }),
      { numRuns: RUNS },
    );
  },
  TIMEOUT_MS,
);
