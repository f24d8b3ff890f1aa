import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AppError } from '#core/errors.ts';
import { shell } from '../../../electron/exporters/editors/shell.ts';
import { sourcedEach } from './env-readers.ts';

/** A few hundred in every run; KEYRACK_RANDOM_DOCUMENTS=100000 for the long one. */
const RUNS = Number(process.env.KEYRACK_RANDOM_DOCUMENTS ?? 400);
const TIMEOUT_MS = 30_000 + RUNS * 20;
const BATCH = 200;
const OURS = ['OURS'];
const posix = (value: string) => ({ shell: 'posix', value });
const put = (text: string, value: string) => shell.put(text, OURS, posix(value));

const line = fc.oneof(
  fc.constantFrom(
    '',
    ': words',
    "a='b c'",
    'a="b $(echo "c") d"',
    "# don't",
    "b=it\\'s",
    ": <<'E'\n\"\nE",
    ": <<-E\n\t'\n\tE",
    'true && \\\ntrue',
    ': `echo "x"`',
    "c=$'\\''",
    ': $\u007ba#"b"}',
    ': $((1<<2))',
  ),
  fc.constantFrom(
    "a='",
    ': "',
    ': <<E',
    ': \\',
    '"',
    "'",
    'E',
    '`',
    ': <<"F G"',
    "# '",
    ": '\"'",
    ': "`"',
    ': "`echo "a"`"',
    ': "\'"',
    ":'#'",
  ),
);
const script = fc
  .tuple(fc.array(line, { maxLength: 6 }), fc.boolean())
  .map(([lines, ends]) => lines.join('\n') + (ends && lines.length > 0 ? '\n' : ''));

const value = fc.string({ unit: fc.constantFrom('a', "'", '"', '\\', '$', ' ', '#'), maxLength: 6 });

/** @returns the script with our line; null where it was refused */
function held(text: string, first: string, second: string): string | null {
  try {
    const added = put(text, first);
    expect(shell.read(added, OURS)).toEqual(posix(first));
    expect(added.startsWith(text)).toBe(true);
    expect(put(added, first)).toBe(added);
    expect(shell.remove(added, OURS)).toBe(text);
    const changed = put(added, second);
    expect(shell.remove(changed, OURS)).toBe(text);
    return changed;
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

test(
  'whatever script it is, bash sees the line or the script is refused, twice is once, and out again gives the same bytes',
  () => {
    let count = 0;
    for (let done = 0; done < RUNS; done += BATCH) {
      const sample = fc.sample(fc.tuple(script, value, value), Math.min(BATCH, RUNS - done));
      const written = sample.flatMap(([text, first, second]) => {
        const after = held(text, first, second);
        return after === null ? [] : [{ after, second }];
      });
      const seen = sourcedEach(
        written.map(({ after }) => after),
        'OURS',
      );
      const unseen = written.filter(({ second }, index) => seen[index] !== second);
      expect(unseen).toEqual([]);
      count += written.length;
    }
    // A refusal is safe, and a refusal of everything is useless.
    expect(count / RUNS).toBeGreaterThan(0.2);
  },
  TIMEOUT_MS,
);
