import { describe, expect, test } from 'vitest';
import { json } from '../../../electron/exporters/editors/json.ts';
import { refusal } from './refused.ts';

const PATH = ['mcpServers', 'unizo'];
const ENTRY = { command: '/opt/keyrack', args: ['exec', '--key', 'id=KEY'], env: { REGION: 'eu' } };

const deep = (levels: number) => `{"a":${'[{"b":'.repeat(levels)}1${'}]'.repeat(levels)}}`;

/** Documents whose `mcpServers` is there, or whose lack of it leaves a mark that a removal keeps. */
const WITH_SERVERS: Record<string, string> = {
  'an empty object of servers': '{\n  "mcpServers": {}\n}\n',
  'an object of servers with a space in it': '{\n  "mcpServers": { }\n}\n',
  'an object of servers over two lines': '{\n  "mcpServers": {\n  }\n}\n',
  'an object of servers with an empty line in it': '{\n  "mcpServers": {\n\n\t\n  }\n}\n',
  'everything on one line': '{"mcpServers":{"a":{"command":"x"}}}',
  'one line with spaces': '{ "mcpServers": { "a": { "command": "x" } } }\n',
  'one line as Python writes it': '{"mcpServers": {"a": {"command": "x"}, "b": {"command": "y"}}}',
  'one line with no server yet': '{"mcpServers":{}}',
  'one line with no server and a space': '{"mcpServers": { }}\n',
  tabs: '{\n\t"mcpServers": {\n\t\t"a": {\n\t\t\t"command": "x"\n\t\t}\n\t}\n}\n',
  'four spaces': '{\n    "mcpServers": {\n        "a": {\n            "command": "x"\n        }\n    }\n}',
  CRLF: '{\r\n  "mcpServers": {\r\n    "a": {\r\n      "command": "x"\r\n    }\r\n  }\r\n}\r\n',
  'CR alone': '{\r  "mcpServers": {\r    "a": {}\r  }\r}\r',
  'a byte order mark': '\uFEFF{\r\n  "mcpServers": {}\r\n}\r\n',
  'inline neighbours':
    '{\n  "mcpServers": {\n    "a": { "command": "x" },\n    "b": { "command": "y" }\n  }\n}\n',
  'a neighbour that is no object': '{\n  "mcpServers": {\n    "a": null\n  }\n}\n',
  'commas in front': '{ "theme": "dark"\n, "mcpServers": { "a": {}\n  , "b": {}\n  }\n}\n',
  'odd spaces before colon and comma': '{\n "mcpServers" : {\n   "a" : { } ,\n   "b" : 1 \n } ,\n "z" : 2\n}',
  'a name over two lines': '{\n  "mcpServers":\n  {\n    "a":\n      {}\n  }\n}\n',
  'numbers as they are written':
    '{\n  "n": [1e3, 12345678901234567890, -0, 0.10, 1E+400],\n  "mcpServers": {}\n}\n',
  'names written as escapes': '{\n  "\\u006dcpServers": {\n    "\\u0061": "\\ud83d\\ude00 \\/"\n  }\n}\n',
  'names of the prototype':
    '{"__proto__":{"x":1},"constructor":2,"mcpServers":{"__proto__":{},"toString":{}}}',
  'names twice where we do not go':
    '{"a":1,"a":2,"b":{"mcpServers":1,"mcpServers":2},"mcpServers":{"x":1,"x":2}}',
  'servers elsewhere too': '{"deep":{"mcpServers":{"unizo":1}},"mcpServers":{"a":{"unizo":{"unizo":1}}}}',
  'control characters as escapes': '{"mcpServers":{"a":"\\u0000\\u001f\\ud800"}}',
};

const WITHOUT_SERVERS: Record<string, string> = {
  'an empty object': '{}',
  'other settings': '{\n  "theme": "dark"\n}\n',
  'other settings on one line': '{"theme":"dark"}',
  'a null prototype name': '{"__proto__": null}',
};

describe.each(Object.entries({ ...WITH_SERVERS, ...WITHOUT_SERVERS }))(
  'in a document with %s',
  (_name, text) => {
    const after = json.put(text, PATH, ENTRY);

    test('the entry is there and nothing else is changed', () => {
      const strip = (document: string) => document.replace(/^\uFEFF/, '');
      const before = JSON.parse(strip(text));
      const parsed = JSON.parse(strip(after));
      expect(parsed.mcpServers.unizo).toEqual(ENTRY);
      expect(json.read(after, PATH)).toEqual(ENTRY);
      delete parsed.mcpServers.unizo;
      if (!Object.hasOwn(before, 'mcpServers')) delete parsed.mcpServers;
      expect(JSON.stringify(parsed)).toBe(JSON.stringify(before));
    });

    test('a second put of the same value changes no byte', () => {
      expect(json.put(after, PATH, ENTRY)).toBe(after);
    });

    test('another value and back again changes no byte', () => {
      expect(json.put(json.put(after, PATH, { command: 'other', args: [] }), PATH, ENTRY)).toBe(after);
    });

    test('the line ends stay of one kind', () => {
      const kinds = new Set((text.match(/\r\n|\n|\r/g) ?? ['\n']).concat(after.match(/\r\n|\n|\r/g) ?? []));
      expect(kinds.size).toBe(1);
    });
  },
);

