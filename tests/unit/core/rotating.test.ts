import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '#core/errors.ts';
import { Secret } from '#core/secret.ts';
import type { Rotation } from '#shared/model/rotation.ts';
import { createRotatingWorld, INVALID, type RotatingWorld } from './rotating-world.ts';
import { codeOf } from './world.ts';

const HOUR = 3_600_000;

let world: RotatingWorld;
beforeEach(async () => {
  world = await createRotatingWorld();
});
afterEach(() => world.end());

const start = (extra = {}): Promise<Rotation> => world.rotating.start({ keyId: world.key.id, ...extra });
const steps = (id: string) => world.rotating.journal(id).map(({ step, state }) => `${step} ${state}`);
const statusOf = (id: string) => world.ledger.keys.get(id)?.status ?? 'gone';
const openRun = () => {
  const [run] = world.rotating.list();
  if (run === undefined) throw new Error('there is no run');
  return run;
};

describe('a new key beside the old one, without an overlap', () => {
  it('takes its place under the same id, everywhere, and the old one is refused', async () => {
    const [one, two] = [await world.deliver(), await world.deliver()];
    const before = await world.value();
    const run = await start({ overlap: 'none' });
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

  it('has the old one’s name, scopes and description, with the day', async () => {
    await start({ overlap: 'none' });
    expect(world.keys.get(world.key.id)).toMatchObject({
      name: 'CI',
      scopes: world.key.scopes,
      description: 'nightly (rotated 2026-11-20)',
    });
    await start({ overlap: 'none' });
    expect(world.keys.get(world.key.id).description).toBe('nightly (rotated 2026-11-20)');
  });

  it('leaves one value in the storage, and the old key’s row as the service keeps it', async () => {
    await start({ overlap: 'none' });
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
    const run = await start({ overlap: 'none' });
    expect(steps(run.id)).toEqual([
      ...['create begun', 'create done', 'verify done', 'switch begun', 'switch done'],
      ...['rewrite done', 'rewrite done', 'reread done', 'reread done', 'people done'],
      ...['overlap done', 'disable done', 'watch done', 'revoke begun', 'revoke done', 'refuse done'],
    ]);
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

describe('an overlap', () => {
  it('keeps both alive, hands out the new one, and ends in a watch and a revoke', async () => {
    const before = (await world.value()) ?? '';
    const run = await start({ overlap: '24h' });
    expect(run).toMatchObject({ state: 'overlap', watch: '1h', resumeAt: '2026-11-21T12:00:00.000Z' });
    expect([world.isAlive(before), world.isAlive((await world.value()) ?? '')]).toEqual([true, true]);
    world.clock.advance(23 * HOUR);
    await world.rotating.resume();
    expect(world.rotating.get(run.id).state).toBe('overlap');
    world.clock.advance(HOUR);
    expect(await world.rotating.resume()).toBe(1);
    expect(world.rotating.get(run.id)).toMatchObject({ state: 'watching', step: 'watch' });
    expect(world.isAlive(before)).toBe(false);
    world.clock.advance(HOUR);
    await world.rotating.resume();
    expect(world.rotating.get(run.id)).toMatchObject({ state: 'done', problem: null });
  });

  it('ends at once where a person says so', async () => {
    const run = await start({ overlap: '7d', watch: 'none' });
    expect((await world.rotating.act({ id: run.id, act: 'continue' }, null)).state).toBe('done');
  });

  it('is taken back whole: the old value everywhere, no new key', async () => {
    const delivery = await world.deliver();
    const before = await world.value();
    const run = await start({ overlap: '24h' });
    expect(await world.rotating.act({ id: run.id, act: 'undo' }, null)).toMatchObject({ state: 'undone' });
    expect(await world.value()).toBe(before);
    expect(world.places.get(delivery)).toBe(before);
    expect(world.alive()).toEqual([world.key.remoteId]);
    expect(world.keys.get(world.key.id)).toEqual({
      ...world.key,
      deliveries: world.keys.get(world.key.id).deliveries,
    });
    expect(world.accounts()).toHaveLength(1);
  });

  it('taken back while the old one is switched off, it is switched on again', async () => {
    const run = await start({ overlap: '1h' });
    world.clock.advance(HOUR);
    await world.rotating.resume();
    expect(statusOf(world.ledger.rotations.get(run.id)?.oldId ?? '')).toBe('inactive');
    await world.rotating.act({ id: run.id, act: 'undo' }, null);
    expect(world.isAlive((await world.value()) ?? '')).toBe(true);
    expect(world.keys.get(world.key.id).status).toBe('active');
  });

  it.each(['revoke', 'delete', 'disable'] as const)(
    'nobody can %s the key or its old value meanwhile',
    async (act) => {
      const run = await start();
      const { oldId = '' } = world.ledger.rotations.get(run.id) ?? {};
      for (const id of [world.key.id, oldId])
        expect(await codeOf(() => world.keys.act({ id, act }))).toBe('conflict');
      expect(await codeOf(() => world.keys.regenerate({ id: world.key.id }, null))).toBe('conflict');
    },
  );

  it('does not begin twice for one key', async () => {
    await start();
    expect(await codeOf(() => start())).toBe('conflict');
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
    expect(await codeOf(() => start())).toBe(code);
    expect(openRun()).toMatchObject({ state: 'failed' });
    expect(openRun().problem).not.toBeNull();
    expect([await world.value(), world.places.get(delivery)]).toEqual([before, before]);
    expect(world.alive()).toEqual([world.key.remoteId]);
    expect(world.accounts()).toHaveLength(1);
  });

  it('a lost answer is looked for, its key deleted, and another made', async () => {
    world.service.create = 'lost';
    const run = await start({ overlap: 'none' });
    expect(run).toMatchObject({ state: 'retrying', step: 'create' });
    world.service.create = 'ok';
    world.clock.advance(60_000);
    await world.rotating.resume();
    expect(world.rotating.get(run.id).state).toBe('done');
    expect(world.alive()).toEqual([world.keys.get(world.key.id).remoteId]);
  });

  it('a locked storage stops it where it is, and it goes on once it is open', async () => {
    const run = await start({ overlap: '1h' });
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
    expect(
      await codeOf(() => world.rotating.start({ keyId: world.key.id }, { signal: stop.signal, onStep })),
    ).toBe('cancelled');
    expect(openRun().state).toBe('undone');
    expect([await world.value(), world.places.get(delivery)]).toEqual([before, before]);
  });
});

describe('a client that has to be quit first', () => {
  it('is waited for, and its file written then', async () => {
    const delivery = await world.deliver();
    world.broken.next = new AppError('conflict', { message: 'Claude Desktop is running.', next: 'Quit it.' });
    const run = await start({ overlap: 'none' });
    expect(run).toMatchObject({
      state: 'retrying',
      step: 'rewrite',
      problem: 'Claude Desktop is running. Quit it.',
    });
    world.clock.advance(60_000);
    await world.rotating.resume();
    expect(world.rotating.get(run.id).state).toBe('done');
    expect(world.places.get(delivery)).toBe(await world.value());
  });
});

describe('a check list', () => {
  it('holds the run until it is worked off, and gives the new value once for each place', async () => {
    const delivery = await world.deliver('input');
    const run = await start({ overlap: 'none' });
    expect(run).toMatchObject({ state: 'waiting', step: 'people' });
    expect(run.tasks).toMatchObject([{ delivery, done: false }]);
    expect((await world.rotating.readForTask(run.id, delivery)).expose()).toBe(await world.value());
    expect(await codeOf(() => world.rotating.readForTask(run.id, delivery))).toBe('forbidden-by-rule');
    expect((await world.rotating.tick(run.id, delivery)).state).toBe('done');
  });

  it('does not hold up a leak', async () => {
    await world.deliver('input');
    const run = await start({ reason: 'leak' });
    expect(run).toMatchObject({ state: 'done', overlap: 'none', watch: 'none' });
    expect(run.tasks).toMatchObject([{ done: false }]);
  });
});

describe('the old key in use after the switch', () => {
  it('is told, and not revoked until a person has looked', async () => {
    const run = await start({ overlap: '1h', watch: 'none' });
    world.clock.advance(HOUR / 2);
    const remote = world.service.keys.get(world.key.remoteId ?? '');
    if (remote !== undefined)
      world.service.keys.set(remote.id, { ...remote, lastUsedAt: world.clock.now().toISOString() });
    world.clock.advance(HOUR / 2);
    await world.rotating.resume();
    const waiting = world.rotating.get(run.id);
    expect(waiting).toMatchObject({ state: 'waiting', step: 'watch', oldUsedAt: '2026-11-20T12:30:00.000Z' });
    expect(waiting.problem).toContain('still in use');
    expect(world.notifier.told.map(({ title }) => title)).toEqual(['The old key "CI" is still in use']);
    expect((await world.rotating.act({ id: run.id, act: 'continue' }, null)).state).toBe('done');
  });

  it('switched off meanwhile, it works again on a word', async () => {
    const before = (await world.value()) ?? '';
    const run = await start({ overlap: '1h', watch: '24h' });
    world.clock.advance(HOUR);
    await world.rotating.resume();
    expect(world.rotating.get(run.id).can).toContain('enable');
    expect(await world.rotating.act({ id: run.id, act: 'enable' }, null)).toMatchObject({ state: 'overlap' });
    expect(world.isAlive(before)).toBe(true);
  });
});

describe('the revoke', () => {
  it('that fails is tried again until it succeeds, and never silently', async () => {
    world.service.fail.revoke = new AppError('service-failed', { message: 'It is down.' });
    const run = await start({ overlap: 'none' });
    expect(run).toMatchObject({ state: 'retrying', step: 'revoke', problem: 'It is down.' });
    world.clock.advance(60_000);
    expect(await world.openRotating(2).resume()).toBe(1);
    expect(world.rotating.get(run.id).state).toBe('done');
  });

  it('without effect is an alarm, until a person accepts it', async () => {
    world.service.verdict = () => ({ is: 'valid', because: null, message: 'Yes.', next: null });
    const run = await start({ overlap: 'none' });
    expect(run).toMatchObject({ state: 'retrying', step: 'refuse' });
    expect(run.problem).toContain('still accepts');
    world.clock.advance(5 * 60_000);
    await world.rotating.resume();
    expect(world.rotating.get(run.id).problem).toContain('Alarm');
    expect(world.notifier.told).toHaveLength(1);
    expect((await world.rotating.act({ id: run.id, act: 'accept' }, null)).state).toBe('done');
    expect(world.accounts()).toHaveLength(1);
  });

  it('by hand waits for the user’s word', async () => {
    for (const way of ['revoke', 'delete', 'disable'] as const) world.service.ways[way] = 'guided';
    const run = await start({ overlap: 'none' });
    expect(run).toMatchObject({ state: 'waiting', step: 'revoke' });
    expect(run.can).toEqual(['continue', 'retired', 'undo']);
    world.service.keys.delete(world.key.remoteId ?? '');
    expect((await world.rotating.act({ id: run.id, act: 'retired' }, null)).state).toBe('done');
  });
});

describe('in place', () => {
  beforeEach(() => {
    world.service.ways.create = null;
  });

  it('the same key gets a new value, and only goes forward', async () => {
    const delivery = await world.deliver();
    const before = (await world.value()) ?? '';
    world.broken.next = new AppError('file-failed', { message: 'Full.' });
    const run = await start({ overlap: '24h' });
    expect(run).toMatchObject({ kind: 'in-place', overlap: 'none', state: 'retrying', step: 'rewrite' });
    expect(run.can).not.toContain('undo');
    world.clock.advance(60_000);
    await world.rotating.resume();
    expect(world.rotating.get(run.id).state).toBe('done');
    expect(world.isAlive(before)).toBe(false);
    expect(world.places.get(delivery)).toBe(await world.value());
    expect(world.accounts()).toHaveLength(1);
  });

  it('after a lost answer it is asked again', async () => {
    world.service.regenerate = 'lost';
    const run = await start();
    expect(run).toMatchObject({ state: 'retrying', step: 'regenerate' });
    world.service.regenerate = 'ok';
    world.clock.advance(60_000);
    await world.rotating.resume();
    expect(world.rotating.get(run.id).state).toBe('done');
    expect(world.isAlive((await world.value()) ?? '')).toBe(true);
  });

  it('refused, nothing has happened', async () => {
    const before = await world.value();
    world.service.regenerate = 'refused';
    expect(await codeOf(() => start())).toBe('refused');
    expect([openRun().state, await world.value()]).toEqual(['failed', before]);
    expect(world.accounts()).toHaveLength(1);
  });
});

describe('by hand', () => {
  const NEW = 'fk_live_zyxwvutsrqponmlkjihg';

  it('waits for the value, and goes on with it', async () => {
    for (const way of ['create', 'regenerate', 'verify'] as const) world.service.ways[way] = 'guided';
    const run = await start({ overlap: 'none' });
    expect(run).toMatchObject({ state: 'waiting', step: 'enter', can: ['enter', 'undo'] });
    const ended = await world.rotating.act({ id: run.id, act: 'enter' }, new Secret(NEW));
    expect(ended).toMatchObject({ state: 'done' });
    expect(await world.value()).toBe(NEW);
  });

  it('a local key is replaced by what the user enters', async () => {
    const place = { environmentId: world.development.id, name: 'Local', variable: 'LOCAL' };
    const local = await world.keys.add(place, new Secret('local-value-0123456789'));
    const delivery = await world.deliver('inline', local);
    const run = await world.rotating.start({ keyId: local.id, overlap: 'none' });
    await world.rotating.act({ id: run.id, act: 'enter' }, new Secret(NEW));
    expect(world.places.get(delivery)).toBe(NEW);
    expect(world.rotating.get(run.id)).toMatchObject({ state: 'waiting', step: 'revoke' });
    expect((await world.rotating.act({ id: run.id, act: 'retired' }, null)).state).toBe('done');
    expect(world.keys.list().filter(({ connectionId }) => connectionId === null)).toMatchObject([
      { id: local.id },
    ]);
  });

  it('a value that is no new one is refused, and asked for again', async () => {
    for (const way of ['create', 'regenerate', 'verify'] as const) world.service.ways[way] = 'guided';
    const run = await start();
    const same = new Secret((await world.value()) ?? '');
    expect(await codeOf(() => world.rotating.act({ id: run.id, act: 'enter' }, same))).toBe('invalid-input');
    expect(world.rotating.get(run.id)).toMatchObject({ state: 'waiting', step: 'enter' });
  });
});

describe('a lost key', () => {
  it('is replaced, and the old one retired', async () => {
    await world.life.vault.remove(`${world.development.id}/${world.key.id}`);
    world.ledger.keys.put({
      ...(world.ledger.keys.get(world.key.id) as never as object),
      held: false,
    } as never);
    const run = await start({ overlap: 'none' });
    expect(run).toMatchObject({ reason: 'lost', state: 'done' });
    expect(world.keys.get(world.key.id)).toMatchObject({ held: true, status: 'active' });
    expect(world.alive()).toHaveLength(1);
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
    expect(note).not.toContain(leaked);
    expect(note).not.toContain(await world.value());
  });

  it('of a value that nobody has says what to do', async () => {
    const unknown = { secret: new Secret('fk_live_of_somebody_else') };
    expect(await codeOf(() => world.rotating.panic(unknown))).toBe('not-found');
  });
});

describe('a plan', () => {
  it('does nothing, and tells the calls, the places and who is needed', async () => {
    await world.deliver();
    await world.deliver('input');
    const before = world.service.calls.length;
    const plan = await world.rotating.plan({ keyId: world.key.id });
    expect(world.service.calls).toHaveLength(before);
    expect(world.rotating.list()).toEqual([]);
    expect(plan.deliveries.map(({ how }) => how)).toEqual(['rewrite', 'person']);
    expect(plan.attended).toContain('needs a person');
    expect(plan.steps.find(({ step }) => step === 'create')?.calls).toHaveLength(1);
  });

  it('is a runbook, whose text no name can break', async () => {
    await world.keys.edit({ id: world.key.id, name: '# Evil *name* [x](y)' });
    const text = await world.rotating.runbook({ keyId: world.key.id });
    expect(text.split('\n')[0]).toBe('# Rotation of \\# Evil \\*name\\* \\[x\\](y)');
  });
});

describe('production', () => {
  it('asks for its name', async () => {
    const production = await world.keys.create({
      environmentId: world.production.id,
      connectionId: world.inProduction.id,
      name: 'Live',
    });
    const request = { keyId: production.id, overlap: 'none' } as const;
    expect(await codeOf(() => world.rotating.start(request))).toBe('confirmation-needed');
    expect((await world.rotating.start({ ...request, confirm: 'Production' })).state).toBe('done');
  });
});
