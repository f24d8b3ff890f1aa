import { describe, expect, test } from 'vitest';
import { yaml } from '../../../electron/exporters/editors/yaml.ts';
import { refusal } from './refused.ts';

const PATH = ['extensions', 'ours'];
const ENTRY = { cmd: 'npx' };

const lines = (...all: string[]) => `${all.join('\n')}\n`;
describe('a document that is refused', () => {
  test.each([
    ['a tab as indent', 'extensions:\n\ta: 1\n', 'Not valid YAML at line 2, column 1: a tab as indent'],
    [
      'a name twice',
      'extensions: {}\nextensions: {}\n',
      'Not valid YAML at line 2, column 1: a name that stands there',
    ],
    [
      'our name twice',
      'extensions:\n  ours: 1\n  "ours": 2\n',
      'line 3, column 3: a name that stands there twice',
    ],
    ['a name twice elsewhere', 'a: {b: 1, b: 2}\n', 'a name that stands there twice'],
    ['two documents', 'a: 1\n---\nb: 2\n', 'line 2, column 1: a second document'],
    ['an open brace', 'a: {b: 1\n', 'something that does not belong there'],
    ['an alias that leads nowhere', 'a: *b\n', 'an alias that leads nowhere'],
    ['a CR alone', 'a: 1\rb: 2\n', 'line 1, column 5: a control character or an unusual line break'],
    ['a line separator', '# a\u2028extensions: {}\n', 'unusual line break'],
    ['NUL bytes', '\0\0\0', 'a control character'],
    ['a list', '- a\n', 'The document is a list, not a map'],
    ['a text', 'extensions', 'The document is not a map'],
    [
      'extensions that are a list',
      'extensions: []\n',
      '“extensions” is a list, not a map (line 1, column 13)',
    ],
    ['extensions that are null in a word', 'extensions: ~\n', '“extensions” is not a map'],
    ['an anchor on the way', 'extensions: &x\n  a: 1\nb: *x\n', '“extensions” has an anchor'],
    ['an alias on the way', 'b: &x {a: 1}\nextensions: *x\n', '“extensions” has an anchor'],
    ['a tag on the way', 'extensions: !!map\n  a: 1\n', '“extensions” has an anchor'],
    ['a merge on the way', 'b: &x {a: 1}\nextensions:\n  <<: *x\n', 'is merged with others'],
    ['our entry as an anchor', 'extensions:\n  ours: &x {a: 1}\nb: *x\n', '“ours” has an anchor'],
    ['our entry as an alias', 'b: &x {a: 1}\nextensions: {ours: *x}\n', '“ours” has an anchor'],
    ['depth', `a: ${'['.repeat(20_000)}${']'.repeat(20_000)}\n`, 'Not valid YAML'],
    ['aliases without end', lol(), 'leads nowhere or too far'],
    ['a node that holds itself', 'a: &x {k: *x}\n', 'leads nowhere or too far'],
    ['nodes that hold each other', 'a: &x [&y {k: *x}, *y]\n', 'leads nowhere or too far'],
  ])('%s', (_name, text, words) => {
    for (const work of [
      () => yaml.put(text, PATH, ENTRY),
      () => yaml.read(text, PATH),
      () => yaml.remove(text, PATH),
    ]) {
      const message = refusal(work);
      expect(message).toContain(words);
      expect(message).toContain('left alone');
    }
  });

  test.each(['extensions:\n  ? ours\n  : 1\n', '? a\n: 1\n', 'a: {? b : 1}\n', '- ? a\n'])(
    'where a name stands behind a question mark: %j',
    (text) => {
      expect(refusal(() => yaml.remove(text, PATH))).toContain('a name behind a question mark');
    },
  );

  test('where it does not: a question mark in a text is a text', () => {
    for (const text of ['a: what?\n', 'a: "?"\n', 'a: |\n  ? b\n', '# ? a\nb: 1\n', "a: '? b'\n", '?a: 1\n'])
      expect(yaml.remove(text, PATH)).toBe(text);
  });

  test('where our lines would belong to the text above', () => {
    expect(refusal(() => yaml.put('extensions:\n  a: |+\n    text\n\n', PATH, ENTRY))).toContain(
      'cannot change',
    );
  });

  test.each(['extensions: { a: 1\t }\n', 'extensions: {ours: {cmd: a} \t}\n'])(
    'where a tab would stand between two brackets, at which some readers stop: %j',
    (text) => {
      expect(refusal(() => yaml.put(text, PATH, ENTRY))).toContain('cannot change');
    },
  );

  test.each(['|', '>+', '|2', '| # -'])(
    'where a text %s would get a line break that the file does not end with',
    (mark) => {
      const text = `extensions:\n  a: ${mark}\n    text`;
      expect(refusal(() => yaml.put(text, PATH, ENTRY))).toContain('cannot change');
      expect(yaml.remove(`${text}\n  ours: 1`, PATH)).toBe(`${text}\n`);
      expect(yaml.put(`${text}\n`, PATH, ENTRY)).toContain('ours');
    },
  );

  test('quotes nothing of the file', () => {
    const message = refusal(() => yaml.put('API_KEY: "sk-canary-0123456789" x\n', PATH, ENTRY));
    expect(message).not.toContain('canary');
    expect(message).not.toContain('API_KEY');
  });
});

function lol(): string {
  const level = (index: number) => `a${index}: &a${index} [${`*a${index - 1}, `.repeat(9)}]`;
  return lines('a0: &a0 x', ...Array.from({ length: 9 }, (_, index) => level(index + 1)));
}