test.each(Object.entries(WITH_SERVERS))(
  'taking out what was put in gives the bytes of %s back',
  (_name, text) => {
    expect(json.remove(json.put(text, PATH, ENTRY), PATH)).toBe(text);
  },
);

test.each(Object.entries(WITHOUT_SERVERS))(
  'a removal from %s leaves the object of servers, empty',
  (_name, text) => {
    const left = JSON.parse(json.remove(json.put(text, PATH, ENTRY), PATH));
    expect(JSON.stringify(left)).toBe(JSON.stringify({ ...JSON.parse(text), mcpServers: {} }));
  },
);

describe('a file with nothing in it', () => {
  test.each([
    ['no byte', '', '', '\n'],
    ['a byte order mark alone', '\uFEFF', '\uFEFF', '\n'],
    ['white space', ' \t\n', '', '\n'],
    ['a Windows line end', '\r\n', '', '\r\n'],
  ])('becomes a document: %s', (_name, text, mark, eol) => {
    const written = json.put(text, PATH, ENTRY);
    const plain = `${JSON.stringify({ mcpServers: { unizo: ENTRY } }, null, 2)}\n`;
    expect(written).toBe(mark + plain.replaceAll('\n', eol));
  });

  test('has no entry, and none can be taken out', () => {
    expect(json.read('', PATH)).toBeUndefined();
    expect(json.remove(' \n', PATH)).toBe(' \n');
    expect(json.mask('', null)).toBe('');
  });
});

describe('a document that is refused, with the place', () => {
  test.each([
    ['a comment', '{\n  // mine\n}', 'line 2, column 3: a comment'],
    ['a comment block', '{/* mine */}', 'line 1, column 2: a comment'],
    ['a trailing comma', '{\r\n  "a": 1,\r\n}', 'line 2, column 9: a trailing comma'],
    ['a trailing comma in a list', '[1, 2 ,\n]', 'line 1, column 7: a trailing comma'],
    ['a trailing comma in an inner list', '{"a": [1,]}', 'line 1, column 9: a trailing comma'],
    ['text after the end', '{} x', 'line 1, column 4: text after the end'],
    ['two documents', '{}\n{}', 'line 2, column 1: text after the end'],
    ['a cut', '{"a": [1', 'line 1, column 9: it ends too early'],
    ['a cut in a string', '{"a": "b', 'line 1, column 7: a malformed string'],
    ['a missing comma', '{"a": 1\n "b": 2}', 'line 2, column 2: a comma is missing'],
    ['a missing colon', '{"a" 1}', 'line 1, column 6: a colon is missing'],
    ['single quotes', "{'a': 1}", 'line 1, column 2: something'],
    ['a name without quotes', '{a: 1}', 'line 1, column 2: something'],
    ['a leading zero', '{"a": 01}', 'line 1, column 8: a malformed string or number'],
    ['a number cut short', '{"a": 1e}', 'line 1, column 7: a malformed string or number'],
    ['a plus sign', '{"a": +1}', 'line 1, column 7: something'],
    ['NaN', '{"a": NaN}', 'line 1, column 7: something'],
    ['a tab in a string', '{"a": "\t"}', 'line 1, column 7: a malformed string'],
    ['a bad escape', '{"a": "\\x41"}', 'line 1, column 7: a malformed string'],
    ['a wrong bracket', '{"a": [1}', 'line 1, column 9: something'],
    ['a space that JSON does not know', '{\u00a0}', 'line 1, column 2: something'],
    ['a second byte order mark', '\uFEFF\uFEFF{}', 'line 1, column 1: something'],
    ['NUL bytes', '\0\0\0', 'line 1, column 1: something'],
    ['a list', '[]', 'The document is a list, not an object (line 1, column 1)'],
    ['a string', '"mcpServers"', 'The document is not an object (line 1, column 1)'],
    ['servers that are null', '{"mcpServers": null}', '“mcpServers” is not an object (line 1, column 16)'],
    ['servers that are a list', '{"mcpServers": []}', '“mcpServers” is a list, not an object'],
    ['servers that are a string', '{"mcpServers": "{}"}', '“mcpServers” is not an object'],
    [
      'servers twice',
      '{"mcpServers":{},\n"mcpServers":{}}',
      '“mcpServers” stands there twice (line 2, column 1)',
    ],
    [
      'servers twice, once escaped',
      '{"mcpServers":{},"mcpServer\\u0073":{}}',
      '“mcpServers” stands there twice',
    ],
    [
      'our entry twice',
      '{"mcpServers":{"unizo":{},"unizo":{}}}',
      '“unizo” stands there twice (line 1, column 27)',
    ],
  ])('%s', (_name, text, words) => {
    for (const work of [
      () => json.put(text, PATH, ENTRY),
      () => json.read(text, PATH),
      () => json.remove(text, PATH),
    ]) {
      const message = refusal(work);
      expect(message).toContain(words);
      expect(message).toContain('left alone');
    }
  });

  test('quotes nothing of the file', () => {
    const message = refusal(() => json.put('{"API_KEY": "sk-canary-0123456789" "x"', PATH, ENTRY));
    expect(message).not.toContain('canary');
    expect(message).not.toContain('API_KEY');
  });
});

