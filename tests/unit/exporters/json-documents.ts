import fc from 'fast-check';

/** A few hundred in every run; KEYRACK_RANDOM_DOCUMENTS=100000 for the long one. */
export const RUNS = Number(process.env.KEYRACK_RANDOM_DOCUMENTS ?? 400);
export const TIMEOUT_MS = 30_000 + RUNS * 30;

const BLANKS = [' ', '\t', '\n', '\r\n', '\r'];
const COMMENTS = [
  '/* c */',
  '/**/',
  '/*//*/',
  '/*\n  "a": [\r\n\r\n*/',
  '// "mcpServers": {\n',
  '// ends in blanks \t\r\n',
  '// */\r',
  '// /*\n',
  '//\u2028😀\n',
];

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

/** What Keyrack writes. */
export const entry = fc.record({
  command: fc.string(),
  args: fc.array(fc.string({ unit: 'binary' }), { maxLength: 3 }),
  env: fc.dictionary(fc.string(), fc.string(), { maxKeys: 2, noNullPrototype: true }),
});

/**
 * Documents with an object of servers somewhere among other settings, written in any legal way.
 * `ours` is put among the servers where it is wanted.
 */
export function documents({ comments, trailingCommas }: Record<'comments' | 'trailingCommas', boolean>) {
  const space = fc.string({
    unit: fc.constantFrom(...BLANKS, ...(comments ? COMMENTS : [])),
    maxLength: 3,
  });
  const between = fc.record({
    gaps: fc.array(space, { minLength: 1, maxLength: 4 }),
    comma: trailingCommas ? fc.boolean() : fc.constant(false),
  });

  const { value, object, property } = fc.letrec<{ value: string; object: string; property: string }>(
    (tie) => ({
      property: fc
        .tuple(name, space, space, tie('value'))
        .map(([key, a, b, item]) => `"${key}"${a}:${b}${item}`),
      object: fc
        .tuple(fc.array(tie('property'), { maxLength: 4 }), between)
        .map(([items, how]) => join(items, '{}', how)),
      value: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        scalar,
        tie('object'),
        fc
          .tuple(fc.array(tie('value'), { maxLength: 3 }), between)
          .map(([items, how]) => join(items, '[]', how)),
      ),
    }),
  );

  const around = (servers: fc.Arbitrary<string>) =>
    fc
      .record({
        mark: fc.constantFrom('', '\uFEFF'),
        before: fc.array(fc.tuple(name, value), { maxLength: 3 }),
        servers,
        after: fc.array(fc.tuple(name, value), { maxLength: 3 }),
        how: between,
        edges: fc.tuple(space, space),
      })
      .map(({ mark, before, servers: inner, after, how, edges }) => {
        const written = ([key, item]: readonly [string, string]) => `"${key}":${item}`;
        const items = [...before.map(written), `"mcpServers": ${inner}`, ...after.map(written)];
        return mark + edges[0] + join(items, '{}', how) + edges[1];
      });

  const withOurs = fc
    .tuple(fc.array(property, { maxLength: 3 }), fc.nat(3), between)
    .map(([items, at, how]) => join([...items.slice(0, at), '"ours": {}', ...items.slice(at)], '{}', how));
  return { document: around(object), withOurs: around(withOurs) };
}

interface Between {
  readonly gaps: readonly string[];
  readonly comma: boolean;
}

function join(items: readonly string[], brackets: string, { gaps, comma }: Between): string {
  const gap = (index: number) => gaps[index % gaps.length] ?? '';
  const body = items.map((item, index) => `${gap(index)}${item}${gap(index + 1)}`).join(',');
  const last = items.length > 0 && comma ? `,${gap(2)}` : '';
  return `${brackets[0]}${body}${items.length === 0 ? gap(0) : ''}${last}${brackets[1]}`;
}

/** Cuts a little out of a document, or puts in what may not be there. */
export function broken(document: fc.Arbitrary<string>, additions: readonly string[]): fc.Arbitrary<string> {
  return fc
    .tuple(document, fc.nat(), fc.nat(3), fc.constantFrom(...additions))
    .map(([text, at, cut, added]) => {
      const place = at % (text.length + 1);
      return text.slice(0, place) + added + text.slice(place + cut);
    });
}

/** Whether all characters of one text stand in the other, in order: something was added, nothing taken out or changed. */
export function isWithin(part: string, whole: string): boolean {
  let at = 0;
  for (const character of whole) if (part.startsWith(character, at)) at += character.length;
  return at === part.length;
}
