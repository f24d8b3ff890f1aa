import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { yaml } from '../../../electron/exporters/editors/yaml.ts';

const PATH = ['extensions', 'ours'];
const ENTRY = { cmd: 'npx', args: ['-y', 'a b'], envs: {}, timeout: 300, bundled: null };

const lines = (...all: string[]) => `${all.join('\n')}\n`;
const OURS = [
  '  ours:',
  '    cmd: npx',
  '    args:',
  '      - "-y"',
  '      - "a b"',
  '    envs: {}',
  '    timeout: 300',
  '    bundled: null',
];
const FLOW = '{ cmd: npx, args: ["-y", "a b"], envs: {}, timeout: 300, bundled: null }';

describe('an entry of a map is written where a person would write it', () => {
  test.each<[string, string, string]>([
    [
      'behind its neighbour and the comments about that one',
      lines('extensions:', '  a:', '    cmd: x # a', '    # args: []', '', '# about b', 'b: 1'),
      lines('extensions:', '  a:', '    cmd: x # a', '    # args: []', ...OURS, '', '# about b', 'b: 1'),
    ],
    [
      'with the indent of the file',
      lines('extensions:', '    a:', '        cmd: x'),
      lines('extensions:', '    a:', '        cmd: x', ...OURS.map((one) => one.replace(/^ +/, '$&$&'))),
    ],
    [
      'behind a name with nothing behind it',
      lines('a: 1', 'extensions: # mine', '  # none yet', 'b: 2'),
      lines('a: 1', 'extensions: # mine', '  # none yet', ...OURS, 'b: 2'),
    ],
    ['in empty braces', lines('extensions: {}'), lines(`extensions: {ours: ${FLOW}}`)],
    [
      'in empty braces with a space',
      lines('extensions: { } # x'),
      lines(`extensions: { ours: ${FLOW} } # x`),
    ],
    [
      'in the braces of its neighbours',
      lines('extensions: { a: { cmd: x } }'),
      lines(`extensions: { a: { cmd: x }, ours: ${FLOW} }`),
    ],
    [
      'in braces over lines, with a comma behind the last',
      lines('extensions: {', '  a: 1, # a', '  }'),
      lines('extensions: {', `  a: 1, ours: ${FLOW}, # a`, '  }'),
    ],
    [
      'on one line where its neighbour is on one',
      lines('extensions:', '  a: { cmd: x }'),
      lines('extensions:', '  a: { cmd: x }', `  ours: ${FLOW}`),
    ],
    [
      'with lists as its neighbour has them',
      lines('extensions:', '  a:', '    args: [x]'),
      lines(
        'extensions:',
        '  a:',
        '    args: [x]',
        ...OURS.slice(0, 2),
        '    args: ["-y", "a b"]',
        ...OURS.slice(5),
      ),
    ],
    [
      'behind a text over lines',
      lines('extensions:', '  a: |', '    text', '', '    # no comment', '', 'b: 1'),
      lines('extensions:', '  a: |', '    text', '', '    # no comment', ...OURS, '', 'b: 1'),
    ],
    [
      'in one document with its marks',
      lines('%YAML 1.2', '---', 'extensions:', '  "a": 1', '...'),
      lines('%YAML 1.2', '---', 'extensions:', '  "a": 1', ...OURS, '...'),
    ],
    ['without a last line break', 'extensions:\n  a: 1', `extensions:\n  a: 1\n${OURS.join('\n')}`],
    [
      'with the line ends of the file',
      '\uFEFFextensions:\r\n  a: 1\r\nb: 2\r\n',
      `\uFEFFextensions:\r\n  a: 1\r\n${OURS.join('\r\n')}\r\nb: 2\r\n`,
    ],
  ])('%s', (_name, text, expected) => {
    const put = yaml.put(text, PATH, ENTRY);
    expect(put).toBe(expected);
    expect(yaml.read(put, PATH)).toEqual(ENTRY);
    expect(load(put.replace(/^\uFEFF/, ''))).toMatchObject({ extensions: { ours: ENTRY } });
    expect(yaml.put(put, PATH, ENTRY)).toBe(put);
    expect(yaml.remove(put, PATH)).toBe(text);
  });

  test.each([
    ['a file of other settings', 'b: 1\n', lines('b: 1', 'extensions:', ...OURS), 'b: 1\nextensions:\n'],
    ['comments alone', '# mine\n', lines('# mine', 'extensions:', ...OURS), '# mine\nextensions:\n'],
    ['no file', '', lines('extensions:', ...OURS), 'extensions:\n'],
  ])('with the map around it: %s', (_name, text, expected, left) => {
    const put = yaml.put(text, PATH, ENTRY);
    expect(put).toBe(expected);
    expect(yaml.remove(put, PATH)).toBe(left);
    expect(yaml.put(left, PATH, ENTRY)).toBe(expected);
  });
});

