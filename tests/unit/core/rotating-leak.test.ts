import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '#core/errors.ts';
import { keyAccount } from '#core/ports/secret-store.ts';
import { Secret } from '#core/secret.ts';
import { createRotatingWorld, HOUR, type RotatingWorld } from './rotating-world.ts';
import { codeOf } from './world.ts';

let world: RotatingWorld;
beforeEach(async () => {
  world = await createRotatingWorld();
});
afterEach(() => world.end());

describe('a lost key', () => {
  it('is replaced, and the old one retired', async () => {
    await world.life.vault.remove(`${world.development.id}/${world.key.id}`);
    world.ledger.keys.put({
      ...(world.ledger.keys.get(world.key.id) as never as object),
      held: false,
    } as never);
    const run = await world.start({ overlap: 'none' });
    expect(run).toMatchObject({ reason: 'lost', state: 'done' });
    expect(world.keys.get(world.key.id)).toMatchObject({ held: true, status: 'active' });
    expect(world.alive()).toHaveLength(1);
  });

  it('is no work for the night: whoever has its value may be using it', async () => {
    const row = world.ledger.keys.get(world.key.id);
    if (row === null) throw new Error('there is no row');
    world.ledger.keys.put({ ...row, held: false });
    const plan = await world.rotating.plan({ keyId: world.key.id });
    expect(plan).toMatchObject({ reason: 'lost', attended: expect.stringContaining('somebody else') });
  });

  it('that was not brought into a file leaves the file alone: an earlier run’s copy is of an older value', async () => {
    const place = await world.deliver();
    await world.start({ overlap: 'none' });
    const row = world.ledger.keys.get(world.key.id);
    if (row === null) throw new Error('there is no row');
    await world.life.vault.remove(keyAccount(row.environmentId, row.id));
    world.ledger.keys.put({ ...row, held: false });
    const stands = world.places.get(place);
    world.places.set = () => {
      throw new Error('it was written');
    };
    world.broken.next = new AppError('file-refused', { message: 'It does not parse.' });
    expect(await codeOf(() => world.start())).toBe('file-refused');
    expect(world.rotating.list()[0]).toMatchObject({ reason: 'lost', state: 'failed' });
    expect(world.places.get(place)).toBe(stands);
  });
});

