import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AppError } from '#core/errors.ts';
import { json } from '../../../electron/exporters/editors/json.ts';

/** A few hundred in every run; KEYRACK_RANDOM_DOCUMENTS=100000 for the long one. */
const RUNS = Number(process.env.KEYRACK_RANDOM_DOCUMENTS ?? 400);
const TIMEOUT_MS = 30_000 + RUNS * 3;
const PATH = ['mcpServers', 'ours'];

const space = fc.string({ unit: fc.constantFrom(' ', '\t', '\n', '\r\n', '\r'), maxLength: 3 });
const character = fc.constantFrom(
  'a',
  'é',
  '😀',
  '\\"',
  '\\\\',
  '\\n',
  '\\u0041',
  '\\ud800',
  '/',
  '{',
  ',',
  '//',
  ' ',
);
const name = fc.oneof(
  fc.string({ unit: character, maxLength: 5 }),
  fc.constantFrom('__proto__', 'constructor', 'a', 'env', 'ours2', 'mcpServers2'),
);
const scalar = fc.oneof(
  fc.constantFrom('null', 'true', 'false', '1e3', '12345678901234567890', '-0', '0.10', '1E+400', '""'),
  fc.string({ unit: character, maxLength: 8 }).map((text) => `"${text}"`),
);

const join = (items: readonly string[], open: string, close: string, gaps: readonly string[]) => {
  const gap = (index: number) => gaps[index % gaps.length] ?? '';
  const body = items.map((item, index) => `${gap(index)}${item}${gap(index + 1)}`).join(',');
  return `${open}${body}${items.length === 0 ? gap(0) : ''}${close}`;
};
const gaps = fc.array(space, { minLength: 1, maxLength: 4 });

const { value, object } = fc.letrec<{ value: string; object: string; property: string }>((tie) => ({
  property: fc.tuple(name, space, space, tie('value')).map(([key, a, b, item]) => `"${key}"${a}:${b}${item}`),
  object: fc
    .tuple(fc.array(tie('property'), { maxLength: 4 }), gaps)
    .map(([items, between]) => join(items, '{', '}', between)),
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    tie('object'),
    fc
      .tuple(fc.array(tie('value'), { maxLength: 3 }), gaps)
      .map(([items, between]) => join(items, '[', ']', between)),
  ),
}));

const entry = fc.record({
  command: fc.string(),
  args: fc.array(fc.string({ unit: 'binary' }), { maxLength: 3 }),
  env: fc.dictionary(fc.string(), fc.string(), { maxKeys: 2, noNullPrototype: true }),
});

/** A document with an object of servers somewhere among other settings, written in any legal way. */
const document = fc
  .record({
    mark: fc.constantFrom('', '\uFEFF'),
    before: fc.array(fc.tuple(name, value), { maxLength: 3 }),
    servers: object,
    after: fc.array(fc.tuple(name, value), { maxLength: 3 }),
    gaps,
    edges: fc.tuple(space, space),
  })
  .map(({ mark, before, servers, after, gaps: between, edges }) => {
    const property = ([key, item]: readonly [string, string]) => `"${key}":${item}`;
    const items = [...before.map(property), `"mcpServers": ${servers}`, ...after.map(property)];
    return mark + edges[0] + join(items, '{', '}', between) + edges[1];
  });

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
    const broken = fc
      .tuple(document, fc.nat(), fc.nat(3), fc.constantFrom('', ',', '"', '}', ']', ':', '0', '/*', '\0'))
      .map(([text, at, cut, added]) => {
        const place = at % (text.length + 1);
        return text.slice(0, place) + added + text.slice(place + cut);
      });
    fc.assert(
      fc.property(broken, (text) => {
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

function accepts(work: () => unknown): boolean {
  try {
    work();
    return true;
  } catch (error) {
    if (error instanceof SyntaxError || (error instanceof AppError && error.code === 'file-refused'))
      return false;
    throw error;
  }
}
