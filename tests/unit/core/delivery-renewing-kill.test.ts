import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '#core/errors.ts';
import { THEIRS } from './delivering-world.ts';
import { createRenewingWorld, NEW, OLD, type RenewingWorld } from './delivery-renewing-world.ts';

// Killed, a process does nothing more: its writes stop, and so do its rows.

let world: RenewingWorld;
beforeEach(() => {
  world = createRenewingWorld();
  world.write(THEIRS);
});
afterEach(() => world.end());

const KILLED = new Error('killed');

/** Does so many things to the outside, and is dead from then on. */
function mortal(things: number) {
  let left = things;
  const { files, ledger, backups } = world.deps;
  const step = () => {
    left -= 1;
    if (left < 0) throw KILLED;
  };
  const dying =
    <In extends unknown[], Out>(work: (...input: In) => Promise<Out>) =>
    async (...input: In) => {
      step();
      return work(...input);
    };
  const table = <T extends { put(row: never): void; remove(id: string): void }>(of: T): T => ({
    ...of,
    put: (row: never) => {
      step();
      of.put(row);
    },
    remove: (id: string) => {
      step();
      of.remove(id);
    },
  });
  return world.renewingWith({
    files: { ...files, replace: dying(files.replace), remove: dying(files.remove) },
    backups: { ...backups, save: dying(backups.save) },
    ledger: { ...ledger, changes: table(ledger.changes), deliveries: table(ledger.deliveries) },
  });
}

async function killedAfter(things: number, work: (renewing: ReturnType<typeof mortal>) => Promise<unknown>) {
  const error = await work(mortal(things)).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error !== null && error !== KILLED && !(error instanceof AppError)) throw error;
  return error !== null;
}

const writing = () => world.ledger.changes.list().filter(({ state }) => state === 'writing');
const folder = () => join(world.home, 'keyrack-exports');
const texts = () => [
  existsSync(world.file) ? world.text() : '',
  ...(existsSync(folder()) ? readdirSync(folder()).sort() : []).map((name) =>
    readFileSync(join(folder(), name), 'utf8'),
  ),
];
const swapped = (all: readonly string[]) => all.map((text) => text.replaceAll(OLD, NEW));
const STEPS = [0, 1, 2, 3, 4, 5, 6, 7];

describe.each([
  ['an entry', { mechanism: 'inline' }],
  ['files of our own', { target: 'n8n', mechanism: 'inline' }],
] as const)('a process that is killed while it brings the new value to %s', (_name, request) => {
  test.each(STEPS)(
    'after %i of what it does leaves the old or the new, and the next try ends it',
    async (things) => {
      const { delivery } = await world.deliver(request);
      const before = texts();
      world.setValue(NEW);
      await killedAfter(things, (renewing) => renewing.renew(delivery, world.old));
      await world.delivering.recover();
      expect(writing()).toEqual([]);
      expect([before, swapped(before)]).toContainEqual(texts());
      expect(await world.states()).toEqual(['intact']);
      await world.renewing.renew(delivery, world.old);
      await world.renewing.check(delivery, world.old);
      expect(texts()).toEqual(swapped(before));
      world.setValue(OLD);
      await world.renewing.takeBack(delivery, null, world.old);
      expect(texts()).toEqual(before);
      expect(await world.states()).toEqual(['intact']);
    },
  );

  test.each(STEPS)('and back, after %i', async (things) => {
    const { delivery } = await world.deliver(request);
    const before = texts();
    world.setValue(NEW);
    const { change } = await world.renewing.renew(delivery, world.old);
    world.setValue(OLD);
    await killedAfter(things, (renewing) => renewing.takeBack(delivery, change, world.old));
    await world.delivering.recover();
    expect(writing()).toEqual([]);
    await world.renewing.takeBack(delivery, change, world.old);
    expect(texts()).toEqual(before);
    expect(await world.states()).toEqual(['intact']);
    await world.delivering.undo();
    expect(texts()).toEqual([THEIRS]);
  });
});

test.each(STEPS)(
  'killed after %i, with another program that writes before the next start: the entry is known all the same',
  async (things) => {
    const { delivery } = await world.deliver({ mechanism: 'inline' });
    world.setValue(NEW);
    await killedAfter(things, (renewing) => renewing.renew(delivery, world.old));
    writeFileSync(world.file, world.text().replace('"dark"', '"light"'), { mode: 0o600 });
    await world.delivering.recover();
    expect(writing()).toEqual([]);
    expect(await world.states()).toEqual(['intact']);
    await world.renewing.renew(delivery, world.old);
    await world.renewing.check(delivery, world.old);
    expect(await world.states()).toEqual(['intact']);
  },
);
