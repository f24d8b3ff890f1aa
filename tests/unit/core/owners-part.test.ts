import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withoutOurs } from '#core/delivering/owners-part.ts';
import type { JsonValue } from '#core/ports/exporter.ts';

const OURS = ['exec', '--key', 'id', '--', 'npx'];
const THEIRS = ['-y', 'server'];

describe('what its owner made of a list that Keyrack wrote into', () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ['something behind it', [...OURS, ...THEIRS, '-v'], [...THEIRS, '-v']],
    ['something in the middle of theirs', [...OURS, '-y', '-v', 'server'], ['-y', '-v', 'server']],
    ['something before it', ['nice', ...OURS, ...THEIRS], ['nice', ...THEIRS]],
    ['one of theirs away', [...OURS, 'server'], ['server']],
    ['all of theirs away', OURS, []],
  ])('stays: %s', (_, now, expected) => {
    expect(withoutOurs({ was: THEIRS, ours: [...OURS, ...THEIRS], now })).toEqual(expected);
  });

  test.each([
    ['a word inside of ours', ['exec', '-q', ...OURS.slice(1), ...THEIRS]],
    ['one of ours away', [...OURS.slice(1), ...THEIRS]],
    ['another value', 'one line'],
  ])('cannot be told apart: %s', (_, now) => {
    const merge = () => withoutOurs({ was: THEIRS, ours: [...OURS, ...THEIRS], now });
    expect(merge).toThrow(expect.objectContaining({ code: 'conflict' }));
  });
});

test('members of a map that only one side changed come apart, however deep they are', () => {
  const map = fc.dictionary(fc.stringMatching(/^[a-z_]{1,6}$/), fc.jsonValue() as fc.Arbitrary<JsonValue>);
  const change = fc.option(fc.jsonValue() as fc.Arbitrary<JsonValue>, { nil: undefined });
  fc.assert(
    fc.property(map, change, change, (rest, mine, theirs) => {
      const whole = (ofUs: JsonValue | undefined, ofThem: JsonValue | undefined): JsonValue => ({
        deep: {
          ...rest,
          ...(ofUs === undefined ? {} : { OURS: ofUs }),
          ...(ofThem === undefined ? {} : { THEIRS: ofThem }),
        },
      });
      const merged = withoutOurs({ was: whole('secret', 1), ours: whole(mine, 1), now: whole(mine, theirs) });
      expect(merged).toEqual(whole('secret', theirs));
    }),
  );
});
