import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { problemWords } from '#shared/text/activity.ts';
import { type AuditWorld, createAuditWorld } from './audit-world.ts';

let world: AuditWorld;
beforeEach(async () => {
  world = createAuditWorld();
  const first = world.start();
  await first.chainer.open();
  first.write(10);
  await first.chainer.anchor();
});
afterEach(() => world.end());

const judged = async () => (await world.start().activity.verify()).problems;

describe('an audit that nobody touched', () => {
  it('is valid, with every row chained', async () => {
    expect(await world.start().activity.verify()).toEqual({
      valid: true,
      rows: 10,
      chained: 10,
      late: 0,
      problems: [],
    });
  });
});

describe('whoever has the ledger and no key', () => {
  it.each([
    ['edits a word', ["UPDATE audit SET what = 'nothing' WHERE number = 4"], ['edited', 4, 4]],
    ['edits the time', ["UPDATE audit SET at = '2001-01-01' WHERE number = 4"], ['edited', 4, 4]],
    ['says that another did it', ["UPDATE audit SET by = 'window' WHERE number = 4"], ['edited', 4, 4]],
    ['names a program', ["UPDATE audit SET client = 'claude' WHERE number = 4"], ['edited', 4, 4]],
    ['moves text into another column', ["UPDATE audit SET detail = '' WHERE number = 4"], ['edited', 4, 4]],
    ['renames what it was done to', ["UPDATE audit SET name = 'x' WHERE number = 4"], ['edited', 4, 4]],
    ['puts it elsewhere', ["UPDATE audit SET environment_id = 'x' WHERE number = 4"], ['edited', 4, 4]],
    ['makes a row late', ['UPDATE audit SET late = 1 WHERE number = 4'], ['edited', 4, 4]],
    ['edits the last row', ["UPDATE audit SET what = 'nothing' WHERE number = 10"], ['edited', 10, 10]],
    ['takes out a row', ['DELETE FROM audit WHERE number = 4'], ['missing', 4, 4]],
    ['takes out the first rows', ['DELETE FROM audit WHERE number <= 3'], ['missing', 1, 3]],
    ['cuts off the tail', ['DELETE FROM audit WHERE number > 7'], ['cut', 8, 10]],
    ['cuts off all of it', ['DELETE FROM audit'], ['cut', 1, 10]],
    ['strips a mark', ['UPDATE audit SET mac = NULL WHERE number = 4'], ['unchained', 4, 4]],
  ] as const)('and %s is found out', async (_, statements, [kind, from, to]) => {
    world.tamper(...statements);
    expect(await judged()).toContainEqual({ kind, from, to });
  });

  it('and swaps what two rows say is found out at both', async () => {
    world.tamper(
      "UPDATE audit SET what = 'row 5' WHERE number = 4",
      "UPDATE audit SET what = 'row 4' WHERE number = 5",
    );
    expect(await judged()).toEqual([
      { kind: 'edited', from: 4, to: 4 },
      { kind: 'edited', from: 5, to: 5 },
    ]);
  });

  it('and swaps two rows with their marks is found out', async () => {
    world.tamper(
      'UPDATE audit SET number = 99 WHERE number = 4',
      'UPDATE audit SET number = 4 WHERE number = 5',
      'UPDATE audit SET number = 5 WHERE number = 99',
    );
    expect((await judged()).map(({ from }) => from)).toEqual(expect.arrayContaining([4, 5]));
  });

  it('and closes a gap by numbering anew is found out', async () => {
    world.tamper(
      'DELETE FROM audit WHERE number = 4',
      'UPDATE audit SET number = -number WHERE number > 4',
      'UPDATE audit SET number = -number - 1 WHERE number < 0',
    );
    expect(await judged()).toContainEqual({ kind: 'edited', from: 4, to: 4 });
  });

  it('and puts in a row with a mark from elsewhere is found out', async () => {
    world.tamper(
      "INSERT INTO audit (number, at, by, what, mac) SELECT 11, at, by, 'key revoked', mac FROM audit WHERE number = 10",
    );
    expect(await judged()).toContainEqual({ kind: 'edited', from: 11, to: 11 });
  });

  it('and adds a row at the end gets it marked as chained late', async () => {
    world.tamper(
      "INSERT INTO audit (at, by, what) VALUES ('2026-01-01T00:00:00.000Z', 'window', 'key revoked')",
    );
    expect(await world.start().activity.verify()).toMatchObject({ valid: true, rows: 11, late: 1 });
  });

  it('and wipes the marks, so that the next opening chains other words, is found out by the anchor', async () => {
    world.tamper("UPDATE audit SET mac = NULL, what = 'nothing' WHERE number >= 4");
    const next = world.start();
    await next.chainer.open();
    next.write(5);
    await next.chainer.anchor();
    expect(await judged()).toEqual([{ kind: 'rewritten', from: 10, to: 10 }]);
  });

  it('and cuts the tail is found out, however much is written after it', async () => {
    world.tamper('DELETE FROM audit WHERE number > 7');
    const next = world.start();
    await next.chainer.open();
    next.write(1);
    await next.chainer.anchor();
    expect(await judged()).toEqual([{ kind: 'cut', from: 9, to: 10 }]);
    next.write(20);
    await next.chainer.anchor();
    expect(await judged()).toEqual([{ kind: 'rewritten', from: 10, to: 10 }]);
  });

  it('and gives the ledger another name leaves no row that fits', async () => {
    world.tamper("UPDATE identity SET id = '00000000-0000-4000-8000-000000000000'");
    expect((await judged()).map(({ kind }) => kind)).toEqual(['key-lost', 'anchor-lost']);
  });

  it('and edits a hundred rows is told by the first of them', async () => {
    const more = world.start();
    await more.chainer.open();
    more.write(100);
    world.tamper("UPDATE audit SET detail = 'x'");
    const { valid, problems } = await world.start().activity.verify();
    expect([valid, problems.length, problems[0]?.from]).toEqual([false, 20, 1]);
  });
});

describe('a storage that has lost', () => {
  it.each([
    ['the key', /^ledger\/[^-]+(?:-[0-9a-f]+){4}$/, 'key-lost'],
    ['the anchor', /-audit$/, 'anchor-lost'],
  ])('%s is told, and nothing is made in its place', async (_, account, kind) => {
    for (const name of world.storage.items.keys()) if (account.test(name)) world.storage.items.delete(name);
    const before = world.storage.items.size;
    expect(await judged()).toEqual([{ kind, from: null, to: null }]);
    expect(world.storage.items.size).toBe(before);
  });

  it('nothing but cannot be opened judges nothing', async () => {
    world.storage.state = 'locked';
    await expect(world.start().activity.verify()).rejects.toMatchObject({ code: 'storage-locked' });
  });
});

it('has words for each kind of problem, and for what to do', () => {
  for (const kind of [
    'edited',
    'missing',
    'cut',
    'unchained',
    'rewritten',
    'anchor-lost',
    'key-lost',
  ] as const) {
    const { message, next } = problemWords({ kind, from: 4, to: 6 });
    expect([message, next].every((text) => text.endsWith('.'))).toBe(true);
  }
});
