import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '#core/errors.ts';
import { createRotatingWorld, HOUR, INVALID, type RotatingWorld } from './rotating-world.ts';
import { codeOf } from './world.ts';

let world: RotatingWorld;
beforeEach(async () => {
  world = await createRotatingWorld();
});
afterEach(() => world.end());

const steps = (id: string) => world.rotating.journal(id).map(({ step, state }) => `${step} ${state}`);

describe('a new key beside the old one, without an overlap', () => {
  it('takes its place under the same id, everywhere, and the old one is refused', async () => {
    const [one, two] = [await world.deliver(), await world.deliver()];
    const before = await world.value();
    const run = await world.start({ overlap: 'none' });
    const after = await world.value();
    expect(run).toMatchObject({
      state: 'done',
      kind: 'replace',
      problem: null,
      written: 2,
      toWrite: 2,
      can: [],
    });
    expect(after).not.toBe(before);
    expect([world.places.get(one), world.places.get(two)]).toEqual([after, after]);
    expect([world.isAlive(before ?? ''), world.isAlive(after ?? '')]).toEqual([false, true]);
    expect(world.keys.get(world.key.id)).toMatchObject({
      name: 'CI',
      tags: ['ci'],
      variable: 'CI_KEY',
      held: true,
    });
    expect(world.alive()).toEqual([world.keys.get(world.key.id).remoteId]);
  });

  it('looks at a delivery as often as if it were the only one', async () => {
    const looks = async () => {
      world.looked.length = 0;
      await world.start({ overlap: 'none' });
      return world.looked.filter((id) => id === one).length;
    };
    const one = await world.deliver();
    const alone = await looks();
    for (let more = 0; more < 8; more += 1) await world.deliver();
    expect(await looks()).toBe(alone);
  });

  it('has the old one’s name, scopes and description, with the day', async () => {
    await world.start({ overlap: 'none' });
    expect(world.keys.get(world.key.id)).toMatchObject({
      name: 'CI',
      scopes: world.key.scopes,
      description: 'nightly (rotated 2026-11-20)',
    });
    await world.start({ overlap: 'none' });
    expect(world.keys.get(world.key.id).description).toBe('nightly (rotated 2026-11-20)');
  });

  it('leaves one value in the storage, and the old key’s row as the service keeps it', async () => {
    await world.start({ overlap: 'none' });
    expect(world.accounts()).toEqual([`${world.development.id}/${world.key.id}`]);
    const old = world.keys.list().find(({ replacedBy }) => replacedBy === world.key.id);
    expect(old).toMatchObject({
      status: 'revoked',
      held: false,
      variable: null,
      remoteId: world.key.remoteId,
    });
    expect(old?.name).toBe('CI (replaced 2026-11-20)');
  });

  it('writes every step into its journal, in order', async () => {
    await world.deliver();
    const run = await world.start({ overlap: 'none' });
    expect(steps(run.id)).toEqual([
      ...['create begun', 'create done', 'verify done', 'switch begun', 'switch done'],
      ...['rewrite done', 'rewrite done', 'rewrite done', 'reread done', 'reread done', 'people done'],
      ...['overlap done', 'disable done', 'watch done', 'revoke begun', 'revoke done', 'refuse done'],
    ]);
  });

  it('needs no copy where it is delivered and the old one was copied; else it waits for one', async () => {
    world.keys.acknowledge(world.key.id);
    await world.start({ overlap: 'none' });
    expect(world.keys.get(world.key.id).acknowledged).toBe(false);
    world.keys.acknowledge(world.key.id);
    await world.deliver('launcher');
    await world.start({ overlap: 'none' });
    expect(world.keys.get(world.key.id).acknowledged).toBe(true);
  });

  it('is told under its name while it goes on, and the name stays one', async () => {
    const seen: string[][] = [];
    const isOnce = (names: readonly string[]) => names.filter((name) => name === 'CI').length === 1;
    await world.rotating.start(
      { keyId: world.key.id, overlap: 'none' },
      {
        onStep: () => seen.push(world.keys.list().map(({ name }) => name)),
      },
    );
    expect(new Set(seen.flat())).toEqual(new Set(['CI', 'CI (replaced 2026-11-20)']));
    expect(seen.every(isOnce)).toBe(true);
    expect(world.keys.find('CI').id).toBe(world.key.id);
  });
});

