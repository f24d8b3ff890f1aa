import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AppError } from '#core/errors.ts';
import { shell } from '../../../electron/exporters/editors/shell.ts';
import { sourced } from './env-readers.ts';
import { NASTY_VALUES } from './nasty-values.ts';

/** A few hundred in every run; KEYRACK_RANDOM_DOCUMENTS=100000 for the long one. */
const RUNS = Math.max(1, Math.ceil(Number(process.env.KEYRACK_RANDOM_DOCUMENTS ?? 400) / 100));
const VALUES_A_FILE = 100;
const LONG = /[\p{Cc}\p{Cs}\u2028\u2029]/u;

function fileOf(values: readonly string[]) {
  const written: Record<string, string> = {};
  const lines = values.map((value, index) => {
    try {
      const line = shell.put('', [`V${index}`], { shell: 'posix', value });
      written[`V${index}`] = value;
      return line;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      expect(error.message).toMatch(/The value has .*left alone/);
      return '';
    }
  });
  return { text: lines.join(''), written };
}

describe.each(['bash', 'dash'])('%s', (program) => {
  test('reads each nasty value of one line as it is', () => {
    const { text, written } = fileOf(NASTY_VALUES);
    expect(sourced(program, text)).toMatchObject(written);
    expect(Object.values(written)).toEqual(NASTY_VALUES.filter((value) => !LONG.test(value)));
  });

  test(
    'reads any value of one line as it is',
    () => {
      const value = fc.oneof(
        fc.string({ unit: fc.constantFrom(...'ab\'"`$\\{}()~!=#;&| é😀\n'), maxLength: 12 }),
        fc.string({ unit: 'binary', maxLength: 12 }),
      );
      const values = fc.array(value, { minLength: VALUES_A_FILE, maxLength: VALUES_A_FILE });
      fc.assert(
        fc.property(values, (all) => {
          const { text, written } = fileOf(all);
          expect(sourced(program, text)).toMatchObject(written);
        }),
        { numRuns: RUNS },
      );
    },
    30_000 + RUNS * 1_000,
  );
});

// fish, zsh and PowerShell are not run here: their own documents say how a line is written.
test.each([
  ['posix', 'plain', "export A='plain'\n"],
  ['posix', "it's", "export A='it'\\''s'\n"],
  ['posix', '$HOME `id` \\ "', "export A='$HOME `id` \\ \"'\n"],
  ['fish', 'plain', "set -gx A 'plain'\n"],
  ['fish', "it's", "set -gx A 'it\\'s'\n"],
  ['fish', 'a\\b\\', "set -gx A 'a\\\\b\\\\'\n"],
  ['fish', '$HOME (id) "', "set -gx A '$HOME (id) \"'\n"],
  ['powershell', 'plain', "$env:A = 'plain'\n"],
  ['powershell', "it's", "$env:A = 'it''s'\n"],
  ['powershell', '$HOME `n "', "$env:A = '$HOME `n \"'\n"],
] as const)('%s writes %s', (of, value, line) => {
  const entry = { shell: of, value };
  expect(shell.put('', ['A'], entry)).toBe(line);
  expect(shell.read(line, ['A'])).toEqual(entry);
});

test.each([
  ['posix', 'a\nb'],
  ['fish', 'a\r\nb'],
  ['powershell', 'a\nb'],
  // Windows PowerShell 5.1 reads it in the code page of the system, and takes ’ for a quote.
  ['powershell', 'é'],
  ['powershell', 'a’b'],
] as const)('%s has no line for %j', (of, value) => {
  expect(() => shell.put('', ['A'], { shell: of, value })).toThrow(/The value has .*left alone/);
});
