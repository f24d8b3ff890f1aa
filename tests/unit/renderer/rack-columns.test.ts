import { describe, expect, test } from 'vitest';
import type { RackColumn } from '#shared/model/preferences.ts';
import {
  BOX_WIDTH,
  COLUMNS,
  type ColumnId,
  MAX_WIDTH,
  MIN_WIDTH,
  WIDTHS,
} from '../../../renderer/features/rack/columns/ids.ts';
import {
  canMove,
  layoutOf,
  moved,
  withShown,
  withWidth,
} from '../../../renderer/features/rack/columns/layout.ts';

const ROOMY = { width: 10_000, all: false };
/** The first size of the window, without the sidebar. */
const FIRST = { width: 1240 - 224, all: false };
const shownIn = (stored: readonly RackColumn[], place = ROOMY): ColumnId[] => {
  const { order, shown } = layoutOf(stored, place);
  return order.filter((id) => shown.has(id));
};

describe('columns that nobody chose', () => {
  test('all but the next rotation fit at the first size of the window', () => {
    const all = shownIn([]);
    expect(all).toContain('rotationDue');
    expect(shownIn([], FIRST)).toEqual(all.filter((id) => id !== 'rotationDue'));
  });

  test.each([0, 1, 100, 208])('keep the name, whatever the width: %d', (width) => {
    expect(shownIn([], { width, all: true })).toEqual(['name']);
  });

  test('never take more room than there is', () => {
    for (let width = BOX_WIDTH + WIDTHS.name; width < 1_600; width += 1) {
      const used = shownIn([], { width, all: true }).reduce((sum, id) => sum + WIDTHS[id], BOX_WIDTH);
      expect(used).toBeLessThanOrEqual(width);
    }
  });

  test('name the environment where all of them are shown', () => {
    expect(shownIn([])).not.toContain('environment');
    expect(shownIn([], { ...ROOMY, all: true })).toContain('environment');
  });

  test('still follow the room when one of them was only made wider', () => {
    const stored = withWidth([], 'hint', 400);
    expect(layoutOf(stored, ROOMY).widths.hint).toBe(400);
    expect(shownIn(stored, FIRST).length).toBeLessThan(shownIn([], FIRST).length);
  });
});

describe('columns that the user chose', () => {
  test('are shown whatever the room, in their order', () => {
    const layout = { ...layoutOf([], FIRST) };
    const chosen = withShown([], layout, false, ['tags', true]);
    expect(shownIn(chosen, { width: 100, all: false })).toEqual([...shownIn([], FIRST), 'tags']);
  });

  test('begin with what was in sight', () => {
    const narrow = { width: 500, all: false };
    const chosen = withShown([], layoutOf([], narrow), false, ['created', true]);
    expect(new Set(shownIn(chosen))).toEqual(new Set([...shownIn([], narrow), 'created']));
  });

  test('keep the environment for the time when all are shown', () => {
    const chosen = withShown([], layoutOf([], FIRST), false, ['tags', true]);
    expect(shownIn(chosen, { ...ROOMY, all: true })).toContain('environment');
  });

  test('go past their neighbour in sight, never past the name or the end', () => {
    const layout = layoutOf([], ROOMY);
    const right = moved([], layout, false, ['hint', 1]);
    expect(shownIn(right).slice(0, 3)).toEqual(['name', 'service', 'hint']);
    const back = moved(right, layoutOf(right, ROOMY), false, ['hint', -1]);
    expect(shownIn(back)).toEqual(shownIn([]));
    expect([
      canMove(layout, 'hint', -1),
      canMove(layout, 'deliveredTo', 1),
      canMove(layout, 'name', 1),
    ]).toEqual([false, false, false]);
    expect(shownIn(moved([], layout, false, ['name', 1]))).toEqual(shownIn([]));
  });

  test('the name is shown and leads, whatever is stored', () => {
    const stored = [
      { id: 'status', shown: true, width: null },
      { id: 'name', shown: false, width: null },
    ];
    expect(shownIn(stored).slice(0, 2)).toEqual(['name', 'status']);
  });

  test.each([
    [[{ id: 'gone', shown: true, width: 80 }]],
    [
      [
        { id: 'hint', shown: true, width: null },
        { id: 'hint', shown: false, width: null },
      ],
    ],
    [[{ id: '__proto__', shown: true, width: 400 }]],
  ])('are each there once, though a file says %j', (stored) => {
    const { order, widths } = layoutOf(stored, ROOMY);
    expect([...order].sort()).toEqual([...COLUMNS].sort());
    expect(Object.values(widths).every((width) => width > 0)).toBe(true);
  });
});

test.each([
  [0, MIN_WIDTH],
  [-50, MIN_WIDTH],
  [99.6, 100],
  [100_000, MAX_WIDTH],
])('a width of %d becomes %d', (width, kept) => {
  expect(layoutOf(withWidth([], 'hint', width), ROOMY).widths.hint).toBe(kept);
});

test('a width goes back to how it came', () => {
  const stored = withWidth(withWidth([], 'name', 300), 'name', null);
  expect(layoutOf(stored, ROOMY)).toMatchObject({ nameSet: false, widths: WIDTHS });
});
