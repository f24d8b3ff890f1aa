import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AppError } from '#core/errors.ts';
import { bruEnvironment as bru } from '../../../electron/exporters/editors/bru.ts';
import { NASTY_VALUES } from './nasty-values.ts';
import { accepts, refusal } from './refused.ts';

/** A few hundred in every run; KEYRACK_RANDOM_DOCUMENTS=100000 for the long one. */
const RUNS = Number(process.env.KEYRACK_RANDOM_DOCUMENTS ?? 400);
const TIMEOUT_MS = 30_000 + RUNS * 3;
const OURS = ['OURS'];

/** As Bruno's own grammar reads a sound file: blocks, a pair a line, values trimmed, a text by its three quotes. */
function asBruno(text: string): Record<string, string> {
  const variables: Record<string, string> = {};
  const block = /^vars\s*\{\r?\n([\s\S]*?)^\}/m.exec(text)?.[1] ?? '';
  const pair =
    /^[ \t]*(?:@.*\r?\n[ \t]*)*([^\s:@]+)[ \t]*:[ \t]*(?:'''\r?\n([\s\S]*?)\r?\n[ \t]*'''|(.*?))[ \t]*\r?$/gm;
  for (const [, name = '', long, short = ''] of block.matchAll(pair)) {
    variables[name] =
      long === undefined
        ? short.trim()
        : long
            .split(/\r?\n/)
            .map((line) => line.slice(4))
            .join('\n')
            .trim();
  }
  return variables;
}

describe('a value', () => {
  test('is read as it is by Bruno, or refused', () => {
    const written = NASTY_VALUES.filter((value) => {
      try {
        expect(asBruno(bru.put('vars {\n}\n', OURS, value))).toEqual({ OURS: value });
        return true;
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        expect(error.message).toMatch(/^The value .*left alone/);
        return false;
      }
    });
    for (const value of [
      'sk-plain_0123456789.abc/+=',
      'a b',
      "it's",
      '"quoted"',
      'ab #cd',
      '\\',
      '$HOME',
      'a:b,c@d%e',
    ])
      expect(written).toContain(value);
    for (const value of [' ', ' leading and trailing ', 'a\nb', 'a\tb', '\ufeffmarked', 'a\u2028b', '\ud800'])
      expect(written).not.toContain(value);
    expect(() => bru.put('vars {\n}\n', OURS, "a'''")).toThrow(/ends in '''/);
  });
});

describe('a place', () => {
  const secrets = 'vars:secret [\n  token\n]\n';
  test.each<[string, string, string]>([
    ['in an empty block', 'vars {\n}\n', 'vars {\n  OURS: v\n}\n'],
    ['behind the last, indented as that is', 'vars {\n\tA: 1\n}', 'vars {\n\tA: 1\n\tOURS: v\n}'],
    ['in front of secrets alone', secrets, `vars {\n  OURS: v\n}\n${secrets}`],
    ['before secrets', `vars {\n  A: 1\n}\n${secrets}`, `vars {\n  A: 1\n  OURS: v\n}\n${secrets}`],
    ['in the line ends of the file', 'vars {\r\n  A: 1\r\n}\r\n', 'vars {\r\n  A: 1\r\n  OURS: v\r\n}\r\n'],
    [
      'beside an external secret of its name',
      'vars {\n}\nvars:externalsecrets:azure-key-vault {\n  OURS: vault\n}\n',
      'vars {\n  OURS: v\n}\nvars:externalsecrets:azure-key-vault {\n  OURS: vault\n}\n',
    ],
  ])('%s', (name, text, expected) => {
    const put = bru.put(text, OURS, 'v');
    expect(put).toBe(expected);
    expect(bru.put(put, OURS, 'v')).toBe(put);
    const changed = bru.put(put, OURS, 'other: }');
    expect(bru.read(changed, OURS)).toBe('other: }');
    // An empty block beside others is nothing that Bruno writes: it goes with our variable.
    if (!name.includes('external')) expect(bru.remove(changed, OURS)).toBe(text);
  });

  test.each<[string, string]>([
    ['a secret', 'vars {\n}\nvars:secret [\n  a,\n  OURS\n]\n'],
    ['a secret in one line', 'vars:secret [ a, OURS ]\n'],
    ['a secret that is switched off', 'vars:secret [\n  ~OURS\n]\n'],
    ['switched off', 'vars {\n  ~OURS: v\n}\n'],
    ['annotated', "vars {\n  @description('x')\n  OURS: v\n}\n"],
    ['annotated over lines', "vars {\n  @description('''\n    x: y\n  ''')\n  OURS: v\n}\n"],
    ['over lines', "vars {\n  OURS: '''\n    v\n    w\n  '''\n}\n"],
  ])('what somebody made %s is neither overwritten nor taken out', (_name, text) => {
    expect(bru.read(text, OURS)).toBeTypeOf('object');
    expect(JSON.stringify(bru.read(text, OURS))).not.toMatch(/"v|w"/);
    expect(refusal(() => bru.put(text, OURS, 'v'))).toMatch(/Our variable was made/);
    expect(refusal(() => bru.remove(text, OURS))).toMatch(/Our variable was made/);
  });

  test.each<[string, string, RegExp]>([
    ['a request', 'meta {\n  name: x\n}\n', /no line of an environment/],
    ['a block that is not closed', 'vars {\n  A: 1\n', /not closed/],
    ['a text that is not closed', "vars {\n  A: '''\n    x\n}\n", /not closed/],
    ['a block twice', 'vars {\n}\nvars {\n}\n', /block stands there twice/],
    ['our variable twice', 'vars {\n  OURS: 1\n  ~OURS: 2\n}\n', /“OURS” stands there twice/],
    ['a line without a colon', 'vars {\n  OURS\n}\n', /no line of an environment/],
    ['a name with a blank', 'vars {\n  O URS: 1\n}\n', /no line of an environment/],
    ['three quotes in a line', "vars {\n  A: x'''\n}\n", /no line of an environment/],
    ['a brace that is indented', 'vars {\n  A: 1\n  }\n', /no line of an environment/],
    ['a byte order mark', '\uFEFFvars {\n}\n', /no line of an environment/],
    ['a block of blanks', 'vars {\n  \n}\n', /no line of an environment/],
    ['line ends of old', 'vars {\r  A: 1\r}', /line ends in a way/],
  ])('%s is refused', (_name, text, words) => {
    for (const work of [
      () => bru.put(text, OURS, 'v'),
      () => bru.read(text, OURS),
      () => bru.remove(text, OURS),
    ])
      expect(refusal(work)).toMatch(words);
  });

  test('what follows a colour belongs to it', () => {
    const text = 'vars {\n}\ncolor: red\nvars {\n  OURS: 1\n}\n';
    expect(bru.read(text, OURS)).toBeUndefined();
    expect(bru.mask(text, null)).not.toContain('OURS: 1');
  });
});

