import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { type AdoptingWorld, createAdoptingWorld } from './adopting-world.ts';

const VALUE = 'canary-0123456789abcdef';

let world: AdoptingWorld;
beforeEach(() => {
  world = createAdoptingWorld();
});
afterEach(() => world.end());

const THEIRS = `# mine\r\nPORT=8080\r\nexport STRIPE_KEY="${VALUE}" # live\r\nAPI_URL=https://example.com/a\r\nLAST=1`;
const stripe = { target: 'dotenv', entry: 'STRIPE_KEY' } as const;

test('of a file with many entries our deliveries are listed once', async () => {
  const lines = Array.from({ length: 20 }, (_, index) => `KEY_${index}=${VALUE}-${index}`);
  world.put(lines.join('\n'));
  const { deliveries } = world.ledger;
  let listed = 0;
  const list = () => {
    listed += 1;
    return deliveries.list();
  };
  const adopting = world.adoptingWith({ ledger: { ...world.ledger, deliveries: { ...deliveries, list } } });
  const { found } = await adopting.find({ target: 'dotenv', file: world.theirs });
  expect([found.length, listed]).toEqual([lines.length, 1]);
});

describe('a line of a .env', () => {
  it('stays as it is, closed to others, and is known of: nothing else can stand there', async () => {
    world.put(THEIRS);
    const { found } = await world.adopting.find({ target: 'dotenv', file: world.theirs });
    expect(found).toEqual([
      { entry: 'STRIPE_KEY', name: 'STRIPE_KEY', place: 'variable', hint: 'canary-', obstacle: null },
    ]);
    const plan = await world.adopting.plan(world.request(stripe));
    expect(plan).toMatchObject({ mechanism: 'inline', diff: [], modeAfter: '0600', removed: false });
    expect(plan.warnings.join(' ')).toContain('The value still stands in this file');
    const { key } = await world.adopting.adopt(plan.plan);
    expect([world.get(), world.theirMode()]).toEqual([THEIRS, '600']);
    expect(world.ledger.keys.get(key)).toMatchObject({
      name: 'STRIPE_KEY',
      variable: 'STRIPE_KEY',
      hint: expect.anything(),
    });
    expect((await world.delivering.deliveries()).map(({ state }) => state)).toEqual(['intact']);
    await world.delivering.undo();
    expect([world.get(), world.theirMode()]).toEqual([THEIRS, '644']);
  });

  it('is taken out where that is asked for, and comes back by undo', async () => {
    world.put(THEIRS);
    const plan = await world.adopting.plan(world.request({ ...stripe, remove: true }));
    expect(plan.diff.filter(({ kind }) => kind === 'removed')).toHaveLength(1);
    expect(JSON.stringify(plan)).not.toContain('canary');
    expect(plan.warnings.join(' ')).toContain(`keyrack exec --key ${plan.key.id}=STRIPE_KEY`);
    const { change } = await world.adopting.adopt(plan.plan);
    expect(world.get()).toBe(THEIRS.replace(/export.*\r\n/, ''));
    expect(world.delivering.changes().map(({ what }) => what)).toEqual([
      'Removed STRIPE_KEY from .env file',
      'Adopted STRIPE_KEY in .env file',
    ]);
    expect(world.delivering.undoable().map(({ id }) => id)).toEqual([change]);
    expect(await world.delivering.undo(change)).toMatchObject({ id: change, undone: true });
    expect([world.get(), world.theirMode()]).toEqual([THEIRS, '644']);
    expect(world.values.size).toBe(1);
    await world.adopt({ ...stripe, remove: true });
    await world.delivering.undo();
    expect([world.get(), world.theirMode()]).toEqual([THEIRS, '644']);
  });

  it('that is delivered inline is taken out by one change, whose undo brings the delivery back', async () => {
    world.put(THEIRS);
    const first = await world.adopt(stripe);
    const plan = await world.adopting.plan(world.request({ ...stripe, remove: true }));
    expect(plan.key).toMatchObject({ id: first.key, isNew: false });
    const taken = await world.adopting.adopt(plan.plan);
    expect([taken.delivery, taken.key]).toEqual([first.delivery, first.key]);
    expect(world.get()).toBe(THEIRS.replace(/export.*\r\n/, ''));
    expect([await world.delivering.deliveries(), world.delivering.changes().length]).toEqual([[], 2]);
    await world.delivering.undo(taken.change);
    expect(world.get()).toBe(THEIRS);
    expect((await world.delivering.deliveries()).map(({ id }) => id)).toEqual([first.delivery]);
  });

  it('that is delivered, and holds another value by now, is left alone', async () => {
    world.put(THEIRS);
    const { delivery } = await world.adopt(stripe);
    world.put(THEIRS.replace(VALUE, `${VALUE}9`));
    await expect(world.adopt({ ...stripe, remove: true })).rejects.toMatchObject({
      code: 'conflict',
      next: expect.stringContaining(`keyrack targets restore ${delivery}`),
    });
    expect([world.get(), world.values.size]).toEqual([THEIRS.replace(VALUE, `${VALUE}9`), 1]);
  });

  it('that is given back later is another act than its adoption', async () => {
    world.put(THEIRS);
    const { delivery } = await world.adopt(stripe);
    await world.delivering.unexport(delivery);
    await world.delivering.undo();
    expect(await world.delivering.deliveries()).toHaveLength(1);
    await world.delivering.undo();
    expect(await world.delivering.deliveries()).toEqual([]);
  });

  it.each([
    ['a $ that programs expand', 'A_KEY="abcdefgh$HOME"'],
    ['an escape', 'A_KEY="abcdefgh\\n1"'],
    ['no name of a variable', 'a.b-key=abcdefgh1234'],
  ])('with %s is listed and left alone', async (_what, line) => {
    world.put(line);
    const { found } = await world.adopting.find({ target: 'dotenv', file: world.theirs });
    expect(found).toMatchObject([{ obstacle: expect.any(String) }]);
    const [{ entry } = { entry: '' }] = found;
    await expect(world.adopting.plan(world.request({ target: 'dotenv', entry }))).rejects.toMatchObject({
      code: 'forbidden-by-rule',
    });
  });

  it('that stands there twice is refused with the file', async () => {
    world.put(`A_KEY=${VALUE}\nA_KEY=${VALUE}x\n`);
    await expect(world.adopting.find({ target: 'dotenv', file: world.theirs })).rejects.toMatchObject({
      code: 'file-refused',
    });
  });
});

