import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AppError } from '#core/errors.ts';
import { dotenv } from '../../../electron/exporters/editors/dotenv.ts';
import { READERS } from './env-readers.ts';
import { NASTY_VALUES } from './nasty-values.ts';

/** A few hundred in every run; KEYRACK_RANDOM_DOCUMENTS=100000 for the long one. */
const RUNS = Math.max(1, Math.ceil(Number(process.env.KEYRACK_RANDOM_DOCUMENTS ?? 400) / 100));
const VALUES_A_FILE = 100;

const REFUSED = [
  "it's",
  "'quoted'",
  `both ' and "`,
  '$HOME',
  '$\u007bHOME}',
  'pa$$w0rd$5$x',
  '\\',
  'a\\\\b',
  'a\\',
  'a\nb',
  'a\r\nb',
  'a\rb',
  'a\tb',
  'a\u2028b',
  'a\u0000b',
  'a\u001bb',
  '\ud800',
  's$HOME$\u007bHOME}"\\e{env:HOME}#\'é',
];

/** A file with each value that is not refused, under V0, V1, … */
function fileOf(values: readonly string[]) {
  const written: Record<string, string> = {};
  let text = '# theirs\nTHEIRS=1\n';
  for (const [index, value] of values.entries()) {
    try {
      text += dotenv.put('', [`V${index}`], value);
      written[`V${index}`] = value;
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'forbidden-by-rule') throw error;
      if (value.length > 3) expect(error.message + error.next).not.toContain(value);
    }
  }
  return { text, written };
}

describe.each(Object.entries(READERS))('%s', (_name, read) => {
  test('reads each nasty value that is not refused as it is', () => {
    const { text, written } = fileOf(NASTY_VALUES);
    expect(read(text)).toMatchObject({ THEIRS: '1', ...written });
    expect(NASTY_VALUES.filter((value) => !Object.values(written).includes(value))).toEqual(REFUSED);
  });

  test(
    'reads any value that is not refused as it is',
    () => {
      const unit = fc.constantFrom(...'abZ09 \t#\'"`$\\{}()~!=:;&|<>*?[]%^-_.é😀\u00a0\ufeff\r\n');
      const value = fc.oneof(
        fc.string({ unit, maxLength: 12 }),
        fc.string({ unit: 'binary', maxLength: 12 }),
      );
      fc.assert(
        fc.property(fc.array(value, { minLength: VALUES_A_FILE, maxLength: VALUES_A_FILE }), (values) => {
          const { text, written } = fileOf(values);
          expect(read(text)).toMatchObject(written);
        }),
        { numRuns: RUNS },
      );
    },
    30_000 + RUNS * 1_000,
  );
});

test('a value is bare where that is safe, else in single quotes', () => {
  expect(dotenv.put('', ['A'], 'sk-1_2.3/+=:@%,')).toBe('A=sk-1_2.3/+=:@%,\n');
  expect(dotenv.put('', ['A'], 'a "b" # `c`')).toBe(`A='a "b" # \`c\`'\n`);
});