describe('an entry is changed and taken out however it is written', () => {
  test.each([
    ['braces', 'extensions:\n  a: 1\n  ours: { cmd: y } # c\n  b: 2\n'],
    ['braces in braces', 'extensions: {a: 1, ours: {cmd: y}, b: 2}\n'],
    ['the first in braces', 'extensions: {ours: {cmd: y}, b: 2}\n'],
    ['a quoted name', 'extensions:\n  "ours":\n    cmd: y\n  b: 2\n'],
    ['a scalar', "'extensions':\n  a: 1\n  ours: y # c\n"],
    ['nothing', 'extensions:\n  ours:\n  b: 2\n'],
    ['a text over lines', 'extensions:\n  ours: >-\n    y\n    z\n\n  b: 2\n'],
    ['a list', 'extensions:\n  ours:\n  - y\n  b: 2\n'],
    ['comments inside', 'extensions:\n  ours: # c\n    # d\n    cmd: y # e\n    # f\n  b: 2\n'],
  ])('%s', (_name, text) => {
    const changed = yaml.put(text, PATH, ENTRY);
    expect(yaml.read(changed, PATH)).toEqual(ENTRY);
    expect(yaml.put(changed, PATH, ENTRY)).toBe(changed);
    for (const left of [yaml.remove(text, PATH), yaml.remove(changed, PATH)]) {
      expect(yaml.read(left, PATH)).toBeUndefined();
      const { extensions } = load(text) as { extensions: Record<string, unknown> };
      const { ours: _ours, ...others } = extensions;
      expect(load(left)).toEqual({ extensions: Object.keys(others).length > 0 ? others : null });
    }
  });
});

test('names that every object inherits are names like any other', () => {
  const text = '__proto__: {a: 1}\nextensions:\n  constructor: 2\n';
  expect(yaml.read(text, ['extensions', 'toString'])).toBeUndefined();
  expect(yaml.read('', ['constructor', 'name'])).toBeUndefined();
  const put = yaml.put(text, ['extensions', '__proto__'], ENTRY);
  expect(yaml.read(put, ['extensions', '__proto__'])).toEqual(ENTRY);
  expect(yaml.remove(put, ['extensions', '__proto__'])).toBe(text);
});

test('texts that some reader takes for something else are quoted', () => {
  const texts = [
    'yes',
    'No',
    'null',
    '~',
    '1',
    '1e3',
    '0x1',
    '',
    ' a',
    'a: b',
    '# a',
    '- a',
    '*a',
    '&a',
    '!a',
    '|',
    '\n',
  ];
  const more = [
    '2001-01-01',
    '1:30',
    '=',
    '<<',
    '@a',
    '`',
    '%a',
    'a\u2028b',
    '\u007f',
    '\uFEFF',
    '😀',
    'C:\\x',
    '.inf',
  ];
  const all = [...texts, ...more];
  const put = yaml.put('', PATH, Object.fromEntries(all.map((text) => [text, text])));
  expect(put.replaceAll(/"[^\n]*?"(:|\n)/g, '')).not.toMatch(/\S: \S/);
  expect(load(put)).toEqual({ extensions: { ours: Object.fromEntries(all.map((text) => [text, text])) } });
});

describe('for people’s eyes', () => {
  test('values that may be secret are dots, and lines stay lines', () => {
    const text = lines(
      '# my extensions',
      '# PIN: canary',
      'extensions:',
      '  a:',
      '    cmd: npx # why',
      '    args: ["--api-key", canary]',
      '    envs:',
      '      PIN: 4711',
      '      B: |',
      '        # canary',
      '        more',
      '      # B: canary',
      '    url: "#no"',
    );
    expect(yaml.mask(text, null)).toBe(
      lines(
        '# my extensions',
        '# ••••••••',
        'extensions:',
        '  a:',
        '    cmd: npx # why',
        '    args: ["--api-key", "••••••••"]',
        '    envs:',
        '      PIN: "••••••••"',
        '      B: "••••••••"',
        '',
        '',
        '      # ••••••••',
        '    url: "#no"',
      ),
    );
  });

  test('the entry that holds none is shown', () => {
    const text = lines('extensions:', '  ours: { envs: { A: eu } }', '  b: { envs: { A: canary } }');
    expect(yaml.mask(text, PATH)).toContain('{ A: eu }');
    expect(yaml.mask(text, PATH)).not.toContain('canary');
  });
});
