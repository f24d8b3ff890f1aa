import fc from 'fast-check';

// Random YAML, as lines: each value knows what stands behind its colon, and the lines below, indented by their depth.

interface Written {
  /** Behind the colon or the dash, with a blank in front; empty: nothing. */
  readonly inline: string;
  readonly below: readonly string[];
}

const comment = fc.constantFrom('', '', ' # c', '  #', ' # a: [ "', ' # ours: 1', ' #\u00a0😀\t ');
const between = fc.array(fc.constantFrom('', '  ', '# c', '  # in', '      # deeper', '# ours:', '#'), {
  maxLength: 2,
});
const plain = fc.constantFrom(
  'a',
  'é',
  '😀',
  'a b',
  'a#b',
  'a:b',
  'x-1',
  '1',
  '0x1F',
  '1e3',
  '~',
  'true',
  'yes',
);
const quoted = fc.constantFrom(
  '""',
  "''",
  '"a\\n\\u0041"',
  "'it''s'",
  '"# : {"',
  '"\\x41\\/"',
  '"a\\\\"',
  "'\"'",
);
const key = fc.constantFrom('a', 'b', 'é', '"q: 1"', "'#'", '__proto__', 'constructor', '12', 'name2', 'env');

const flow = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom('a', '1', '~', '"x, }"', "'y ]'"),
    fc
      .tuple(fc.array(tie('value'), { maxLength: 3 }), fc.constantFrom('', ' '), fc.constantFrom('', ','))
      .map(([items, pad, end]) => `[${pad}${items.join(', ')}${items.length > 0 ? end : ''}${pad}]`),
    fc
      .tuple(
        fc.uniqueArray(key, { maxLength: 3 }),
        tie('value'),
        fc.constantFrom('', ' '),
        fc.constantFrom('', ','),
      )
      .map(
        ([keys, item, pad, end]) =>
          `{${pad}${keys.map((one) => `${one}: ${item}`).join(', ')}${keys.length > 0 ? end : ''}${pad}}`,
      ),
  ),
})).value;

const text = fc
  .tuple(
    fc.constantFrom('|', '>', '|-', '>-', '| # c'),
    fc.array(fc.constantFrom('  a', '  # no', '', '    b', '  ours: 1'), { maxLength: 3 }),
  )
  .map(([header, lines]): Written => ({ inline: ` ${header}`, below: ['  first', ...lines] }));
const single = fc
  .tuple(fc.oneof(plain, quoted, flow), comment)
  .map(([value, words]): Written => ({ inline: ` ${value}${words}`, below: [] }));
const overLines = fc.constantFrom<Written>(
  { inline: ' "a', below: ['', '    b" # c'] },
  { inline: ' a', below: ['    b'] },
  { inline: ' [1, # c', below: ['  2, # d', '  ]'] },
  { inline: ' {', below: ['  a: 1,', '  # c', '  b: 2', '  }'] },
  { inline: '', below: [] },
  { inline: ' # c', below: [] },
  { inline: ' !!str x', below: [] },
);

const pairLines = (name: string, { inline, below }: Written) => [`${name}:${inline}`, ...below];
const indented = (lines: readonly string[], by: string) =>
  lines.map((line) => (line === '' ? '' : by + line));

const { value } = fc.letrec<{ value: Written }>((tie) => {
  const members = fc
    .uniqueArray(fc.tuple(key, tie('value'), between), {
      minLength: 1,
      maxLength: 3,
      selector: ([name]) => name,
    })
    .map((pairs) => pairs.flatMap(([name, item, notes]) => [...notes, ...pairLines(name, item)]));
  const items = fc
    .array(fc.tuple(tie('value'), between), { minLength: 1, maxLength: 3 })
    .map((all) => all.flatMap(([item, notes]) => [...notes, ...itemLines(item)]));
  const below = fc
    .tuple(fc.oneof(members, items), comment, fc.constantFrom('  ', ' ', '    '))
    .map(([lines, words, by]): Written => ({ inline: words, below: indented(lines, by) }));
  return {
    value: fc.oneof({ depthSize: 'small', withCrossShrink: true }, single, text, overLines, below),
  };
});