describe('removing', () => {
  const three = '{\n  "mcpServers": {\n    "a": 1,\n    "unizo": {},\n    "b": 2\n  }\n}\n';

  test('takes out a first, a middle and a last entry with its own comma only', () => {
    expect(json.remove(three, PATH)).toBe('{\n  "mcpServers": {\n    "a": 1,\n    "b": 2\n  }\n}\n');
    expect(json.remove(three, ['mcpServers', 'a'])).toBe(
      '{\n  "mcpServers": {\n    "unizo": {},\n    "b": 2\n  }\n}\n',
    );
    expect(json.remove(three, ['mcpServers', 'b'])).toBe(
      '{\n  "mcpServers": {\n    "a": 1,\n    "unizo": {}\n  }\n}\n',
    );
  });

  test('of an entry that is not there changes nothing', () => {
    expect(json.remove(three, ['mcpServers', 'absent'])).toBe(three);
    expect(json.remove('{}', PATH)).toBe('{}');
    expect(json.remove(three, ['mcpServers', '__proto__'])).toBe(three);
  });
});

test('names that every object inherits are not taken for entries', () => {
  expect(json.read('{"mcpServers":{}}', ['mcpServers', 'toString'])).toBeUndefined();
  expect(json.read('{}', ['constructor', 'name'])).toBeUndefined();
});

describe('a replaced entry', () => {
  test('is written over its own lines, at its own indent', () => {
    const text =
      '{\n  "mcpServers": {\n      "unizo": {\n        "command": "old"\n      },\n    "b": 2\n  }\n}\n';
    expect(json.put(text, PATH, { command: 'new', args: [] })).toBe(
      '{\n  "mcpServers": {\n      "unizo": {\n        "command": "new",\n        "args": []\n      },\n    "b": 2\n  }\n}\n',
    );
  });

  test('stays on its line where it stood on one', () => {
    const text = '{\n  "mcpServers": {\n    "unizo": {"command": "old"}\n  }\n}\n';
    expect(json.put(text, PATH, { command: 'new', args: ['a'] })).toBe(
      '{\n  "mcpServers": {\n    "unizo": {"command": "new", "args": ["a"]}\n  }\n}\n',
    );
  });

  test('takes the place of what is no object', () => {
    expect(json.put('{"mcpServers":{"unizo":null}}', PATH, { command: 'x' })).toContain('"command": "x"');
  });
});

test('depth costs no stack: a hundred thousand levels are edited, or refused where they do not end', () => {
  expect(refusal(() => json.put('{"a":'.repeat(100_000), PATH, ENTRY))).toContain('ends too early');
  const text = `{"deep":${deep(100_000)},"mcpServers":{}}`;
  expect(json.remove(json.put(text, PATH, ENTRY), PATH)).toBe(text);
  expect(json.mask(text, null)).toBe(text);
});

test('names with escapes are read right whatever was read before', () => {
  const at = (second: string) => `{"a": 1, ${second}: 2, "mcpServers": {}}`;
  json.put(at('"\\\\"'), PATH, ENTRY);
  JSON.parse(at('"\\\\"'));
  const other = at('"\\""');
  expect(json.remove(json.put(other, PATH, ENTRY), PATH)).toBe(other);
  expect(json.read('{"mcpServers": {"unizo": {"{": "", "\\"": 1}}}', PATH)).toEqual({ '{': '', '"': 1 });
});