describe('what fails before the old key is revoked', () => {
  const failing: readonly [string, () => void, string][] = [
    [
      'the service makes no key',
      () => {
        world.service.create = 'refused';
      },
      'refused',
    ],
    [
      'the new key is refused',
      () => {
        world.service.verdict = () => INVALID;
      },
      'refused',
    ],
    [
      'a file cannot be written',
      () => {
        world.broken.next = new AppError('file-failed', { message: 'Full.' });
      },
      'file-failed',
    ],
  ];
  it.each(failing)('is taken back: %s', async (_, breakIt, code) => {
    const delivery = await world.deliver();
    const before = await world.value();
    breakIt();
    expect(await codeOf(() => world.start())).toBe(code);
    expect(world.newestRun()).toMatchObject({ state: 'failed' });
    expect(world.newestRun().problem).not.toBeNull();
    expect([await world.value(), world.places.get(delivery)]).toEqual([before, before]);
    expect(world.alive()).toEqual([world.key.remoteId]);
    expect(world.accounts()).toHaveLength(1);
  });

  it('a lost answer is looked for, its key deleted, and another made', async () => {
    world.service.create = 'lost';
    const run = await world.start({ overlap: 'none' });
    expect(run).toMatchObject({ state: 'retrying', step: 'create' });
    world.service.create = 'ok';
    world.clock.advance(60_000);
    await world.rotating.resume();
    expect(world.rotating.get(run.id).state).toBe('done');
    expect(world.alive()).toEqual([world.keys.get(world.key.id).remoteId]);
  });

  it('a limit of addresses whose answer was lost is set before the key is handed out', async () => {
    const row = world.ledger.keys.get(world.key.id);
    if (row === null) throw new Error('there is no key');
    world.ledger.keys.put({ ...row, allowedIps: ['203.0.113.0/24'] });
    const { keys, calls } = world.service;
    const set = keys.set.bind(keys);
    // It takes no addresses with the request for a key.
    keys.set = (id, key) => set(id, calls.at(-1) === 'create' ? Object.assign(key, { allowedIps: [] }) : key);
    world.service.fail.allowIps = new AppError('outcome-unknown', { message: 'The answer was lost.' });
    const run = await world.start({ overlap: 'none' });
    expect(run).toMatchObject({ state: 'retrying', step: 'create' });
    world.clock.advance(HOUR);
    await world.rotating.resume();
    expect(world.rotating.get(run.id).state).toBe('done');
    const [alive] = world.alive();
    expect(world.service.keys.get(alive ?? '')?.allowedIps).toEqual(['203.0.113.0/24']);
    expect(world.keys.get(world.key.id).allowedIps).toEqual(['203.0.113.0/24']);
  });

  it('stopped, runs that had not gone on yet are left as they are', async () => {
    world.service.fail.create = new AppError('rate-limited', { message: 'Slowly.' });
    const run = await world.start();
    expect(run).toMatchObject({ state: 'retrying', step: 'create' });
    world.clock.advance(HOUR);
    await world.rotating.resume(AbortSignal.abort());
    expect(world.rotating.get(run.id)).toMatchObject({ state: 'retrying', step: 'create' });
  });

  it('a locked storage stops it where it is, and it goes on once it is open', async () => {
    const run = await world.start({ overlap: '1h' });
    world.clock.advance(2 * HOUR);
    world.storage.state = 'locked';
    await world.rotating.resume();
    expect(world.rotating.get(run.id).state).toBe('retrying');
    world.storage.state = 'ready';
    world.clock.advance(60_000);
    await world.rotating.resume();
    expect(world.rotating.get(run.id).problem).toBeNull();
  });

  it('cancelled, it goes back', async () => {
    const stop = new AbortController();
    const delivery = await world.deliver();
    const before = await world.value();
    const onStep = ({ step }: { step: string }) => step === 'reread' && stop.abort();
    expect(await codeOf(() => world.start({}, { signal: stop.signal, onStep }))).toBe('cancelled');
    expect(world.newestRun().state).toBe('undone');
    expect([await world.value(), world.places.get(delivery)]).toEqual([before, before]);
  });

  it('cancelled while a new key is made, makes no second one', async () => {
    const stop = new AbortController();
    const before = await world.value();
    world.service.create = 'lost';
    const list = world.service.keys;
    const set = list.set.bind(list);
    list.set = (...args) => {
      stop.abort();
      return set(...args);
    };
    await codeOf(() => world.start({}, { signal: stop.signal }));
    world.service.create = 'ok';
    world.clock.advance(120_000);
    await world.rotating.resume();
    expect(world.newestRun().state).toBe('undone');
    expect(await world.value()).toBe(before);
    expect(world.alive()).toEqual([world.key.remoteId]);
  });
});
