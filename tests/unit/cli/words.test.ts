import { describe, expect, it } from 'vitest';
import { AppError } from '#core/errors.ts';
import { splitWords } from '../../../electron/cli/words.ts';

describe('splitting a command line', () => {
  it.each([
    ['npx -y pkg', ['npx', '-y', 'pkg']],
    ['  npx \t -y\npkg ', ['npx', '-y', 'pkg']],
    [`'a b' "c d" e\\ f`, ['a b', 'c d', 'e f']],
    [`a'b'"c"d`, ['abcd']],
    [`'' ""`, ['', '']],
    [`"a\\"b" "a\\\\b" "a\\$b" "a\\nb"`, ['a"b', 'a\\b', 'a$b', 'a\\nb']],
    [`'a\\b'`, ['a\\b']],
    ['a\\\nb', ['ab']],
    ['"a\\\nb"', ['ab']],
    ['$HOME ~ *.js `id` $(id)', ['$HOME', '~', '*.js', '`id`', '$(id)']],
    ['echo "|" \'&&\'', ['echo', '|', '&&']],
    ['curl http://x/?a=1&b=2', ['curl', 'http://x/?a=1&b=2']],
    ['run 😀 "ü ö"', ['run', '😀', 'ü ö']],
    ['a # b', ['a', '#', 'b']],
  ])('%j becomes %j, as a shell splits, without expansion', (line, words) => {
    expect(splitWords(line)).toEqual(words);
  });

  it.each(['', '   ', `'open`, '"open', '"open\\"', 'end\\', 'a | b', 'cd x && npx y', 'a > f', 'a ; b'])(
    'refuses %j',
    (line) => {
      expect(() => splitWords(line)).toThrow(AppError);
    },
  );
});
