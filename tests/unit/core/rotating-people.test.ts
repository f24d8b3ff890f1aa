import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '#core/errors.ts';
import { Secret } from '#core/secret.ts';
import { VALID } from '#tests/fakes/service.ts';
import { Killed } from '#tests/fakes/service-calls.ts';
import { createRotatingWorld, INVALID, type RotatingWorld } from './rotating-world.ts';
import { codeOf } from './world.ts';

let world: RotatingWorld;
beforeEach(async () => {
  world = await createRotatingWorld();
});
afterEach(() => world.end());

describe('a client that has to be quit first', () => {
  it('is waited for, and its file written then', async () => {
    const delivery = await world.deliver();
    world.broken.next = new AppError('conflict', { message: 'Claude Desktop is running.', next: 'Quit it.' });
    const run = await world.start({ overlap: 'none' });
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

describe('a file that comes to be no program’s to write while it is waited for', () => {
  it('goes to the check list, and is waited for no longer', async () => {
    const place = await world.deliver();
    world.broken.next = new AppError('conflict', { message: 'The file was changed.' });
    const run = await world.start({ overlap: 'none' });
    expect(run).toMatchObject({ state: 'retrying', step: 'rewrite', toWrite: 1 });
    const row = world.ledger.deliveries.get(place);
    if (row !== null) world.ledger.deliveries.put({ ...row, mechanism: 'input' });
    world.clock.advance(60_000);
    world.broken.next = new AppError('conflict', { message: 'The file was changed.' });
    await world.rotating.resume();
    expect(world.rotating.get(run.id)).toMatchObject({ state: 'waiting', step: 'people', toWrite: 0 });
    expect((await world.rotating.tick(run.id, place)).state).toBe('done');
  });
});

describe('a place that does not keep the new value', () => {
  it('is written again at once, then now and then, and told', async () => {
    const place = await world.deliver();
    world.places.set = () => world.places;
    let steps = 0;
    const onStep = () => {
      steps += 1;
      if (steps > 60) throw new Error('it goes round for ever');
    };
    const run = await world.start({ overlap: 'none' }, { onStep });
    expect(run).toMatchObject({ state: 'retrying', step: 'reread', problem: 'Somebody wrote over it.' });
    world.clock.advance(60_000);
    await world.rotating.resume();
    expect(world.rotating.get(run.id)).toMatchObject({ state: 'retrying', step: 'reread', written: 0 });
    Reflect.deleteProperty(world.places, 'set');
    world.clock.advance(60_000);
    await world.rotating.resume();
    expect(world.rotating.get(run.id).state).toBe('done');
    expect(world.places.get(place)).toBe(await world.value());
  });
});

describe('a check list', () => {
  it('holds the run until it is worked off, and gives the new value once for each place', async () => {
    const delivery = await world.deliver('input');
    const run = await world.start({ overlap: 'none' });
    expect(run).toMatchObject({ state: 'waiting', step: 'people' });
    expect(run.tasks).toMatchObject([{ delivery, done: false, copied: false }]);
    expect((await world.rotating.readForTask(run.id, delivery)).expose()).toBe(await world.value());
    expect(world.rotating.get(run.id).tasks).toMatchObject([{ done: false, copied: true }]);
    expect(await codeOf(() => world.rotating.readForTask(run.id, delivery))).toBe('forbidden-by-rule');
    expect((await world.rotating.tick(run.id, delivery)).state).toBe('done');
  });

  it('of what was given out by hand is told before the new key is deleted', async () => {
    const delivery = await world.deliver('input');
    const run = await world.start();
    await world.rotating.readForTask(run.id, delivery);
    const asked = await world.rotating.act({ id: run.id, act: 'undo' }, null);
    expect(asked).toMatchObject({ state: 'waiting', step: 'undo', can: ['continue'] });
    expect(asked.problem).toContain('Put the old one back');
    expect(world.alive()).toHaveLength(2);
    expect((await world.rotating.act({ id: run.id, act: 'continue' }, null)).state).toBe('undone');
    expect(world.alive()).toEqual([world.key.remoteId]);
  });

  it('has the files too that a program has to take in again', async () => {
    const delivery = await world.deliver();
    world.imported.add(delivery);
    expect((await world.rotating.plan({ keyId: world.key.id })).attended).toContain('needs a person');
    const run = await world.start({ overlap: 'none' });
    expect(run).toMatchObject({ state: 'waiting', step: 'people', written: 1 });
    expect(run.tasks).toMatchObject([{ delivery, text: 'Import it again.', done: false }]);
    expect(world.alive()).toHaveLength(2);
    expect((await world.rotating.tick(run.id, delivery)).state).toBe('done');
  });

  it('does not hold up a leak', async () => {
    await world.deliver('input');
    const run = await world.start({ reason: 'leak' });
    expect(run).toMatchObject({ state: 'done', overlap: 'none', watch: 'none' });
    expect(run.tasks).toMatchObject([{ done: false }]);
  });
});

describe('by hand', () => {
  const NEW = 'fk_live_zyxwvutsrqponmlkjihg';

  it('waits for the value, and goes on with it', async () => {
    for (const way of ['create', 'regenerate', 'verify'] as const) world.service.ways[way] = 'guided';
    const run = await world.start({ overlap: 'none' });
    expect(run).toMatchObject({ state: 'waiting', step: 'enter', can: ['enter', 'undo'] });
    const ended = await world.rotating.act({ id: run.id, act: 'enter' }, new Secret(NEW));
    expect(ended).toMatchObject({ state: 'done' });
    expect(await world.value()).toBe(NEW);
  });

  it('a local key is replaced by what the user enters', async () => {
    const place = { environmentId: world.development.id, name: 'Local', variable: 'LOCAL' };
    const local = await world.keys.add(place, new Secret('local-value-0123456789'));
    const delivery = await world.deliver('inline', local);
    const plan = JSON.stringify(await world.rotating.plan({ keyId: local.id }));
    for (const promise of ['at the service', 'tried again', 'The service'])
      expect(plan).not.toContain(promise);
    const run = await world.rotating.start({ keyId: local.id, overlap: 'none' });
    await world.rotating.act({ id: run.id, act: 'enter' }, new Secret(NEW));
    expect(world.places.get(delivery)).toBe(NEW);
    expect(world.rotating.get(run.id)).toMatchObject({ state: 'waiting', step: 'revoke' });
    expect(JSON.stringify(world.rotating.journal(run.id))).not.toContain('No use of the old key');
    expect((await world.rotating.act({ id: run.id, act: 'retired' }, null)).state).toBe('done');
    expect(world.keys.list().filter(({ connectionId }) => connectionId === null)).toMatchObject([
      { id: local.id },
    ]);
  });

  describe('killed behind the new key, where a sync had listed it already', () => {
    const SYNCED = 'synced';
    let id: string;
    let before: string | null;
    beforeEach(async () => {
      for (const way of ['create', 'regenerate'] as const) world.service.ways[way] = 'guided';
      before = await world.value();
      ({ id } = await world.start({ overlap: 'none' }));
      world.service.verdict = (secret) => (secret.expose() === NEW ? VALID : INVALID);
      const remote = world.service.keys.get(world.key.remoteId ?? '');
      const row = world.ledger.keys.get(world.key.id);
      if (remote === undefined || row === null) throw new Error('no key');
      const made = { remoteId: 'made', hint: NEW.slice(0, 12) };
      world.service.keys.set('made', { ...remote, id: made.remoteId, hint: made.hint });
      world.ledger.keys.put({
        ...{ ...row, ...made, id: SYNCED, variable: null, held: false, fingerprint: null },
      });
      const { rotations } = world.ledger;
      const { note } = rotations;
      Object.assign(rotations, {
        note: () => {
          Object.assign(rotations, { note });
          throw new Killed('killed here');
        },
      });
      await expect(world.rotating.act({ id, act: 'enter' }, new Secret(NEW))).rejects.toThrow(Killed);
      expect(world.ledger.rotations.get(id)).toMatchObject({ step: 'enter', state: 'waiting' });
    });
    const rows = () => world.ledger.keys.list().map((row) => [row.id, row.remoteId]);

    it('the next start goes on with it', async () => {
      expect(await world.openRotating(2).resume()).toBe(1);
      expect(world.rotating.get(id).state).toBe('done');
      expect(await world.value()).toBe(NEW);
      expect(rows()).toContainEqual([world.key.id, 'made']);
      expect(rows().filter(([, remoteId]) => remoteId === 'made')).toHaveLength(1);
      expect(await world.openRotating(2).resume()).toBe(0);
    });

    it('it can be entered once more', async () => {
      const ended = await world.rotating.act({ id, act: 'enter' }, new Secret(NEW));
      expect([ended.state, await world.value()]).toEqual(['done', NEW]);
    });

    it('it can be taken back, and nothing is left of it here', async () => {
      await world.rotating.act({ id, act: 'undo' }, null);
      expect(world.rotating.get(id).state).toBe('undone');
      expect([await world.value(), rows()]).toEqual([before, [[world.key.id, world.key.remoteId]]]);
      expect(world.accounts()).toHaveLength(1);
    });

    it('is left to the process that has it still', async () => {
      const run = world.ledger.rotations.get(id);
      if (run !== null) world.ledger.rotations.put({ ...run, writer: 1 });
      expect(await world.openRotating(2).resume()).toBe(0);
      expect(world.rotating.get(id)).toMatchObject({ state: 'waiting', step: 'enter' });
    });
  });

  it('a value that is no new one is refused, and asked for again', async () => {
    for (const way of ['create', 'regenerate', 'verify'] as const) world.service.ways[way] = 'guided';
    const run = await world.start();
    const same = new Secret((await world.value()) ?? '');
    expect(await codeOf(() => world.rotating.act({ id: run.id, act: 'enter' }, same))).toBe('invalid-input');
    expect(world.rotating.get(run.id)).toMatchObject({ state: 'waiting', step: 'enter' });
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

  it('for a key that was revoked has no time in which both work', async () => {
    await world.keys.act({ id: world.key.id, act: 'revoke' });
    expect(await world.rotating.plan({ keyId: world.key.id })).toMatchObject({
      overlap: 'none',
      watch: 'none',
    });
  });

  it('for a key that counts as lost tells of no missing value that is there', async () => {
    const { warnings } = await world.rotating.plan({ keyId: world.key.id, reason: 'lost' });
    expect(warnings.join()).not.toContain('does not have the old value');
  });

  it('is a runbook, whose text no name can break', async () => {
    await world.keys.edit({ id: world.key.id, name: '# Evil *name* [x](y)' });
    const text = await world.rotating.runbook({ keyId: world.key.id });
    expect(text.split('\n')[0]).toBe('# Rotation of \\# Evil \\*name\\* \\[x\\](y)');
  });
});

describe('production', () => {
  it('asks for its name before a key ends sooner than was agreed to', async () => {
    const live = await world.keys.create({
      environmentId: world.production.id,
      connectionId: world.inProduction.id,
      name: 'Live',
    });
    const run = await world.rotating.start({ keyId: live.id, overlap: '24h', confirm: 'Production' });
    for (const act of ['continue', 'undo'] as const)
      expect(await codeOf(() => world.rotating.act({ id: run.id, act }, null))).toBe('confirmation-needed');
    const undo = { id: run.id, act: 'undo', confirm: 'Production' } as const;
    expect((await world.rotating.act(undo, null)).state).toBe('undone');
  });

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
