import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Key } from '#shared/model/key.ts';
import { columnsOf, projectsOf } from '../../../../renderer/features/grid/columns.ts';
import { gridOf, searchGrid } from '../../../../renderer/features/grid/grid-rows.ts';
import { columns, development, environment, key, production, staging } from './grid.ts';

const statesOf = (keys: readonly Key[]) =>
  gridOf(keys, columns).rows.map(({ cells }) => cells.map(({ state }) => state));

describe('a cell of the grid', () => {
  it.each<[string, readonly Key[], readonly string[]]>([
    [
      'equal where two environments have one value',
      [key(development, 'A', 'x'), key(staging, 'A', 'x')],
      ['equal', 'equal', 'missing'],
    ],
    [
      'different where each has its own',
      [key(development, 'A', 'x'), key(production, 'A', 'y')],
      ['different', 'missing', 'different'],
    ],
    [
      'equal and different in one row',
      [key(development, 'A', 'x'), key(staging, 'A', 'x'), key(production, 'A', 'y')],
      ['equal', 'equal', 'different'],
    ],
    [
      'alone where no other environment has the variable',
      [key(staging, 'A', 'x')],
      ['missing', 'alone', 'missing'],
    ],
    [
      'unknown where the value was not looked at yet',
      [key(development, 'A', 'x'), key(staging, 'A', null)],
      ['different', 'unknown', 'missing'],
    ],
    [
      'not held where Keyrack has no value',
      [key(development, 'A', null, { held: false })],
      ['not held', 'missing', 'missing'],
    ],
    [
      'expired, whatever its value',
      [key(development, 'A', 'x', { status: 'expired' }), key(staging, 'A', 'x')],
      ['expired', 'equal', 'missing'],
    ],
    ['inactive', [key(development, 'A', 'x', { status: 'inactive' })], ['inactive', 'missing', 'missing']],
    [
      'dead where it was revoked and nothing took its place',
      [key(development, 'A', null, { status: 'revoked', held: false })],
      ['dead', 'missing', 'missing'],
    ],
    [
      'that of the key in use beside one that was revoked',
      [key(development, 'A', null, { status: 'revoked', held: false }), key(development, 'A', 'x')],
      ['alone', 'missing', 'missing'],
    ],
    [
      'several where two keys have one variable',
      [key(development, 'A', 'x'), key(development, 'A', 'y')],
      ['several', 'missing', 'missing'],
    ],
  ])('is %s', (_, keys, states) => {
    expect(statesOf(keys)).toEqual([states]);
  });

  it('names the environments that have the same value', () => {
    const [row] = gridOf(
      [key(development, 'A', 'x'), key(staging, 'A', 'x'), key(production, 'A', 'x')],
      columns,
    ).rows;
    expect(row?.cells.map(({ same }) => same)).toEqual([
      ['Staging', 'Production'],
      ['Development', 'Production'],
      ['Development', 'Staging'],
    ]);
  });

  it('is equal exactly where another environment has the same value', () => {
    const value = fc.constantFrom('x', 'y', 'z');
    fc.assert(
      fc.property(fc.tuple(value, value, value), (values) => {
        const keys = columns.map((each, i) => key(each, 'A', values[i] ?? null));
        const states = statesOf(keys)[0] ?? [];
        for (const [i, mine] of values.entries()) {
          const others = values.filter((_, j) => j !== i);
          expect(states[i]).toBe(others.includes(mine) ? 'equal' : 'different');
        }
      }),
    );
  });
});

describe('the grid', () => {
  it('has a row for each variable, by name, and counts the keys that have none', () => {
    const { rows, withoutVariable } = gridOf(
      [key(development, 'B', 'x'), key(staging, 'A', 'y'), key(staging, null, 'z')],
      columns,
    );
    expect(rows.map(({ variable }) => variable)).toEqual(['A', 'B']);
    expect(withoutVariable).toBe(1);
  });

  it('tells variables apart that differ in case, and takes names that objects have', () => {
    const names = ['constructor', '__proto__', 'a', 'A'];
    const { rows } = gridOf(
      names.map((name) => key(development, name, name)),
      columns,
    );
    expect(rows.map(({ variable }) => variable).toSorted()).toEqual(names.toSorted());
  });

  it('leaves out keys of environments that are not compared', () => {
    expect(gridOf([key(production, 'A', 'x')], [development]).rows).toEqual([]);
  });

  it('finds by variable and by the name of a key, whatever the case', () => {
    const { rows } = gridOf(
      [key(development, 'MAIL_TOKEN', 'x', { name: 'Émile' }), key(staging, 'B', 'y')],
      columns,
    );
    for (const search of ['mail', 'TOKEN', 'e\u0301mile', 'émile mail']) {
      expect(searchGrid(rows, search).map(({ variable }) => variable)).toEqual(['MAIL_TOKEN']);
    }
    expect(searchGrid(rows, 'mail nothing')).toEqual([]);
    expect(searchGrid(rows, '  ')).toHaveLength(2);
  });

  it('is made of ten thousand keys with one variable each, and of ten thousand with one name', () => {
    const many = Array.from({ length: 10_000 }, (_, i) =>
      key(columns[i % 3] ?? development, `V${i}`, `${i}`),
    );
    expect(gridOf(many, columns).rows).toHaveLength(10_000);
    const one = many.map((each) => ({ ...each, variable: 'ONE' }));
    expect(gridOf(one, columns).rows[0]?.cells.map(({ state }) => state)).toEqual([
      'several',
      'several',
      'several',
    ]);
  });
});

describe('the environments of the grid', () => {
  it('can be those of one project, or those of none', () => {
    const shop = environment('Shop', 'custom', { project: 'Shop' });
    const all = [...columns, shop];
    expect(projectsOf(all)).toEqual(['', 'Shop']);
    expect(columnsOf(all, 'Shop')).toEqual([shop]);
    expect(columnsOf(all, '')).toEqual(columns);
    expect(columnsOf(all, null)).toEqual(all);
    expect(projectsOf(columns)).toEqual([]);
  });
});
