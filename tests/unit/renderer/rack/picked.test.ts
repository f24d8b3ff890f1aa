import { describe, expect, test } from 'vitest';
import { allOf, anchoredAt, extended, NOTHING_PICKED, toggled } from '../../../../renderer/ui/rows/picked.ts';

const ORDER = ['a', 'b', 'c', 'd', 'e'];
const ids = ({ ids: picked }: { readonly ids: ReadonlySet<string> }) => [...picked].sort().join('');

describe('what is picked', () => {
  test('one is picked, and let go of', () => {
    const one = toggled(NOTHING_PICKED, 'b');
    expect([ids(one), ids(toggled(one, 'b'))]).toEqual(['b', '']);
  });

  test('a range goes from the last one that was pressed, both ways', () => {
    const from = toggled(NOTHING_PICKED, 'c');
    expect([ids(extended(from, ORDER, 'c', 'e')), ids(extended(from, ORDER, 'c', 'a'))]).toEqual([
      'cde',
      'abc',
    ]);
  });

  test('a range that is drawn shorter lets go of what it reached before', () => {
    const long = extended(toggled(NOTHING_PICKED, 'b'), ORDER, 'b', 'e');
    expect(ids(extended(long, ORDER, 'e', 'c'))).toBe('bc');
  });

  test('a range leaves what was picked before it', () => {
    const apart = toggled(toggled(NOTHING_PICKED, 'a'), 'd');
    expect(ids(extended(apart, ORDER, 'd', 'e'))).toBe('ade');
  });

  test('a range begins at the row in focus where none was pressed', () => {
    expect(ids(extended(NOTHING_PICKED, ORDER, 'b', 'c'))).toBe('bc');
  });

  test('a range begins anew where its beginning is out of sight', () => {
    const gone = toggled(NOTHING_PICKED, 'gone');
    expect(ids(extended(gone, ORDER, 'a', 'b'))).toBe('abgone');
  });

  test('a plain press is where the next range begins, and picks nothing', () => {
    const pressed = anchoredAt(NOTHING_PICKED, 'd');
    expect([ids(pressed), ids(extended(pressed, ORDER, 'a', 'e'))]).toEqual(['', 'de']);
  });

  test('all are what is in sight', () => {
    expect(ids(toggled(allOf(ORDER), 'c'))).toBe('abde');
  });
});
