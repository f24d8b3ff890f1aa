import { describe, expect, test } from 'vitest';
import { json, jsonc, jsonWithComments } from '../../../electron/exporters/editors/json.ts';
import { refusal } from './refused.ts';

const PATH = ['servers', 'ours'];
const ENTRY = { command: 'x' };

const lines = (...all: string[]) => `${all.join('\n')}\n`;
describe('an entry is written where a person would write it', () => {
  test.each<[string, string, string]>([
    [
      'behind the comment that is about the one before',
      lines('{', '  "servers": {', '    "a": 1 // about a', '    // more', '  }', '}'),
      lines(
        '{',
        '  "servers": {',
        '    "a": 1, // about a',
        '    "ours": {',
        '      "command": "x"',
        '    }',
        '    // more',
        '  }',
        '}',
      ),
    ],
    [
      'with a comma behind it where its neighbour has one',
      lines('{', '  "servers": {', '    "a": { "b": 1 }, // about a', '  },', '}'),
      lines(
        '{',
        '  "servers": {',
        '    "a": { "b": 1 }, // about a',
        '    "ours": { "command": "x" },',
        '  },',
        '}',
      ),
    ],
    ['on one line', '{"servers":{"a":1,}}', '{"servers":{"a":1,"ours":{"command":"x"},}}'],
    [
      'on one line, behind a comment',
      '{ "servers": { "a": 1 /* about a */ } }',
      '{ "servers": { "a": 1, /* about a */ "ours": {"command": "x"} } }',
    ],
    [
      'never into a line comment',
      lines('{ "servers": { "a": 1 // about a', '} }'),
      lines('{ "servers": { "a": 1, // about a', '"ours": {"command": "x"}', '} }'),
    ],
    [
      'behind the comments of an empty object',
      lines('{', '  "servers": {', '    // none yet', '  }', '}'),
      lines(
        '{',
        '  "servers": {',
        '    // none yet',
        '  ',
        '    "ours": {',
        '      "command": "x"',
        '    }',
        '  }',
        '}',
      ),
    ],
    [
      'indented as the settings are, not the comments',
      lines('/*', ' * mine', ' */', '{', '    "servers": {}', '}'),
      lines(
        '/*',
        ' * mine',
        ' */',
        '{',
        '    "servers": {',
        '        "ours": {',
        '            "command": "x"',
        '        }',
        '    }',
        '}',
      ),
    ],
  ])('%s', (_name, text, expected) => {
    const put = jsonc.put(text, PATH, ENTRY);
    expect(put).toBe(expected);
    expect(jsonc.remove(put, PATH)).toBe(text);
  });
});

describe('what is taken out leaves the comments of others', () => {
  test.each<[string, string, string]>([
    [
      'before and behind',
      lines('{"servers": {', '  // one', '  "ours": 1, // two', '  // three', '  "b": 2', '}}'),
      lines('{"servers": {', '  // one', '  // two', '  // three', '  "b": 2', '}}'),
    ],
    [
      'around the comma',
      lines('{"servers": {', '  "ours": 1 // two', '  /* x */ , /* y */ "b": 2', '}}'),
      lines('{"servers": {', '   // two', '  /* x */ /* y */ "b": 2', '}}'),
    ],
    [
      'where it was the last',
      lines('{"servers": {', '  "a": 1, // one', '  "ours": 2 // two', '}}'),
      lines('{"servers": {', '  "a": 1 // one', '   // two', '}}'),
    ],
    [
      'where it was the only one, and a brace would have become comment',
      lines('{"servers": { // one', '  "ours": 2 }}'),
      lines('{"servers": { // one', '  }}'),
    ],
    [
      'with a comma in a line of its own',
      lines('{"servers": {', '  "a": 1 // one', '  , // two', '  "ours": 2', '}}'),
      lines('{"servers": {', '  "a": 1 // one', '   // two', '}}'),
    ],
  ])('%s', (_name, text, expected) => {
    expect(jsonc.remove(text, PATH)).toBe(expected);
  });
});

describe('a document that is refused, with the place', () => {
  test.each([
    [jsonc, '{ // open', 'line 1, column 10: it ends too early'],
    [jsonc, '{"a": 1 /* open }', 'line 1, column 9: a comment'],
    [jsonc, '{"a": 1,,}', 'line 1, column 9: something'],
    [jsonc, '{,}', 'line 1, column 2: something'],
    [jsonc, '{"a": [1,,]}', 'line 1, column 10: something'],
    [jsonc, '{"a": 1} // end\n{}', 'line 2, column 1: text after the end'],
    [jsonc, '// nothing but words\n', 'line 2, column 1: it ends too early'],
    [jsonc, '{# no\n}', 'line 1, column 2: something'],
    [jsonc, '{"servers": {}, /* "servers": {} */ "servers": {}}', '“servers” stands there twice'],
    [jsonWithComments, '{"a": 1, // x\n}', 'line 2, column 1'],
    [json, '{"a": 1} // x', 'line 1, column 10: a comment'],
  ])('%#', (editor, text, words) => {
    expect(refusal(() => editor.put(text, PATH, ENTRY))).toContain(words);
  });
});

test('a hundred thousand levels are edited', () => {
  const text = `{"deep":${'[{"b":'.repeat(100_000)}1${',}]'.repeat(100_000)},"servers":{}}`;
  expect(jsonc.remove(jsonc.put(text, PATH, ENTRY), PATH)).toBe(text);
});

test('a comment that may hold a setting is hidden, prose is not', () => {
  const text = lines(
    '{',
    '  // my servers',
    '  // "env": { "PIN": "canary" }',
    '  "a": /* canary=1 */ 1',
    '}',
  );
  expect(jsonc.mask(text, null)).toBe(
    lines('{', '  // my servers', '  // ••••••••', '  "a": /* •••••••• 1', '}'),
  );
});

test('a commented-out entry of several lines is hidden as a whole, and lines stay lines', () => {
  const text = lines('{', '  /* "env": {', '    "PIN": canary', '  } */', '}');
  expect(jsonc.mask(text, null)).toBe(lines('{', '  /* ••••••••', '', '', '}'));
});