test('people see names and references, and no value', () => {
  const text =
    "vars {\n  A: canary\n  REF: {{process.env.X}}\n  @description('password canary')\n  B: '''\n    canary\n  '''\n}\nvars:secret [\n  C\n]\ncolor: #aabbcc\n";
  const masked = bru.mask(text, null);
  expect(masked).not.toContain('canary');
  for (const shown of ['A: ', 'REF: {{process.env.X}}', '  C', 'color: #aabbcc'])
    expect(masked).toContain(shown);
  expect(masked.split('\n')).toHaveLength(text.split('\n').length);
});

const value = fc
  .string({
    unit: fc.constantFrom('a', ' ', ':', '}', '{', "'", '"', '#', ']', '~', '@', ',', 'é', '$'),
    maxLength: 9,
  })
  .map((text) => text.trim())
  .filter((text) => !text.endsWith("'''"));
const pair = fc.oneof(
  fc
    .tuple(fc.constantFrom('A', '~B', 'c.d', 'OURS2', 'é', '$x'), value)
    .map(([name, text]) => `  ${name}: ${text}`),
  fc.constantFrom(
    "  @description('d')\n  E: 1",
    "  F: '''\n    x\n    }\n  G: 2\n  '''",
    "  @x('''\n  OURS: 1\n  ''')\n  H: 3",
  ),
);
const others = fc.constantFrom(
  '',
  'vars:secret [\n  s,\n  ~t\n]\n',
  'vars:secret [\n  s\n]\ncolor: #fff\nOURS: 1\n',
  'color: #fff',
);
const file = fc
  .tuple(fc.array(pair, { maxLength: 4 }), others, fc.constantFrom('\n', '\r\n'))
  .map(([pairs, rest, eol]) => {
    const lines = pairs.map((line) => `${line}\n`).join('');
    const block = pairs.length > 0 || rest === '' ? `vars {\n${lines}}\n` : '';
    return (block + rest).replaceAll('\n', eol);
  })
  .filter((text) => !/^color/.test(text));

test(
  'in any file that Bruno writes one line is added, twice is once, and out again gives the same bytes',
  () => {
    fc.assert(
      fc.property(file, value, value, (text, first, second) => {
        const added = bru.put(text, OURS, first);
        expect(asBruno(added)).toEqual({ ...asBruno(text), OURS: first });
        expect(bru.put(added, OURS, first)).toBe(added);
        expect(bru.remove(added, OURS)).toBe(text);
        const changed = bru.put(added, OURS, second);
        expect(bru.read(changed, OURS)).toBe(second);
        expect(bru.remove(changed, OURS)).toBe(text);
      }),
      { numRuns: RUNS },
    );
  },
  TIMEOUT_MS,
);

test(
  'a hostile file is refused, or nothing but our line is new in it',
  () => {
    const hostile = fc.string({
      unit: fc.constantFrom(
        'vars {\n',
        '}\n',
        '  OURS: 1\n',
        'A: 1\n',
        "'''",
        '\n',
        'vars:secret [\n',
        ']\n',
        '  @n(\n',
        'color:',
        '~',
        ' ',
        ',',
        "A: '''\n",
      ),
      maxLength: 9,
    });
    fc.assert(
      fc.property(hostile, value, (text, ours) => {
        if (!accepts(() => bru.put(text, OURS, ours))) return;
        const there = bru.read(text, OURS);
        const put = bru.put(text, OURS, ours);
        expect(bru.read(put, OURS)).toBe(ours);
        expect(bru.mask(put, null).split('\n')).toHaveLength(put.split('\n').length);
        if (there !== undefined) return;
        const at = put.indexOf(`OURS: ${ours}`);
        const lines = text.split('\n').filter((line) => line !== '');
        expect(at).toBeGreaterThanOrEqual(0);
        for (const line of lines) expect(put).toContain(line);
      }),
      { numRuns: RUNS },
    );
  },
  TIMEOUT_MS,
);
