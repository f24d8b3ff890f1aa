import fc from 'fast-check';
import { load, YAMLException } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { yaml, yamlListedBy } from '../../../electron/exporters/editors/yaml.ts';
import { broken, isWithin, RUNS, TIMEOUT_MS } from './json-documents.ts';
import { accepts } from './refused.ts';
import { documents, entry } from './yaml-documents.ts';

// Two kinds of documents make one format, and its parser takes its time.
const HALF = Math.ceil(RUNS / 2);
const QUARTER = Math.ceil(RUNS / 4);
const PATH = ['servers', 'ours'];

function isOthersYaml(text: string): boolean {
  try {
    data(text);
    return true;
  } catch (error) {
    if (error instanceof YAMLException) return false;
    throw error;
  }
}

function data(text: string): Record<string, unknown> {
  return (load(text.replace(/^\uFEFF/, '')) ?? {}) as Record<string, unknown>;
}

describe.each([
  { kind: 'map', editor: yaml },
  { kind: 'list', editor: yamlListedBy('name') },
] as const)('YAML with a $kind of servers', ({ kind, editor }) => {
  const document = documents(kind).filter(
    (text) => isOthersYaml(text) && accepts(() => editor.read(text, PATH)),
  );

  // Refused (yaml-refused.test.ts): a text over lines that ends the file without a line break.
  const endsInText = (text: string) =>
    !text.endsWith('\n') && !accepts(() => editor.put(text, PATH, { name: 'ours' }));

  const withOurs = (text: string, ours: unknown) => {
    const all = data(text);
    const servers = all.servers;
    if (kind === 'map') all.servers = { ...(servers as object), ours };
    else all.servers = [...((servers as unknown[]) ?? []), ours];
    return all;
  };

  test(
    'in any document, only our entry changes, twice is once, and out again gives the same bytes',
    () => {
      fc.assert(
        fc.property(document, entry, entry, (text, first, second) => {
          fc.pre(!endsInText(text));
          const added = editor.put(text, PATH, first);
          expect(editor.read(added, PATH)).toEqual(first);
          expect(isWithin(text, added)).toBe(true);
          expect(data(added)).toEqual(withOurs(text, first));
          expect(editor.put(added, PATH, first)).toBe(added);
          expect(editor.remove(added, PATH)).toBe(text);
          const changed = editor.put(added, PATH, second);
          expect(data(changed)).toEqual(withOurs(text, second));
          expect(editor.remove(changed, PATH)).toBe(text);
        }),
        { numRuns: HALF },
      );
    },
    TIMEOUT_MS,
  );

  test(
    'any entry is changed or goes alone, or the file is refused',
    () => {
      const names = fc.constantFrom('a', 'b', 'é', '#', '__proto__', '12', 'env', 'c d', 'x');
      fc.assert(
        fc.property(document, names, entry, (text, name, value) => {
          const path = ['servers', name];
          if (!accepts(() => editor.remove(text, path))) return;
          const left = editor.remove(text, path);
          expect(editor.read(left, path)).toBeUndefined();
          expect(isWithin(left, text)).toBe(true);
          const { servers: _before, ...others } = data(text);
          const { servers: _after, ...otherwise } = data(left);
          expect(otherwise).toEqual(others);
          const mine = { ...value, name };
          if (!accepts(() => editor.put(text, path, mine))) return;
          const { servers: _put, ...still } = data(editor.put(text, path, mine));
          expect(still).toEqual(others);
        }),
        { numRuns: QUARTER },
      );
    },
    TIMEOUT_MS,
  );

  test(
    'what is broken is refused or read as another parser reads it',
    () => {
      const texts = broken(document, [
        '',
        ',',
        '"',
        "'",
        ']',
        '[',
        ': ',
        '- ',
        ' #',
        '\0',
        '\t',
        '{',
        '\n',
        '&x ',
        '*x',
      ]);
      fc.assert(
        fc.property(texts, (text) => {
          if (!accepts(() => editor.read(text, PATH)) || !isOthersYaml(text)) return;
          if (!accepts(() => editor.put(text, PATH, { name: 'ours' }))) return;
          const put = editor.put(text, PATH, { name: 'ours' });
          expect(isOthersYaml(put)).toBe(true);
        }),
        { numRuns: QUARTER },
      );
    },
    TIMEOUT_MS,
  );
});

test(
  'a masked document has the lines it had, and nothing but dots is new',
  () => {
    fc.assert(
      fc.property(documents('map'), (text) => {
        if (!accepts(() => yaml.mask(text, null))) return;
        const masked = yaml.mask(text, null);
        expect(masked.split('\n').length).toBe(text.split('\n').length);
        expect(isWithin(masked.replace(/"?•+"?/g, ''), text)).toBe(true);
      }),
      { numRuns: QUARTER },
    );
  },
  TIMEOUT_MS,
);
