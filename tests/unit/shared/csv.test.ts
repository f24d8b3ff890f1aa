import { describe, expect, it } from 'vitest';
import { csv } from '#shared/text/csv.ts';

const line = (...cells: (string | number | boolean | null)[]) =>
  csv(['h'], [cells]).split('\r\n').slice(1, -1).join('\r\n');

describe('a table as CSV', () => {
  it('has a head, and ends each line as RFC 4180 says', () => {
    expect(csv(['a', 'b'], [[1, true]])).toBe('a,b\r\n1,true\r\n');
  });

  it.each([
    ['plain', 'plain'],
    ['a,b', '"a,b"'],
    ['a;b', '"a;b"'],
    ['say "x"', '"say ""x"""'],
    ['two\nlines', '"two\nlines"'],
    ['', ''],
    [null, ''],
    [-5, '-5'],
  ])('writes %j as %j', (value, written) => {
    expect(line(value)).toBe(written);
  });

  it.each([
    '=HYPERLINK("http://evil.example","x")',
    '+1+cmd|x',
    '-2+3',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    '\n',
    '＝1',
    '＋1',
    '－1',
    '＠SUM(A1)',
  ])('lets no spreadsheet run %j', (text) => {
    expect(line(text)).toMatch(/^"'/);
  });
});
