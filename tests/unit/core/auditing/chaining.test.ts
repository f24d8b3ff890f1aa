import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AuditWorld, createAuditWorld } from './audit-world.ts';

let world: AuditWorld;
beforeEach(() => {
  world = createAuditWorld();
});
afterEach(() => world.end());

const marks = ({ activity }: ReturnType<AuditWorld['start']>) =>
  activity
    .newest(10_000, {})
    .map(({ chained }) => chained)
    .reverse();

describe('a row', () => {
  it('is chained at once where the key is in hand', async () => {
    const process = world.start();
    await process.chainer.open();
    process.write(2);
    expect(marks(process)).toEqual(['yes', 'yes']);
  });

  it('waits while the storage is locked, and is chained late at the next opening', async () => {
    world.storage.state = 'locked';
    const process = world.start();
    await process.chainer.open();
    process.write(2);
    expect(marks(process)).toEqual(['no', 'no']);
    world.storage.state = 'ready';
    await process.chainer.open();
    process.write(1);
    expect(marks(process)).toEqual(['late', 'late', 'yes']);
    expect(await process.activity.verify()).toMatchObject({ valid: true, chained: 3, late: 2 });
  });

  it('is chained in the command that opens the storage for something else', async () => {
    const process = world.start();
    process.write(1);
    await process.vault.assertOpen();
    process.write(1);
    expect(marks(process)).toEqual(['late', 'yes']);
  });

  it('of many that waited keeps its place: a home of before is chained whole', async () => {
    const process = world.start();
    process.ledger.transaction(() => process.write(1_234));
    await process.chainer.open();
    expect(new Set(marks(process))).toEqual(new Set(['late']));
    expect(await process.activity.verify()).toMatchObject({ valid: true, rows: 1_234, late: 1_234 });
  });

  it('of a change that failed is not there, nor of one that was taken back', async () => {
    const process = world.start();
    await process.chainer.open();
    process.write(1);
    expect(() =>
      process.ledger.transaction(() => {
        process.write(3);
        throw new Error('the change failed');
      }),
    ).toThrow('the change failed');
    process.write(1);
    expect(process.ledger.audit.list(10).map(({ number, what }) => [number, what])).toEqual([
      [2, 'row 2'],
      [1, 'row 1'],
    ]);
    expect(await process.activity.verify()).toMatchObject({ valid: true, rows: 2 });
  });

  it.each([
    ['half a character', 'a\ud800b'],
    ['a NUL', 'a\0b'],
    ['an accent in two parts', 'e\u0301'],
  ])('with %s in it fits as it is kept', async (_, detail) => {
    const process = world.start();
    await process.chainer.open();
    process.audit('key edited', null, detail);
    expect(await process.activity.verify()).toMatchObject({ valid: true, chained: 1 });
  });

  it('cannot be changed or taken out by this program', async () => {
    const process = world.start();
    await process.chainer.open();
    process.write(1);
    expect(() => process.ledger.audit.chain(1, 'f'.repeat(64), false)).toThrow();
    expect(await process.activity.verify()).toMatchObject({ valid: true });
  });
});

describe('two processes', () => {
  it('that write in turn leave one chain of 1,000 rows without a gap', async () => {
    const [one, two] = [world.start(), world.start()];
    await Promise.all([one.chainer.open(), two.chainer.open()]);
    for (let at = 0; at < 500; at += 1) {
      one.audit('by one', null);
      two.audit('by two', null);
    }
    await Promise.all([one.chainer.anchor(), two.chainer.anchor()]);
    expect(await world.start().activity.verify()).toEqual({
      valid: true,
      rows: 1_000,
      chained: 1_000,
      late: 0,
      problems: [],
    });
  });

  it('of which one has no key leave one chain: the other chains its rows, late', async () => {
    const [open, closed] = [world.start(), world.start()];
    await open.chainer.open();
    closed.write(1);
    open.write(1);
    closed.write(1);
    open.write(1);
    expect(marks(open)).toEqual(['late', 'yes', 'late', 'yes']);
    expect(await open.activity.verify()).toMatchObject({ valid: true });
  });
});

describe('the anchor', () => {
  it('may be behind: what was committed before a crash is valid by its own mark', async () => {
    const crashed = world.start();
    await crashed.chainer.open();
    crashed.write(3);
    await crashed.chainer.anchor();
    crashed.write(4);
    expect(await world.start().activity.verify()).toMatchObject({ valid: true, rows: 7 });
  });

  it('of a process that is behind does not put it back', async () => {
    const [ahead, behind] = [world.start(), world.start()];
    await Promise.all([ahead.chainer.open(), behind.chainer.open()]);
    behind.write(2);
    ahead.write(5);
    await ahead.chainer.anchor();
    await behind.chainer.anchor();
    world.tamper('DELETE FROM audit WHERE number = 7');
    expect((await world.start().activity.verify()).problems).toEqual([{ kind: 'cut', from: 7, to: 7 }]);
  });

  it('is left for later, and fails nothing, where the storage was locked meanwhile', async () => {
    const process = world.start();
    await process.chainer.open();
    world.storage.state = 'locked';
    process.write(1);
    await process.chainer.anchor();
    await process.activity.end();
    world.storage.state = 'ready';
    await process.activity.end();
    world.tamper('DELETE FROM audit');
    expect((await world.start().activity.verify()).problems).toEqual([{ kind: 'cut', from: 1, to: 1 }]);
  });

  it('is not looked for by a process that did not open the storage', async () => {
    const process = world.start();
    process.write(1);
    await process.activity.end();
    expect(world.storage.items.size).toBe(0);
  });
});

describe('keeping the audit', () => {
  it('waits until the user has chosen where secrets are kept', async () => {
    const { status } = world.storage;
    world.storage.status = async () => ({ ...(await status()), chosen: false });
    const process = world.start();
    await process.activity.keep();
    expect(world.storage.items.size).toBe(0);
    world.storage.status = status;
    await process.activity.keep();
    expect(world.storage.items.size).toBe(2);
  });
});
