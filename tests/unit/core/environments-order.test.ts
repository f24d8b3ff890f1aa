import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { withMoved } from '#core/environments/order.ts';
import { environmentRow } from '#tests/fakes/environment-row.ts';
import { createWorld, type World } from './world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.end());

const names = () => world.environments.list().map(({ name }) => name);
const audited = () => world.ledger.audit.list(50).map(({ what, detail }) => `${what}: ${detail}`);

it('puts a new environment last, and a copy beside its original', () => {
  const { environments, development } = world;
  environments.create({ name: 'Lab', stage: 'custom' });
  environments.duplicate({ id: development.id, name: 'Development 2' });
  expect(names()).toEqual(['Development', 'Development 2', 'Production', 'Lab']);
  expect(environments.list().map(({ position }) => position)).toEqual([1, 2, 3, 4]);
});

it.each([
  [1, ['Lab', 'Development', 'Production']],
  [2, ['Development', 'Lab', 'Production']],
  [3, ['Development', 'Production', 'Lab']],
  [99, ['Development', 'Production', 'Lab']],
])('moves one to place %i', (position, order) => {
  const { id } = world.environments.create({ name: 'Lab', stage: 'custom' });
  expect(world.environments.move({ id, position }).map(({ name }) => name)).toEqual(order);
  expect(names()).toEqual(order);
  expect(audited()).toContain('environment moved: Lab');
});

it('counts places among those in use, and an archived one comes back where it stood', () => {
  const { environments, development } = world;
  const lab = environments.create({ name: 'Lab', stage: 'custom' });
  environments.archive(development.id);
  environments.move({ id: lab.id, position: 1 });
  expect(names()).toEqual(['Development', 'Lab', 'Production']);
  environments.unarchive(development.id);
  expect(names()).toEqual(['Development', 'Lab', 'Production']);
});

it('loses none that another door added meanwhile: a move names one environment, not the whole order', () => {
  const { environments, ledger, development } = world;
  ledger.environments.put(environmentRow({ name: 'By the command', position: 2 }));
  environments.move({ id: development.id, position: 9 });
  expect(names().toSorted()).toEqual(['By the command', 'Development', 'Production']);
});

it('an order keeps every environment, once, and those that did not move as they were', () => {
  const row = fc
    .record({ archived: fc.boolean() })
    .map(({ archived }) => environmentRow({ archivedAt: archived ? '2026-11-20T12:00:00.000Z' : null }));
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 40 }), fc.nat(), fc.nat(60), (all, at, place) => {
      const moved = all[at % all.length];
      if (moved === undefined) return;
      const order = withMoved(all, moved, place + 1);
      expect(order.toSorted((one, other) => all.indexOf(one) - all.indexOf(other))).toEqual(all);
      const rest = (rows: typeof all) => rows.filter((each) => each !== moved);
      expect(rest([...order])).toEqual(rest(all));
    }),
  );
});