test('a file that is not there, or has nothing secret, has nothing to adopt', async () => {
  const place = { target: 'dotenv', file: world.theirs };
  expect(await world.adopting.find(place)).toEqual({ file: world.theirs, mode: null, found: [] });
  world.put('PORT=1\n');
  expect(await world.adopting.find(place)).toEqual({ file: world.theirs, mode: '0644', found: [] });
});

test('a file with very many lines is refused, and not looked through', async () => {
  world.put(Array.from({ length: 1_001 }, (_, at) => `A_${at}=1`).join('\n'));
  await expect(world.adopting.find({ target: 'docker-env', file: world.theirs })).rejects.toMatchObject({
    code: 'file-refused',
  });
});

test('a line of a shell that Keyrack would not write so is listed, with what to do', async () => {
  world.put(`export A_TOKEN=${VALUE}\nexport B_TOKEN='${VALUE}'\n`);
  const { found } = await world.adopting.find({ target: 'direnv', file: world.theirs });
  expect(found).toMatchObject([
    { entry: 'A_TOKEN', hint: '', obstacle: expect.stringContaining('single quotes') },
    { entry: 'B_TOKEN', obstacle: null },
  ]);
});

describe('a value that is held', () => {
  it('of the same environment is that key, and no second one', async () => {
    world.put(THEIRS);
    const first = await world.adopt(stripe);
    await world.delivering.undo();
    const plan = await world.adopting.plan(world.request({ ...stripe, name: 'Another' }));
    expect(plan.key).toEqual({ id: first.key, name: 'STRIPE_KEY', isNew: false });
    await world.adopting.adopt(plan.plan);
    expect(world.values.size).toBe(1);
  });

  it('of another environment is a new key, as far as the rules of keys let it', async () => {
    world.put(THEIRS);
    await world.adopt(stripe);
    await world.delivering.undo();
    const plan = await world.adopting.plan(world.request({ ...stripe, environmentId: world.production.id }));
    expect(plan.key.isNew).toBe(true);
  });

  it('is not adopted where its key is no longer in use', async () => {
    world.put(THEIRS);
    const { key } = await world.adopt(stripe);
    await world.delivering.undo();
    const row = world.ledger.keys.get(key);
    if (row !== null) world.ledger.keys.put({ ...row, status: 'revoked' });
    await expect(world.adopting.plan(world.request(stripe))).rejects.toMatchObject({
      code: 'forbidden-by-rule',
    });
  });
});

describe('a crash or a change in between', () => {
  it('killed between the key and the file: the key is there, the file as it was, and a second run makes no second key', async () => {
    world.put(THEIRS);
    const killed = new Error('killed here');
    const dead = world.adoptingWith({
      files: {
        ...world.files,
        replace: async () => {
          throw killed;
        },
        // What would settle the change is dead as well.
        snapshot: async (path) =>
          world.ledger.changes.list().length > 0 ? Promise.reject(killed) : world.files.snapshot(path),
      },
    });
    const plan = await dead.plan(world.request({ ...stripe, remove: true }));
    await expect(dead.adopt(plan.plan)).rejects.toBe(killed);
    expect([world.get(), world.values.size]).toEqual([THEIRS, 1]);
    expect(world.ledger.changes.list()).toMatchObject([{ state: 'writing' }]);

    await world.delivering.recover();
    expect(world.ledger.changes.list()).toEqual([]);
    const again = await world.adopt({ ...stripe, remove: true });
    expect(again.key).toBe(plan.key.id);
    expect(world.values.size).toBe(1);
    expect(world.get()).not.toContain('canary');
  });

  it('killed before the key is kept, nothing happened', async () => {
    world.put(THEIRS);
    const dead = world.adoptingWith({
      keys: {
        add: async () => {
          throw new Error('killed here');
        },
      },
    });
    const plan = await dead.plan(world.request(stripe));
    await expect(dead.adopt(plan.plan)).rejects.toThrow('killed here');
    expect([world.get(), world.theirMode(), world.values.size, world.ledger.changes.list()]).toEqual([
      THEIRS,
      '644',
      0,
      [],
    ]);
  });

  it('a file that was changed since the preview is left alone, and the message says that the key is kept', async () => {
    world.put(THEIRS);
    const plan = await world.adopting.plan(world.request(stripe));
    world.put(`${THEIRS}2`);
    await expect(world.adopting.adopt(plan.plan)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('The value is kept, as the key "STRIPE_KEY"'),
    });
    expect(world.get()).toBe(`${THEIRS}2`);
  });

  it('a preview counts once', async () => {
    world.put(THEIRS);
    const plan = await world.adopting.plan(world.request(stripe));
    await world.adopting.adopt(plan.plan);
    await expect(world.adopting.adopt(plan.plan)).rejects.toMatchObject({ code: 'not-found' });
  });
});

it('cannot be done in a file that is not there', async () => {
  const asked = world.adopting.plan(world.request(stripe));
  expect(await asked.catch((error: unknown) => error)).toMatchObject({
    code: 'not-found',
    message: expect.stringContaining('There is no file'),
  });
});
