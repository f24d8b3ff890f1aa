import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AppError } from '#core/errors.ts';
import { createPlacesWorld } from './places-world.ts';

let world: ReturnType<typeof createPlacesWorld>;
beforeEach(() => {
  world = createPlacesWorld();
});
afterEach(() => world.end());

const OF_FILE = { repository: undefined };

/** @returns what a plain undo is refused with */
async function refused(): Promise<AppError> {
  const failure = await world
    .delivering()
    .undo()
    .catch((caught: unknown) => caught);
  if (failure instanceof AppError) return failure;
  throw new Error('it was not refused');
}

/** Two entries in a client's files, the newer file gone. */
async function newestGone() {
  const older = await world.deliver({ ...OF_FILE, target: 'cursor' });
  const file = join(world.home, 'newer.json');
  const newest = await world.deliver({ ...OF_FILE, target: 'mcp', file, server: 'newer' });
  rmSync(file);
  return { older, newest, file };
}

test('a newest change that cannot be undone is named, and so is the way to the earlier ones', async () => {
  const { older, newest, file } = await newestGone();
  const { code, message, next } = await refused();
  expect(code).toBe('conflict');
  expect(message).toContain('(Exported to ');
  expect(message).toContain(file);
  expect(next).toContain(`keyrack undo ${older.change} (Exported to Cursor as unizo-dev, ${older.file})`);
  expect(next).not.toContain(newest.change);
});

test('what can be undone is listed by the newest change of each entry, newest first, whatever it stands in', async () => {
  await world.deliver({ ...OF_FILE, target: 'cursor' });
  const again = await world.deliver({ ...OF_FILE, target: 'cursor', mechanism: 'inline' });
  const stored = await world.deliver();
  const ids = () =>
    world
      .delivering()
      .undoable()
      .map(({ id }) => id);
  expect(ids()).toEqual([stored.change, again.change]);
  const words = world.delivering().changes();
  expect(world.delivering().undoable()).toEqual(words.filter(({ id }) => ids().includes(id)));
  await world.delivering().undo();
  expect(ids()).toEqual([again.change]);
});

test('nothing else is undone in its place, until it is named', async () => {
  const { older } = await newestGone();
  await refused();
  expect((await world.delivering().deliveries()).length).toBe(2);
  await world.delivering().undo(older.change);
  expect((await world.delivering().deliveries()).map(({ target }) => target)).toEqual(['mcp']);
});

test('the way leads past what a store does not give back, and to one change of each entry', async () => {
  await world.deliver({ ...OF_FILE, target: 'cursor' });
  const again = await world.deliver({ ...OF_FILE, target: 'cursor', mechanism: 'inline' });
  const { delivery } = await world.deliver();
  await world.delivering().unexport(delivery);
  const { message, next } = await refused();
  expect(message).toContain('Removed UNIZO_API_KEY from GitHub Actions');
  expect(next?.match(/keyrack undo /g)).toHaveLength(1);
  expect(next).toContain(`keyrack undo ${again.change} `);
});

test('where it is the only one, no way is told', async () => {
  const { file } = await world.deliver({ ...OF_FILE, target: 'cursor' });
  rmSync(file);
  expect((await refused()).next).not.toContain('keyrack undo');
});

test('a change that is named is refused for its own reason alone', async () => {
  const { newest } = await newestGone();
  await expect(world.delivering().undo(newest.change)).rejects.toMatchObject({
    message: expect.not.stringContaining('newest change'),
  });
});