describe('a leak', () => {
  it('finds the owner by the value, replaces it without overlap and writes a note', async () => {
    const delivery = await world.deliver();
    const leaked = (await world.value()) ?? '';
    world.service.usage = 42;
    const { rotation, note } = await world.rotating.panic({ secret: new Secret(leaked) });
    expect(rotation).toMatchObject({ keyId: world.key.id, reason: 'leak', state: 'done' });
    expect([world.isAlive(leaked), world.places.get(delivery)]).toEqual([false, await world.value()]);
    expect(note).toContain('42 requests since');
    expect(note).toContain('The old value is retired.');
    // Whoever searches logs for it finds it as it is.
    expect(note).toContain(`- Old key begins with: \`${rotation.oldHint}\``);
    expect(note).not.toContain(leaked);
    expect(note).not.toContain(await world.value());
  });

  it('of a value that is being replaced ends that run at once, and makes no third key', async () => {
    const leaked = (await world.value()) ?? '';
    const run = await world.start({ overlap: '7d' });
    const { rotation } = await world.rotating.panic({ secret: new Secret(leaked) });
    expect(rotation).toMatchObject({ id: run.id, state: 'done' });
    expect([world.isAlive(leaked), world.alive().length]).toEqual([false, 1]);
  });

  it('of the new value of a run ends that run, and replaces the key once more', async () => {
    const run = await world.start({ overlap: '7d' });
    const leaked = (await world.value()) ?? '';
    const { rotation } = await world.rotating.panic({ secret: new Secret(leaked) });
    expect(rotation.id).not.toBe(run.id);
    expect([world.rotating.get(run.id).state, rotation.state]).toEqual(['done', 'done']);
    expect([world.isAlive(leaked), world.isAlive((await world.value()) ?? '')]).toEqual([false, true]);
    expect(world.alive()).toHaveLength(1);
  });

  it('of the old value of a run that is being taken back is replaced after that', async () => {
    const old = await world.value();
    const { id } = await world.start({ overlap: '1h', watch: '1h' });
    world.clock.advance(HOUR);
    await world.rotating.resume();
    world.service.fail.enable = new AppError('network', { message: 'It cannot be reached.' });
    const undone = await world.rotating.act({ id, act: 'undo' }, null);
    expect(undone).toMatchObject({ step: 'undo', state: 'retrying' });
    const { rotation } = await world.rotating.panic({ secret: new Secret(old ?? '') });
    expect(rotation).toMatchObject({ reason: 'leak', state: 'done' });
    expect(world.rotating.get(id)).toMatchObject({ reason: 'planned', state: 'undone' });
    expect(world.isAlive(old ?? '')).toBe(false);
    expect(world.isAlive((await world.value()) ?? '')).toBe(true);
  });

  it('in the middle of a new value in place goes forward: the old one may be dead', async () => {
    Object.assign(world.service.ways, { create: null });
    const place = await world.deliver();
    world.service.regenerate = 'lost';
    const run = await world.start();
    expect(run).toMatchObject({ kind: 'in-place', step: 'regenerate', state: 'retrying' });
    world.service.regenerate = 'ok';
    const { rotation } = await world.rotating.panic({ keyId: world.key.id });
    expect(world.rotating.get(run.id).state).toBe('done');
    expect(rotation.state).toBe('done');
    expect(world.places.get(place)).toBe(await world.value());
    expect(world.isAlive((await world.value()) ?? '')).toBe(true);
  });

  it.each(['conflict', 'file-failed', 'forbidden-by-rule'] as const)(
    'ends although a file cannot be written (%s), which is on the check list then',
    async (code) => {
      const [first, second] = [await world.deliver(), await world.deliver()];
      const leaked = (await world.value()) ?? '';
      world.stuck.set(first, new AppError(code, { message: 'It cannot be written.' }));
      const { rotation, note } = await world.rotating.panic({ secret: new Secret(leaked) });
      expect(rotation.state).toBe('done');
      expect([world.isAlive(leaked), world.places.get(second)]).toEqual([false, await world.value()]);
      expect(rotation.tasks).toMatchObject([{ delivery: first, done: false }]);
      expect(note).toContain('It could not be written');
      expect(note).toContain('rewrite, done: Every other file has the new value.');
      expect(note).toContain('people, done: One place needs a person: see the check list.');
    },
  );

  it.each(['conflict', 'file-failed'] as const)(
    'tries a file that could not be written (%s) once more behind the others',
    async (code) => {
      const [first, second] = [await world.deliver(), await world.deliver()];
      world.broken.next = new AppError(code, { message: 'It cannot be written.' });
      const { rotation } = await world.rotating.panic({ keyId: world.key.id });
      const value = await world.value();
      expect([world.places.get(first), world.places.get(second)]).toEqual([value, value]);
      expect(rotation).toMatchObject({ state: 'done', tasks: [], written: 2, toWrite: 2 });
    },
  );

  it('takes a write back that failed behind the file, where the run is cancelled after that', async () => {
    const [place, before] = [await world.deliver(), await world.value()];
    world.late.add(place);
    const stop = new AbortController();
    const onStep = ({ step }: { step: string }) => step === 'reread' && stop.abort();
    expect(await codeOf(() => world.start({ reason: 'leak' }, { signal: stop.signal, onStep }))).toBe(
      'cancelled',
    );
    expect(world.newestRun().state).toBe('undone');
    expect([await world.value(), world.places.get(place)]).toEqual([before, before]);
  });

  it('takes back what was written and left to a person, where the run is cancelled after that', async () => {
    const [place, before] = [await world.deliver(), await world.value()];
    world.unread.set(place, new AppError('network', { message: 'It cannot be read.' }));
    const stop = new AbortController();
    const onStep = ({ step }: { step: string }) => step === 'people' && stop.abort();
    const asked = { reason: 'leak' } as const;
    expect(await codeOf(() => world.start(asked, { signal: stop.signal, onStep }))).toBe('cancelled');
    expect(world.newestRun().state).toBe('undone');
    expect([await world.value(), world.places.get(place)]).toEqual([before, before]);
  });

  it.each(['network', 'file-failed'] as const)(
    'ends although a place that was written cannot be read again (%s)',
    async (code) => {
      const [first] = [await world.deliver(), await world.deliver()];
      const leaked = (await world.value()) ?? '';
      world.unread.set(first, new AppError(code, { message: 'It cannot be read.' }));
      const { rotation } = await world.rotating.panic({ secret: new Secret(leaked) });
      expect(rotation).toMatchObject({ state: 'done', tasks: [{ delivery: first, done: false }] });
      expect(rotation.tasks[0]?.text).toMatch(/^It was written, and is not seen there: It cannot be read/);
      expect([world.isAlive(leaked), world.places.get(first)]).toEqual([false, await world.value()]);
    },
  );

  it('of a value that nobody has says what to do', async () => {
    const unknown = { secret: new Secret('fk_live_of_somebody_else') };
    expect(await codeOf(() => world.rotating.panic(unknown))).toBe('not-found');
  });
});

describe('a key that is switched off', () => {
  it('is not switched on by a rotation, unless it leaked', async () => {
    await world.keys.act({ id: world.key.id, act: 'disable' });
    expect(await codeOf(() => world.start())).toBe('forbidden-by-rule');
    expect((await world.start({ reason: 'leak' })).state).toBe('done');
  });
});
