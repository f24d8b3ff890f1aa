import { describe, expect, test } from 'vitest';
import { dotenv } from '../../../electron/exporters/editors/dotenv.ts';

const put = (text: string, value = 'x') => dotenv.put(text, ['OURS'], value);

describe('where the line goes', () => {
  test.each([
    ['an empty file', '', 'OURS=x\n'],
    ['behind the last line', 'A=1\n', 'A=1\nOURS=x\n'],
    ['without a final line break', 'A=1', 'A=1\nOURS=x'],
    ['with CRLF', 'A=1\r\n', 'A=1\r\nOURS=x\r\n'],
    ['with CRLF and no final line break', 'A=1\r\nB=2', 'A=1\r\nB=2\r\nOURS=x'],
    ['behind a byte order mark', '\uFEFFA=1\n', '\uFEFFA=1\nOURS=x\n'],
    ['behind blank lines', 'A=1\n\n\n', 'A=1\n\n\nOURS=x\n'],
    ['behind a value of several lines', "A='1\n2'\n", "A='1\n2'\nOURS=x\n"],
  ])('%s, and out again', (_name, before, after) => {
    expect(put(before)).toBe(after);
    expect(dotenv.remove(after, ['OURS'])).toBe(before);
  });

  test.each([
    ['an indent and a comment', '  OURS=old # why\nB=2\n', '  OURS=x # why\nB=2\n'],
    ['export', 'export OURS="old"\nB=2\n', 'export OURS=x\nB=2\n'],
    ['blanks that a shell does not take', 'OURS = old\n', 'OURS=x\n'],
    ['a value of several lines', 'A=1\nOURS="o\nld"\nB=2', 'A=1\nOURS=x\nB=2'],
  ])('a line that is there is written over: %s', (_name, before, after) => {
    expect(put(before)).toBe(after);
  });
});

describe('what cannot be read rightly is refused, and no word of it is told', () => {
  test.each([
    ['an unclosed quote', "A='s3cret\n", /quote that is not closed \(line 1, column 3\)/],
    ['our variable twice', 'OURS=1\nexport OURS=2\n', /“OURS” stands there twice \(line 2/],
    ['our variable inside of a value', 'A="s3cret\nOURS=1\n"\n', /runs over a line of “OURS”/],
    ['a quote behind a backslash', "A='s3cret\\'\nB=1\n", /backslash/],
    ['more behind our value', "OURS='1' s3cret\n", /more behind the value of “OURS”/],
    ['a comment that only some see', 'OURS=1#s3cret\n', /more behind the value of “OURS”/],
    ['our variable with a colon', 'OURS: s3cret\n', /with a colon/],
    ['a colon alone', 's3cret:\n', /colon alone/],
    ['a blank behind = alone', 'A= \n', /blank behind a = alone/],
    ['a quoted line', '"s3cret"\n', /quote that belongs to no variable/],
    ['an open quote in a line that is none', 'A B="s3cret\n', /quote that belongs to no variable/],
    ['a comment behind a blank, which Node takes for a name', ' # A="s3cret\n', /quote that belongs to no/],
    ['several lines and more', 'A="s3\ncret" x\n', /several lines/],
    ['a value without a name', '=s3cret\n', /without a name/],
    ['line ends of old', 'A=1\rB=2', /line ends/],
    ['a line separator', '# \u2028OURS=1\n', /line ends/],
    ['white space that Node keeps', '\u00a0A=1\n', /White space/],
    ['nothing but a byte order mark, which Node takes into the name', '\uFEFF', /Node would not see/],
  ])('%s', (_name, text, words) => {
    expect(() => put(text)).toThrow(words);
    expect(() => put(text)).toThrow(/left alone/);
    expect(() => put(text)).not.toThrow(/s3cret/);
  });
});

test('people see names and dots, whatever a line is', () => {
  const text = [
    '# Settings of the team, see the wiki',
    '# OLD_KEY=sk-old-value',
    '  # token: sk-old-value',
    'A=sk-value # and a word',
    'export B="sk-value"',
    'EMPTY=',
    "LONG='-----BEGIN",
    "sk-value=='",
    'MIIEpAIBAAKCAQEA0sk1value==',
    'sk-value in a line',
    'NEXT_PUBLIC_BUCKET_S3_NAME=sk-value',
  ].join('\r\n');
  expect(dotenv.mask(text, null).split('\r\n')).toEqual([
    '# Settings of the team, see the wiki',
    '# OLD_KEY=••••••••',
    '  # token:••••••••',
    'A=••••••••',
    'export B=••••••••',
    'EMPTY=',
    'LONG=••••••••',
    '••••••••',
    '••••••••',
    '••••••••',
    'NEXT_PUBLIC_BUCKET_S3_NAME=••••••••',
  ]);
});
