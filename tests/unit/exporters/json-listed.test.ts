import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jsonListedBy } from '../../../electron/exporters/editors/json.ts';
import { RUNS, TIMEOUT_MS } from './json-documents.ts';
import { accepts, refusal } from './refused.ts';

const listed = jsonListedBy('key');
const PATH = ['values', 'ours'];
const ITEM = { key: 'ours', value: 'v', enabled: true };

describe('an item of a list is told by its name', () => {
  test.each<[string, string, string]>([
    ['in an empty list', '{"values":[]}', '{"values":[{"key":"ours","value":"v","enabled":true}]}'],
    [
      'in an empty list of two lines',
      '{\n  "values": [\n  ]\n}\n',
      '{\n  "values": [\n  \n    {\n      "key": "ours",\n      "value": "v",\n      "enabled": true\n    }\n  ]\n}\n',
    ],
    [
      'behind its neighbour, in one line',
      '{ "values": [ { "key": "a" }, 3 ] }',
      '{ "values": [ { "key": "a" }, 3, {"key": "ours", "value": "v", "enabled": true} ] }',
    ],
    [
      'behind its neighbour, as that one is written',
      '{"values":[{"key":"a"}],"b":1}',
      '{"values":[{"key":"a"},{"key":"ours","value":"v","enabled":true}],"b":1}',
    ],
    [
      'behind its neighbour, over lines',
      '{\r\n\t"values": [\r\n\t\t{\r\n\t\t\t"key": "a"\r\n\t\t}\r\n\t]\r\n}',
      '{\r\n\t"values": [\r\n\t\t{\r\n\t\t\t"key": "a"\r\n\t\t},\r\n\t\t{\r\n\t\t\t"key": "ours",\r\n\t\t\t"value": "v",\r\n\t\t\t"enabled": true\r\n\t\t}\r\n\t]\r\n}',
    ],
  ])('%s', (_name, text, expected) => {
    const put = listed.put(text, PATH, ITEM);
    expect(put).toBe(expected);
    expect(listed.read(put, PATH)).toEqual(ITEM);
    expect(listed.put(put, PATH, ITEM)).toBe(put);
    const changed = listed.put(put, PATH, { key: 'ours', value: 'other' });
    expect(listed.read(changed, PATH)).toEqual({ key: 'ours', value: 'other' });
    expect(listed.remove(changed, PATH)).toBe(text);
    expect(listed.remove(put, PATH)).toBe(text);
  });

  test('and only by it', () => {
    const text = '{"values":["ours",["key","ours"],{"Key":"ours"},{"key":["ours"]},{"x":{"key":"ours"}}]}';
    expect(listed.read(text, PATH)).toBeUndefined();
    expect(listed.remove(listed.put(text, PATH, ITEM), PATH)).toBe(text);
    expect(listed.read('{"values":[{"key":"ours","key":"theirs"}]}', PATH)).toBeUndefined();
    expect(listed.read('{"values":[{"key":"ours","key":{}}]}', PATH)).toBeUndefined();
    expect(listed.read('{"values":[{"\\u006bey":"our\\u0073"}]}', PATH)).toEqual({ key: 'ours' });
  });

  test('where the list is not there it is made', () => {
    const put = listed.put('{"a": 1}', PATH, ITEM);
    expect(JSON.parse(put)).toEqual({ a: 1, values: [ITEM] });
    expect(JSON.parse(listed.put('', PATH, ITEM))).toEqual({ values: [ITEM] });
  });

  test.each([
    ['{"values":[{"key":"ours"},{"key":"ours"}]}', /“ours” stands there twice/],
    ['{"values":[],"values":[]}', /“values” stands there twice/],
    ['{"values":{"ours":{"key":"ours"}}}', /“values” is an object, not a list/],
    ['{"values":"ours"}', /“values” is not a list/],
    ['[]', /The document is a list, not an object/],
    ['{"values":[{"key":"ours"},]}', /trailing comma/],
  ])('%s is refused', (text, words) => {
    expect(refusal(() => listed.put(text, PATH, ITEM))).toMatch(words);
    expect(refusal(() => listed.remove(text, PATH))).toMatch(words);
  });

  test('an item under another name is a mistake of ours', () => {
    expect(() => listed.put('', PATH, { key: 'theirs' })).toThrow('another key than the path says');
  });

  test('shows the names of the items, and no value', () => {
    const text = `{"values":[${JSON.stringify({ key: 'MY_TOKEN', value: 'canary' })},{"key":"sk-canary0123456789abcdef","value":3}]}`;
    const masked = listed.mask(text, null);
    expect(masked).toContain('"MY_TOKEN"');
    expect(masked).not.toMatch(/canary|3/);
  });
});

const space = fc.string({ unit: fc.constantFrom(' ', '\t', '\n', '\r\n'), maxLength: 3 });
const scalar = fc.constantFrom('1', '"ours"', 'null', '"é"', '{}', '[]', '["ours"]', '"\\"]"');
const item = fc.oneof(
  scalar,
  fc
    .tuple(space, fc.constantFrom('a', 'b', 'ours2', '__proto__', ''), space, space, scalar, space)
    .map(([a, name, b, c, value, d]) => `{${a}"key"${b}:${c}"${name}",${b}"value":${a}${value}${d}}`),
);
const document = fc
  .tuple(fc.constantFrom('', '\uFEFF'), space, fc.array(item, { maxLength: 4 }), space, space, fc.boolean())
  .map(([mark, a, items, b, c, hasNext]) => {
    const list = items.length === 0 ? `[${b}]` : `[${b}${items.join(`${c},${b}`)}${c}]`;
    return `${mark}{${a}"name":${b}"x",${a}"values"${c}:${a}${list}${b}${hasNext ? `,${c}"z":1` : ''}}${c}`;
  });
const value = fc.record({
  key: fc.constant('ours'),
  value: fc.string({ unit: 'binary' }),
  enabled: fc.boolean(),
});

test(
  'in any list one item is added, twice is once, and out again gives the same bytes',
  () => {
    fc.assert(
      fc.property(document, value, value, (text, first, second) => {
        const before = JSON.parse(text.replace(/^\uFEFF/, ''));
        const added = listed.put(text, PATH, first);
        expect(JSON.parse(added.replace(/^\uFEFF/, ''))).toEqual({
          ...before,
          values: [...before.values, first],
        });
        expect(listed.put(added, PATH, first)).toBe(added);
        expect(listed.remove(added, PATH)).toBe(text);
        const changed = listed.put(added, PATH, second);
        expect(listed.read(changed, PATH)).toEqual(second);
        expect(listed.remove(changed, PATH)).toBe(text);
      }),
      { numRuns: RUNS },
    );
  },
  TIMEOUT_MS,
);

test(
  'any item goes alone',
  () => {
    fc.assert(
      fc.property(document, fc.constantFrom('a', 'b', 'ours2', '__proto__', ''), (text, name) => {
        const path = ['values', name];
        if (!accepts(() => listed.remove(text, path))) return;
        const { values: before, ...others } = JSON.parse(text.replace(/^\uFEFF/, ''));
        const { values: after, ...otherwise } = JSON.parse(listed.remove(text, path).replace(/^\uFEFF/, ''));
        expect(otherwise).toEqual(others);
        expect(after).toEqual(before.filter((each: { key?: unknown } | null) => each?.key !== name));
      }),
      { numRuns: RUNS },
    );
  },
  TIMEOUT_MS,
);
