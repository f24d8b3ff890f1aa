import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shellLine } from '../../../electron/exporters/shell-line.ts';

const partedBySh = (line: string): string[] =>
  execFileSync('/bin/sh', ['-c', `printf '%s\\0' ${line}`], { encoding: 'utf8' })
    .split('\0')
    .slice(0, -1);

describe('a line for a shell', () => {
  test.each([
    [['/opt/a b/node', "it's", '"', '$HOME', '`id`', '\\', '*', '~', '']],
    [['a;b', 'a&&b', '|', '>x', '#', '!', 'é😀', 'line\nbreak', '--', '{}', '%PATH%']],
  ])('is parted by sh into the very words %j', (words) => {
    expect(partedBySh(shellLine(words, 'linux'))).toEqual(words);
  });

  test('is so for any words', () => {
    const word = fc.string({ unit: 'binary-ascii', maxLength: 20 }).filter((text) => !text.includes('\0'));
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 30 }), (words) => {
        expect(partedBySh(shellLine(words, 'darwin'))).toEqual(words);
      }),
      { numRuns: 40 },
    );
  });

  test('leaves plain words as they are, so that people can read it', () => {
    expect(shellLine(['/usr/bin/node', 'headers', '--key', 'a-1', 'X: {}'], 'linux')).toBe(
      "/usr/bin/node headers --key a-1 'X: {}'",
    );
  });

  test('on Windows has double quotes', () => {
    expect(shellLine(['C:\\Program Files\\node.exe', 'headers', 'X: {}'], 'win32')).toBe(
      '"C:\\Program Files\\node.exe" headers "X: {}"',
    );
  });

  test.each(['%PATH%', 'a"b', 'a\nb'])('on Windows refuses %j, for which there is no safe form', (word) => {
    expect(() => shellLine([word], 'win32')).toThrow('cannot be handed over');
  });
});
