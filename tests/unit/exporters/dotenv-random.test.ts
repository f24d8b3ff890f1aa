import { parseEnv } from 'node:util';
import { parse } from 'dotenv';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AppError } from '#core/errors.ts';
import { dotenv } from '../../../electron/exporters/editors/dotenv.ts';

/** A few hundred in every run; KEYRACK_RANDOM_DOCUMENTS=100000 for the long one. */
const RUNS = Number(process.env.KEYRACK_RANDOM_DOCUMENTS ?? 400);
const TIMEOUT_MS = 30_000 + RUNS * 3;
const OURS = ['OURS'];

const eol = fc.constantFrom('\n', '\n', '\r\n');
const name = fc.constantFrom('A', 'B_C', 'lower', 'OURS2', 'MY_OURS', 'a.b-c', 'OUR', 'export');
const quoted = fc
  .tuple(
    fc.constantFrom("'", '"', '`'),
    fc.string({ unit: fc.constantFrom('a', ' ', '#', '=', '\n', 'é', '$', '"', "'"), maxLength: 8 }),
  )
  .map(([quote, inside]) => quote + inside.replaceAll(quote, '') + quote);
const bare = fc.string({
  unit: fc.constantFrom('a', '1', ' ', '=', '"', "'", '$', '\\', 'é', '/'),
  maxLength: 8,
});
const sound = fc.oneof(
  fc.constantFrom('', ' ', '# a comment', "  # don't", '#A=b', '# OURS=old', 'words only', '\t'),
  fc
    .tuple(
      fc.constantFrom('', ' ', '\t', 'export '),
      name,
      fc.constantFrom('=', ' = ', '= '),
      fc.oneof(quoted, bare),
      fc.constantFrom('', ' ', ' # c'),
    )
    .map((parts) => parts.join('')),
);
/** Lines that some reader takes for something else, and pieces of quotes that never close. */
const hostile = fc.oneof(
  fc.constantFrom(
    'A:',
    'A: b',
    'A=',
    'A= ',
    "A='",
    'A="',
    'A=`',
    "'",
    '"x',
    "A='b\\'",
    'A="{\\"a\\": 1}"',
    "A='b' c 'd",
    'FOO BAR="x',
    '=x',
    '=',
    'OURS',
    'export OURS',
    '\\',
    'A=\\',
  ),
  fc.constantFrom(
    'OURS=theirs',
    'export OURS = x',
    'OURS: y',
    '"\nOURS=in\n"',
    'A=\f"',
    '\u00a0A=b',
    '\rA=b',
    '# \u2028OURS=x',
    'A="\\"',
    "A=\n'x'",
    'OURS=a # c',
    'OURS=a#c',
  ),
  fc.string({
    unit: fc.constantFrom(
      'A',
      'OURS',
      '=',
      ':',
      ' ',
      '\t',
      '#',
      "'",
      '"',
      '`',
      '\\',
      '\n',
      '\r',
      'export ',
      '\u00a0',
      '\u2028',
    ),
    maxLength: 10,
  }),
);
const fileOf = (line: fc.Arbitrary<string>) =>
  fc
    .tuple(fc.constantFrom('', '', '\uFEFF'), fc.array(fc.tuple(line, eol), { maxLength: 8 }), fc.boolean())
    .map(([mark, lines, ends]) => {
      const text = mark + lines.map((pair) => pair.join('')).join('');
      return ends ? text : text.replace(/\r?\n$/, '');
    });
const value = fc
  .string({
    unit: fc.constantFrom('a', 'Z', '0', '-', '_', '.', '=', ' ', '#', '"', '`', 'é', '!', '&'),
    maxLength: 12,
  })
  .filter((text) => !/\\$/.test(text));

const READERS = [
  (text: string) => parse(text),
  (text: string): Record<string, string | undefined> => parseEnv(text),
];
/**
 * Node makes a variable without a name of a line that begins with `=`, one of an indented comment, and has its own idea
 * of white space behind `export`.
 */
const without = (variables: Record<string, string | undefined>) => {
  const { OURS: _ours, '': _nameless, ...others } = variables;
  return Object.fromEntries(Object.entries(others).filter(([each]) => !/^(export\s|#)/.test(each)));
};

/** @returns null where the file was refused */
function unlessRefused<T>(work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (error instanceof AppError && error.code === 'file-refused') return null;
    throw error;
  }
}

function holds(text: string, first: string, second: string): boolean {
  if (unlessRefused(() => dotenv.read(text, OURS)) !== undefined) return false;
  const added = unlessRefused(() => dotenv.put(text, OURS, first));
  if (added === null) return false;
  expect(dotenv.read(added, OURS)).toBe(first);
  expect(dotenv.put(added, OURS, first)).toBe(added);
  expect(dotenv.remove(added, OURS)).toBe(text);
  expect(added.startsWith(text)).toBe(true);
  const changed = unlessRefused(() => dotenv.put(added, OURS, second));
  if (changed === null) return false;
  expect(dotenv.remove(changed, OURS)).toBe(text);
  for (const read of READERS) {
    expect(read(added).OURS).toBe(first);
    expect(read(changed).OURS).toBe(second);
    expect(without(read(added))).toEqual(without(read(text)));
  }
  return true;
}

test(
  'in any file one line is added: two other parsers read it, twice is once, and out again gives the same bytes',
  () => {
    let held = 0;
    fc.assert(
      fc.property(fileOf(sound), value, value, (text, first, second) => {
        if (holds(text, first, second)) held += 1;
      }),
      { numRuns: RUNS },
    );
    // A refusal is safe, and a refusal of everything is useless.
    expect(held / RUNS).toBeGreaterThan(0.5);
  },
  TIMEOUT_MS,
);

test(
  'a hostile file is refused, or the same holds of it',
  () => {
    fc.assert(
      fc.property(fileOf(fc.oneof(sound, hostile)), value, value, (text, first, second) => {
        holds(text, first, second);
      }),
      { numRuns: RUNS },
    );
  },
  TIMEOUT_MS,
);

test(
  'what stands there already is replaced, and nothing around it',
  () => {
    fc.assert(
      fc.property(fileOf(fc.oneof(sound, hostile)), value, (text, next) => {
        const there = unlessRefused(() => dotenv.read(text, OURS));
        if (there === undefined || there === null) return;
        const changed = unlessRefused(() => dotenv.put(text, OURS, next));
        if (changed === null) return;
        for (const read of READERS) {
          expect(read(changed).OURS).toBe(next);
          expect(without(read(changed))).toEqual(without(read(text)));
        }
        expect(dotenv.remove(changed, OURS)).toBe(dotenv.remove(text, OURS));
      }),
      { numRuns: RUNS },
    );
  },
  TIMEOUT_MS,
);

test(
  'the masked text has the same lines, and no value',
  () => {
    const secret = 'S3cr3t';
    fc.assert(
      fc.property(fileOf(fc.oneof(sound, hostile)), (text) => {
        const planted = text.replaceAll(/(?<==['"`]?)a/g, secret);
        const masked = unlessRefused(() => dotenv.mask(planted, null));
        if (masked === null) return;
        expect(masked).not.toContain(secret);
        expect(masked.split('\n').length).toBe(planted.split('\n').length);
      }),
      { numRuns: RUNS },
    );
  },
  TIMEOUT_MS,
);
