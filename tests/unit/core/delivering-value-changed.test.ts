import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createDelivering } from '#core/delivering/index.ts';
import { AppError } from '#core/errors.ts';
import { fakeMarks } from '#tests/fakes/marks.ts';
import { createDeliveringWorld, type DeliveringWorld, THEIRS, VALUE } from './delivering-world.ts';

let world: DeliveringWorld;
beforeEach(() => {
  world = createDeliveringWorld();
});
afterEach(() => world.end());

const inline = async () => {
  world.write(THEIRS);
  return world.deliver({ mechanism: 'inline' });
};
/** As another process has it, which has not opened the storage yet. */
const closed = () => createDelivering({ ...world.deps, marks: fakeMarks('ledger-key', false) });
const stateOf = async (delivering = world.delivering, look = {}) =>
  (await delivering.deliveries(look)).map(({ state }) => state);

describe('a value that was changed by hand in its entry', () => {
  test('shows as changed', async () => {
    await inline();
    expect(await stateOf()).toEqual(['intact']);
    world.foreignEdit(VALUE, 'another-value');
    expect(await stateOf()).toEqual(['changed']);
    world.foreignEdit('another-value', VALUE);
    expect(await stateOf()).toEqual(['intact']);
  });

  test('is not looked for by a list that would have to open the storage, and is by a thorough look', async () => {
    await inline();
    world.foreignEdit(VALUE, 'another-value');
    const delivering = closed();
    expect(await stateOf(delivering)).toEqual(['intact']);
    expect(await stateOf(delivering, { thorough: true })).toEqual(['changed']);
    expect(await stateOf(delivering)).toEqual(['changed']);
  });

  test('a storage that does not open leaves the rest of a thorough look as it is', async () => {
    await inline();
    const marks = {
      ...fakeMarks('ledger-key', false),
      open: async () => {
        throw new AppError('storage-locked', { message: 'locked' });
      },
    };
    world.foreignEdit(VALUE, 'another-value');
    expect(await stateOf(createDelivering({ ...world.deps, marks }), { thorough: true })).toEqual(['intact']);
  });

  test('an edit around the entry does not make it look changed', async () => {
    await inline();
    world.foreignEdit('"theme": "dark"', '"theme": "light"');
    expect(await stateOf()).toEqual(['intact']);
  });

  test('is put back by a restore, which says that the value is another and shows neither', async () => {
    const { delivery } = await inline();
    world.foreignEdit(VALUE, 'another-value');
    const plan = await closed().planRestore(delivery);
    expect(plan).toMatchObject({ state: 'changed' });
    expect(plan.warnings[0]).toBe('Another value stands in the entry than Keyrack wrote. It is not shown.');
    expect(JSON.stringify(plan)).not.toMatch(/another-value|unizo-canary/);
    await world.delivering.restore((await world.delivering.planRestore(delivery)).plan);
    expect(world.text()).toContain(VALUE);
    expect(await stateOf()).toEqual(['intact']);
  });

  test('is told before an export replaces it', async () => {
    await inline();
    world.foreignEdit(VALUE, 'another-value');
    const { warnings } = await world.delivering.plan(world.request({ mechanism: 'inline' }));
    expect(warnings).toContain(
      'The entry was changed since Keyrack wrote it. Those changes will be replaced.',
    );
  });

  test('of an entry that a Keyrack of before wrote is not told: no mark of it is kept', async () => {
    await inline();
    const [row] = world.ledger.deliveries.list();
    if (row === undefined) throw new Error('no delivery');
    world.ledger.deliveries.put({ ...row, entryHash: row.entryHash.split(':')[0] ?? '' });
    world.foreignEdit(VALUE, 'another-value');
    expect(await stateOf(world.delivering, { thorough: true })).toEqual(['intact']);
  });
});
