import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SEARCH_FIELDS } from '#shared/model/search/fields.ts';
import { parseSearch, SEARCH_MAX, type Term } from '#shared/model/search/parse.ts';
import { printSearch } from '#shared/model/search/print.ts';
import { problemWords } from '#shared/text/search-words.ts';

const word = (text: string, not = false): Term => ({ kind: 'text', text, not, asField: false });
const field = (name: string, values: readonly string[], not = false) => ({
  kind: 'field',
  field: name,
  values,
  not,
});

describe('a search as it is typed', () => {
  it.each([
    ['', []],
    [' \t\n\u3000 ', []],
    ['claude', [word('claude')]],
    ['claude desktop', [word('claude'), word('desktop')]],
    ['"claude desktop"', [word('claude desktop')]],
    ['-claude', [word('claude', true)]],
    ['-"claude desktop"', [word('claude desktop', true)]],
    ['- a -', [word('-'), word('a'), word('-')]],
    ['--x', [word('-x', true)]],
    ['"not closed', [word('not closed')]],
    ['"say \\"hi\\" \\\\ \\n"', [word('say "hi" \\ \\n')]],
    ['5"disk', [word('5"disk')]],
    ['""', []],
    ['\\d $1 (a+b)*', [word('\\d'), word('$1'), word('(a+b)*')]],
    ['env:dev', [field('env', ['dev'])]],
    ['ENV:Dev', [field('env', ['Dev'])]],
    ['-env:dev', [field('env', ['dev'], true)]],
    ['status:revoked,expired', [field('status', ['revoked', 'expired'])]],
    ['env:"My env",dev', [field('env', ['My env', 'dev'])]],
    ['env:a,,b,', [field('env', ['a', 'b'])]],
    ['env:', [field('env', [])]],
    ['env:,', [field('env', [])]],
    ['env: dev', [field('env', []), word('dev')]],
    ['scope:contacts:read', [field('scope', ['contacts:read'])]],
    ['name:"a"b', [field('name', ['a']), word('b')]],
    ['"env:dev"', [word('env:dev')]],
    ['unused:90d expires:2w', [field('unused', ['90d']), field('expires', ['2w'])]],
    ['__proto__:x', [{ ...word('__proto__:x'), asField: true }]],
    ['https://x.example/a,b', [{ ...word('https://x.example/a,b'), asField: true }]],
    [':x', [word(':x')]],
  ])('%j is read', (typed, terms) => {
    expect(parseSearch(typed).terms).toEqual(terms);
  });

  it.each([
    ['statu:active', 'Did you mean status:'],
    ['enviroment:dev', 'Did you mean env:'],
    ['owner:ada', '“owner:” is no field'],
    ['-tags:x', 'Did you mean tag:'],
    ['unused:6m', '“unused:6m” cannot be read'],
    ['unused:never', '“unused:never” cannot be read'],
    ['unused:0d', 'Use hours, days or weeks'],
    ['unused:-1d', 'Use hours, days or weeks'],
    ['unused:1e9d', 'Use hours, days or weeks'],
    ['unused:999999d', 'Use hours, days or weeks'],
    ['expires:soon', 'or never'],
    ['status:on', 'Use one of: active'],
    ['held:maybe', 'Use yes or no'],
  ])('%j is told to be unreadable, and what is possible', (typed, told) => {
    const [problem, ...others] = parseSearch(typed).problems;
    expect(others).toEqual([]);
    expect(problem === undefined ? '' : problemWords(problem)).toContain(told);
  });

  it.each(['status:act', 'status:gone', 'expires:never', 'due:never', 'held:YES', 'unused:', '"a:b"'])(
    '%j is readable as it stands',
    (typed) => {
      expect(parseSearch(typed).problems).toEqual([]);
    },
  );

  it('reads no more than the longest search', () => {
    const [term] = parseSearch('x'.repeat(4_000_000)).terms;
    expect(term).toEqual(word('x'.repeat(SEARCH_MAX)));
  });
});

/** Letters that the language gives a meaning, and some that hurt. */
const hostile = fc.string({
  unit: fc.constantFrom(
    ...' "\\-:,\t\u00a0ab\u0301é🧑🏽‍🚀\u202e\u200bmd90',
    'env',
    'status',
    'unused',
    'act',
    '🔑',
  ),
  maxLength: 40,
});

describe('any text', () => {
  it('is read without a failure, and its print is read as the same', () => {
    fc.assert(
      fc.property(fc.oneof(hostile, fc.string(), fc.string({ unit: 'binary' })), (typed) => {
        const search = parseSearch(typed);
        const printed = printSearch(search);
        expect(parseSearch(printed).terms).toEqual(search.terms);
        expect(printSearch(parseSearch(printed))).toBe(printed);
      }),
      { numRuns: 2_000 },
    );
  });

  it('stands as a value or as a phrase, whatever is in it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...SEARCH_FIELDS), hostile, fc.boolean(), (name, text, not) => {
        fc.pre(text !== '');
        const terms: readonly Term[] = [
          { kind: 'field', field: name, values: [text, 'b'], not },
          word(text, not),
        ];
        expect(parseSearch(printSearch({ terms })).terms).toEqual(terms);
      }),
      { numRuns: 1_000 },
    );
  });
});
