import { describe, expect, it } from 'vitest';
import { joinCommand, splitCommand } from '#shared/text/command-line.ts';

describe('splitting a command', () => {
  it.each([
    ['npx -y pkg', ['npx', '-y', 'pkg']],
    ['  npx \t -y\npkg ', ['npx', '-y', 'pkg']],
    [`'a b' "c d" e\\ f`, ['a b', 'c d', 'e f']],
    [`a'b'"c"d`, ['abcd']],
    [`x '' ""`, ['x', '', '']],
    ['a""b', ['ab']],
    ['a ""', ['a', '']],
    [`"a\\"b" "a\\\\b" "a\\$b" "a\\nb"`, ['a"b', 'a\\b', 'a$b', 'a\\nb']],
    [`'it is' "so \\"said\\"" \\ x`, ['it is', 'so "said"', ' x']],
    [`'a\\b'`, ['a\\b']],
    ['a\\\nb', ['ab']],
    ['a \\\n b', ['a', 'b']],
    ['"a\\\nb"', ['ab']],
    ['"a\nb"', ['a\nb']],
    ['$HOME ~ *.js `id` $(id)', ['$HOME', '~', '*.js', '`id`', '$(id)']],
    ['--flag=$HOME *', ['--flag=$HOME', '*']],
    ['"/Program Files/x" a', ['/Program Files/x', 'a']],
    ['"C:\\dir\\file"', ['C:\\dir\\file']],
    ['echo "|" \'&&\' \\>', ['echo', '|', '&&', '>']],
    ['curl http://x/?a=1&b=2', ['curl', 'http://x/?a=1&b=2']],
    ['run 😀 "ü ö" é', ['run', '😀', 'ü ö', 'é']],
    ['a\u00a0b\rc', ['a\u00a0b\rc']],
    ['a # b', ['a', '#', 'b']],
  ])('%j becomes %j, as a shell splits, without expansion', (line, words) => {
    expect(splitCommand(line)).toEqual({ state: 'words', words });
  });

  it.each(['', '   ', '\n', '\\\n', '""', "'' a", `'' ""`])('%j is no command', (line) => {
    expect(splitCommand(line)).toEqual({ state: 'empty' });
  });

  it.each([
    [`'open`, "'"],
    ['a "open', '"'],
    ['a"', '"'],
    ['"open\\"', '"'],
    ['"open\\', '"'],
    ['end\\', '\\'],
  ])('%j has an open end', (line, quote) => {
    expect(splitCommand(line)).toEqual({ state: 'open-quote', quote });
  });

  it.each([
    ['a | b', '|'],
    ['cd x && npx y', '&&'],
    ['a > f', '>'],
    ['a ; b', ';'],
    ['a &', '&'],
    ['a 2>&1', '2>&1'],
  ])('%j would need a shell', (line, operator) => {
    expect(splitCommand(line)).toEqual({ state: 'operator', operator });
  });
});

it.each([
  [['npx', '-y', 'pkg']],
  [['a b', "it's", '"', '\\', "'", 'x\ty']],
  [['C:\\dir\\file', '']],
  [['grep', '|', '2>&1', 'a|b', '\n']],
])('%j survives being joined and split', (words) => {
  expect(splitCommand(joinCommand(words))).toEqual({ state: 'words', words });
});