function itemLines({ inline, below }: Written): string[] {
  return [`-${inline}`, ...below];
}

const pairs = fc
  .uniqueArray(fc.tuple(key, value, between), { maxLength: 3, selector: ([name]) => name })
  .map((all) => all.map(([name, item, notes]) => [...notes, ...pairLines(name, item)]));

const map = fc.oneof(
  fc
    .tuple(pairs, comment, fc.constantFrom('  ', ' ', '    '))
    .map(([all, words, by]): Written => ({ inline: words, below: indented(all.flat(), by) })),
  fc
    .tuple(
      fc.uniqueArray(key, { maxLength: 3 }),
      flow,
      fc.constantFrom('', ' '),
      fc.constantFrom('', ','),
      comment,
    )
    .map(
      ([keys, item, pad, end, words]): Written => ({
        inline: ` {${pad}${keys.map((one) => `${one}: ${item}`).join(', ')}${keys.length > 0 ? end : ''}${pad}}${words}`,
        below: [],
      }),
    ),
  fc.constantFrom<Written>(
    { inline: ' {', below: ['  a: 1, # c', '  b: 2 # d', '  }'] },
    { inline: '', below: ['  # none', '# yet'] },
  ),
);

const named = fc.uniqueArray(
  fc.tuple(fc.constantFrom('a', 'b', '"c d"', 'ours2'), value, between, fc.constantFrom('- ', '-   ')),
  { maxLength: 3, selector: ([name]) => name },
);
const list = fc.oneof(
  fc.tuple(named, comment, fc.constantFrom('', '  ')).map(([all, words, by]): Written => {
    const lines = all.flatMap(([name, item, notes, dash]) => [
      ...notes,
      `${dash}name: ${name}`,
      ...indented(pairLines('other', item), ' '.repeat(dash.length)),
    ]);
    return { inline: words, below: indented(lines, by) };
  }),
  fc.constantFrom<Written>(
    { inline: ' []', below: [] },
    { inline: ' [ ] # c', below: [] },
    { inline: ' [{name: a}, {b: 1},]', below: [] },
    { inline: ' [', below: ['  {name: a}, # c', '  b # d', '  ]'] },
    { inline: '', below: ['  - a', '  # c', '  - [b]', '  -', '    name: x'] },
  ),
);

/** Documents with a map named `servers`, or a list of maps that have names, among other settings. */
export function documents(kind: 'map' | 'list'): fc.Arbitrary<string> {
  return fc
    .record({
      mark: fc.constantFrom('', '\uFEFF'),
      head: fc.constantFrom<string[]>(
        [],
        ['# first'],
        ['---'],
        ['%YAML 1.2', '--- # c'],
        ['anchored: &x {k: 1}', 'alias: *x'],
      ),
      before: pairs,
      servers: kind === 'map' ? map : list,
      after: fc.uniqueArray(fc.tuple(fc.constantFrom('y', '"z"'), value, between), {
        maxLength: 2,
        selector: ([name]) => name,
      }),
      eol: fc.constantFrom('\n', '\r\n'),
      tail: fc.constantFrom<string[]>([], [''], ['', ''], ['# end'], ['...', ''], ['  # in', '']),
    })
    .map(({ mark, head, before, servers, after, eol, tail }) => {
      const rest = after.flatMap(([name, item, notes]) => [...notes, ...pairLines(name, item)]);
      const all = [...head, ...before.flat(), ...pairLines('servers', servers), ...rest, ...tail];
      return mark + all.join(eol);
    });
}

const any = fc.oneof(
  fc.string({ unit: 'binary' }).map((written) => written.toWellFormed()),
  plain,
  quoted,
);

/** What Keyrack writes. */
export const entry = fc.record({
  name: fc.constant('ours'),
  cmd: any,
  args: fc.array(any, { maxLength: 3 }),
  timeout: fc.oneof(fc.integer(), fc.constant(1.5)),
  enabled: fc.boolean(),
  bundled: fc.constant(null),
  envs: fc.dictionary(any, any, { maxKeys: 2, noNullPrototype: true }),
});
