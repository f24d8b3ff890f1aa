import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AppError } from '#core/errors.ts';
import { dockerEnv } from '../../../electron/exporters/editors/docker-env.ts';
import { NASTY_VALUES } from './nasty-values.ts';

/** A few hundred in every run; KEYRACK_RANDOM_DOCUMENTS=100000 for the long one. */
const RUNS = Number(process.env.KEYRACK_RANDOM_DOCUMENTS ?? 400);
const TIMEOUT_MS = 30_000 + RUNS * 3;
const OURS = ['OURS'];

/** As docker's own parser does it, which is not here: by line, left blanks off, a comment only at the start. */
function asDocker(text: string): Record<string, string> | null {
  const variables: Record<string, string> = {};
  for (const line of text.replace(/^\uFEFF/, '').split(/\r?\n/)) {
    const left = line.trimStart();
    if (left === '' || left.startsWith('#')) continue;
    const at = left.indexOf('=');
    const name = at < 0 ? left : left.slice(0, at);
    if (name === '' || /\s/.test(name)) return null;
    if (at >= 0) variables[name] = left.slice(at + 1);
  }
  return variables;
}

function unlessRefused<T>(work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

test('each nasty value is written as it is, or refused', () => {
  const written = NASTY_VALUES.filter((value) => {
    const text = unlessRefused(() => dockerEnv.put('', OURS, value));
    if (text !== null) expect(asDocker(text)).toEqual({ OURS: value });
    return text !== null;
  });
  expect(written).toContain('sk-plain_0123456789.abc/+=');
  for (const value of ['a b', '"quoted"', "it's", 'ab#cd', '$HOME', 'a\nb', 'a\\b']) {
    expect(written).not.toContain(value);
    expect(() => dockerEnv.put('', OURS, value)).toThrow(/The value has .*left alone/);
  }
});

test(
  'in any file one line is added or it is refused, twice is once, and out again gives the same bytes',
  () => {
    const line = fc.oneof(
      fc.constantFrom(
        '',
        '#c',
        ' # OURS=1',
        'A=1',
        'A="x',
        ' B= y ',
        'HOST_ONLY',
        'OURS',
        'OURS=x',
        'A B=c',
        '=x',
        "A='",
      ),
      fc.string({ unit: fc.constantFrom('A', '=', ' ', '#', '\r', '"', '\u2028', 'OURS'), maxLength: 6 }),
    );
    const file = fc
      .tuple(
        fc.constantFrom('', '\uFEFF'),
        fc.array(fc.tuple(line, fc.constantFrom('\n', '\r\n')), { maxLength: 6 }),
        fc.boolean(),
      )
      .map(([mark, lines, ends]) => {
        const text = lines.map((pair) => pair.join('')).join('');
        return mark + (ends ? text : text.replace(/\r?\n$/, ''));
      });
    fc.assert(
      fc.property(file, fc.stringMatching(/^[\w~!%&*=:;,.?/+-]{0,20}$/), (text, value) => {
        const before = asDocker(text);
        const there = unlessRefused(() => dockerEnv.read(text, OURS));
        if (before === null) expect(there).toBeNull();
        const added = unlessRefused(() => dockerEnv.put(text, OURS, value));
        if (added === null || there === null) return;
        expect(asDocker(added)).toEqual({ ...before, OURS: value });
        expect(dockerEnv.put(added, OURS, value)).toBe(added);
        const { OURS: _ours, ...others } = before ?? {};
        expect(asDocker(dockerEnv.remove(added, OURS))).toEqual(others);
        if (there !== undefined) return;
        expect(added.startsWith(text)).toBe(true);
        expect(dockerEnv.remove(added, OURS)).toBe(text);
        const changed = dockerEnv.put(added, OURS, `${value}2`);
        expect(asDocker(changed)).toEqual({ ...before, OURS: `${value}2` });
        expect(dockerEnv.remove(changed, OURS)).toBe(text);
      }),
      { numRuns: RUNS },
    );
  },
  TIMEOUT_MS,
);

test('a name that is taken from the environment has no value, on whichever line it stands', () => {
  expect(dockerEnv.read('FOO\n', ['FOO'])).toBe('');
  expect(dockerEnv.read('A=1\nFOO\n', ['FOO'])).toBe('');
  expect(dockerEnv.mask('A=1\nFOO\n', null)).toContain('\nFOO\n');
});
