import { readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '#core/errors.ts';
import { Secret } from '#core/secret.ts';
import { THEIRS } from './delivering-world.ts';
import { createRenewingWorld, NEW, OLD, type RenewingWorld } from './delivery-renewing-world.ts';
import { codeOf } from './world.ts';

let world: RenewingWorld;
beforeEach(() => {
  world = createRenewingWorld();
  world.write(THEIRS);
});
afterEach(() => world.end());

const inline = { mechanism: 'inline' } as const;
const rotate = async (delivery: string, old: Secret | null = world.old) => {
  world.setValue(NEW);
  return world.renewing.renew(delivery, old);
};
const planned = async () => (await world.renewing.plan(world.key.id))[0];
const untouched = async (work: () => Promise<unknown>, code: string) => {
  const before = world.text();
  const rows = world.ledger.changes.list().length;
  expect(await codeOf(work)).toBe(code);
  expect(world.text()).toBe(before);
  expect(world.ledger.changes.list()).toHaveLength(rows);
};

describe('an entry that its owner edited', () => {
  test('keeps what was edited, gets the new value, and stays changed', async () => {
    const { delivery } = await world.deliver(inline);
    world.foreignEdit('"npx"', '"bunx", "note": "mine"'.replace('"bunx", ', '"bunx",\n '));
    const before = world.text();
    expect(await planned()).toMatchObject({ how: 'rewrite' });
    expect((await planned())?.text).toContain('was changed');
    const { change } = await rotate(delivery);
    expect(world.text()).toBe(before.replaceAll(OLD, NEW));
    expect(await world.states()).toEqual(['changed']);
    await world.renewing.check(delivery, world.old);
    world.setValue(OLD);
    await world.renewing.takeBack(delivery, change, world.old);
    expect(world.text()).toBe(before);
    expect(await world.states()).toEqual(['changed']);
  });

  test('is found by the copy of what was written where the value before is not known', async () => {
    const { delivery } = await world.deliver(inline);
    world.foreignEdit('"npx"', '"bunx"');
    const before = world.text();
    await rotate(delivery, null);
    expect(world.text()).toBe(before.replaceAll(OLD, NEW));
    expect(await world.states()).toEqual(['changed']);
  });

  test('has the value replaced in longer texts and in copies of it', async () => {
    const { delivery } = await world.deliver({
      ...inline,
      target: 'mcp',
      file: world.file,
      launch: { url: 'https://example.com/mcp', header: 'Authorization: Bearer {}' },
    });
    world.foreignEdit(`"Bearer ${OLD}"`, `"Token ${OLD}", "X-Copy": "${OLD};v=1"`);
    const before = world.text();
    expect(await planned()).toMatchObject({ how: 'rewrite' });
    await rotate(delivery);
    expect(world.text()).toBe(before.replaceAll(OLD, NEW));
    await world.renewing.check(delivery, world.old);
  });

  test('with another value in it is left alone, and the plan says so', async () => {
    const { delivery } = await world.deliver(inline);
    world.foreignEdit(OLD, 'somebody-elses-value');
    expect(await planned()).toMatchObject({ how: 'skip', diff: [], running: null });
    for (const old of [world.old, null]) {
      world.setValue(NEW);
      await untouched(() => world.renewing.renew(delivery, old), 'conflict');
    }
    await expect(world.renewing.check(delivery, world.old)).rejects.toMatchObject({ code: 'conflict' });
  });

  test('that is gone is skipped, and nothing is written', async () => {
    const { delivery } = await world.deliver(inline);
    world.write(THEIRS, 0o600);
    expect(await planned()).toMatchObject({ how: 'skip' });
    expect(await rotate(delivery)).toMatchObject({ change: null });
    expect(world.text()).toBe(THEIRS);
    await world.renewing.check(delivery, world.old);
    await world.renewing.takeBack(delivery, null, world.old);
    rmSync(world.file);
    expect(await rotate(delivery)).toMatchObject({ change: null });
    await world.renewing.takeBack(delivery, null, world.old);
    world.ledger.deliveries.remove(delivery);
    expect(await rotate(delivery)).toMatchObject({ change: null });
    await world.renewing.takeBack(delivery, null, world.old);
  });

  test('that goes once it was rotated fails the check, and is no failure of a taking back', async () => {
    const { delivery } = await world.deliver(inline);
    const { change } = await rotate(delivery);
    world.write(THEIRS, 0o600);
    await expect(world.renewing.check(delivery, world.old)).rejects.toMatchObject({ code: 'conflict' });
    world.setValue(OLD);
    await world.renewing.takeBack(delivery, change, world.old);
    expect(world.text()).toBe(THEIRS);
  });

  test('whose value somebody put back fails the check', async () => {
    const { delivery } = await world.deliver(inline);
    await rotate(delivery);
    expect(await world.renewing.isBack(delivery, world.old)).toBe(false);
    world.foreignEdit(NEW, OLD);
    expect(await world.renewing.isBack(delivery, world.old)).toBe(true);
    await expect(world.renewing.check(delivery, world.old)).rejects.toMatchObject({ code: 'conflict' });
    world.foreignEdit(OLD, `${NEW}", "MORE": "${OLD}`);
    await expect(world.renewing.check(delivery, world.old)).rejects.toMatchObject({ code: 'conflict' });
  });

  test('that has the new value already gets nothing, and is intact', async () => {
    const { delivery } = await world.deliver(inline);
    world.foreignEdit(OLD, NEW);
    const before = world.text();
    expect(await rotate(delivery)).toMatchObject({ change: null });
    expect(world.text()).toBe(before);
    await world.renewing.check(delivery, world.old);
    expect(await world.states()).toEqual(['intact']);
  });

  test('is taken back by the value alone where somebody wrote since', async () => {
    const { delivery } = await world.deliver(inline);
    const before = world.text();
    const { change } = await rotate(delivery);
    world.foreignEdit('"dark"', '"light"');
    world.setValue(OLD);
    await world.renewing.takeBack(delivery, change, world.old);
    expect(world.text()).toBe(before.replace('"dark"', '"light"'));
    expect(await world.states()).toEqual(['intact']);
  });

  test.each([
    ['the new value begins with the old one', `${OLD}-and-more`],
    ['the new value is the beginning of the old one', OLD.slice(0, 12)],
    ['the new value is very short', 'ab'],
    ['the new value reads like a replacement pattern', "$&$1$`'$$-canary"],
  ])('where %s', async (_name, value) => {
    const { delivery } = await world.deliver(inline);
    const before = world.text();
    world.setValue(value);
    const { change } = await world.renewing.renew(delivery, world.old);
    expect(world.text()).toBe(before.split(OLD).join(JSON.stringify(value).slice(1, -1)));
    expect(await world.renewing.renew(delivery, world.old)).toMatchObject({ change: null });
    await world.renewing.check(delivery, world.old);
    world.setValue(OLD);
    await world.renewing.takeBack(delivery, change, world.old);
    expect(world.text()).toBe(before);
  });

  test('a value of two letters is looked for at its place alone', async () => {
    world.setValue('np');
    const { delivery } = await world.deliver(inline);
    const before = world.text();
    world.setValue(NEW);
    await world.renewing.renew(delivery, new Secret('np'));
    expect(world.text()).toBe(before.replace('"np"', `"${NEW}"`));
    await world.renewing.check(delivery, new Secret('np'));
  });
});

describe('a file that cannot be written', () => {
  test('because it does not parse is left alone', async () => {
    const { delivery } = await world.deliver(inline);
    world.foreignEdit('{', '{{');
    expect(await planned()).toMatchObject({ how: 'rewrite' });
    world.setValue(NEW);
    await untouched(() => world.renewing.renew(delivery, world.old), 'file-refused');
    await expect(world.renewing.check(delivery, world.old)).rejects.toMatchObject({ code: 'file-refused' });
  });

  test('because it was changed between the look and the write is left alone', async () => {
    const { delivery } = await world.deliver(inline);
    world.setValue(NEW);
    const renewing = world.renewingWith({
      running: async () => {
        world.foreignEdit('"dark"', '"light"');
        return false;
      },
    });
    expect(await codeOf(() => renewing.renew(delivery, world.old))).toBe('conflict');
    expect(world.text()).toContain(OLD);
    expect(world.text()).toContain('"light"');
    expect(world.ledger.changes.list()).toHaveLength(1);
    await world.renewing.renew(delivery, world.old);
    await world.renewing.check(delivery, world.old);
  });

  test('because its client runs, which is told before', async () => {
    const { delivery } = await world.deliver(inline);
    world.setValue(NEW);
    const renewing = world.renewingWith({ running: async () => true });
    expect((await renewing.plan(world.key.id))[0]).toMatchObject({
      running: 'Claude Desktop',
      restart: 'Claude Desktop',
    });
    await untouched(() => renewing.renew(delivery, world.old), 'conflict');
    const { change } = await world.renewing.renew(delivery, world.old);
    expect(await renewing.renew(delivery, world.old)).toMatchObject({ change: null });
    world.setValue(OLD);
    await untouched(() => renewing.takeBack(delivery, change, world.old), 'conflict');
  });

  test('because Keyrack is locked', async () => {
    const { delivery } = await world.deliver(inline);
    world.setValue(NEW);
    const renewing = world.renewingWith({
      assertOpen: () => {
        throw new AppError('storage-locked', { message: 'locked' });
      },
    });
    await untouched(() => renewing.renew(delivery, world.old), 'storage-locked');
  });

  test('because its folder may not be written, and the next try finds it as it was', async () => {
    const { delivery } = await world.deliver(inline);
    world.setValue(NEW);
    const refused = async () => {
      throw new AppError('file-failed', { message: 'The folder may not be written.' });
    };
    const renewing = world.renewingWith({ files: { ...world.files, replace: refused } });
    await untouched(() => renewing.renew(delivery, world.old), 'file-failed');
    expect(await world.states()).toEqual(['intact']);
    await world.renewing.renew(delivery, world.old);
    await world.renewing.check(delivery, world.old);
  });

  test('a link is followed, and stays one', async () => {
    const real = join(world.home, 'dotfiles.json');
    writeFileSync(real, THEIRS, { mode: 0o644 });
    rmSync(world.file);
    symlinkSync(real, world.file);
    const { delivery } = await world.deliver(inline);
    const before = readFileSync(real, 'utf8');
    const { change } = await rotate(delivery);
    expect(readFileSync(real, 'utf8')).toBe(before.replaceAll(OLD, NEW));
    world.setValue(OLD);
    await world.renewing.takeBack(delivery, change, world.old);
    expect(readFileSync(real, 'utf8')).toBe(before);
    await world.delivering.undo();
    expect(readFileSync(world.file, 'utf8')).toBe(THEIRS);
  });
});
