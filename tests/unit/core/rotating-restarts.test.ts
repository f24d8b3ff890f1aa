import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '#core/errors.ts';
import type { Mechanism } from '#shared/model/delivery.ts';
import { createRotatingWorld, HOUR, type RotatingWorld } from './rotating-world.ts';

let world: RotatingWorld;
beforeEach(async () => {
  world = await createRotatingWorld();
});
afterEach(() => world.end());

/** A delivery whose program goes on with the old key until it is restarted. */
async function deliverTo(program: string, mechanism: Mechanism): Promise<string> {
  const delivery = await world.deliver(mechanism);
  world.restarts.set(delivery, program);
  return delivery;
}

/** The service sees the old key used an hour after programs had the new one. */
function useOldKey(): void {
  const remote = world.service.keys.get(world.key.remoteId ?? '');
  if (remote === undefined) throw new Error('the service has no old key');
  world.clock.advance(HOUR);
  world.service.keys.set(remote.id, { ...remote, lastUsedAt: world.clock.now().toISOString() });
}

describe('programs that took the old key in when they started', () => {
  it('are kept by the run, each once, in the order of the deliveries', async () => {
    await deliverTo('Claude Desktop', 'launcher');
    await deliverTo('Cursor', 'inline');
    await world.deliver('helper');
    await deliverTo('Claude Desktop', 'inline');
    const { id, restarts } = await world.start();
    expect(restarts).toEqual(['Claude Desktop', 'Cursor']);
    expect(world.rotating.get(id).restarts).toEqual(restarts);
    expect((await world.rotating.plan({ keyId: world.key.id })).restarts).toEqual(restarts);
  });

  it('are none where every program asks for the value', async () => {
    await world.deliver('helper');
    await world.deliver('inline');
    expect((await world.start()).restarts).toEqual([]);
  });

  it('are not known before the deliveries were looked at', async () => {
    await deliverTo('Cursor', 'inline');
    for (const way of ['create', 'regenerate'] as const) world.service.ways[way] = 'guided';
    expect(await world.start()).toMatchObject({ step: 'enter', restarts: [] });
  });

  it('are added to where it is looked again, and none is forgotten', async () => {
    const first = await deliverTo('Cursor', 'inline');
    const before = (await world.value()) ?? '';
    const { id } = await world.start({ overlap: '1h', watch: 'none' });
    await deliverTo('Claude Desktop', 'launcher');
    world.restarts.delete(first);
    world.places.set(first, before);
    world.clock.advance(HOUR);
    await world.rotating.resume();
    expect(world.rotating.get(id).restarts).toEqual(['Cursor', 'Claude Desktop']);
  });

  it('are told of a file as well that has to be waited for', async () => {
    await deliverTo('Claude Desktop', 'launcher');
    await deliverTo('Cursor', 'inline');
    world.broken.next = new AppError('conflict', { message: 'Cursor is running.' });
    const { id } = await world.start();
    world.clock.advance(60_000);
    await world.rotating.resume();
    expect(world.rotating.get(id)).toMatchObject({
      state: 'overlap',
      restarts: ['Claude Desktop', 'Cursor'],
    });
  });

  it('stay known of a run that is taken back: they may have the new key', async () => {
    await deliverTo('Cursor', 'inline');
    const { id } = await world.start();
    const undone = await world.rotating.act({ id, act: 'undo' }, null);
    expect(undone).toMatchObject({ state: 'undone', restarts: ['Cursor'] });
  });

  it('are looked for first where the old key is still in use', async () => {
    await deliverTo('Claude Desktop', 'launcher');
    await deliverTo('Cursor', 'inline');
    const { id } = await world.start({ overlap: '24h' });
    useOldKey();
    await world.rotating.resume();
    const { problem } = world.rotating.get(id);
    expect(problem).toContain('still in use');
    expect(problem).toContain('A program that is to be restarted may use it');
    expect(world.notifier.told.at(-1)?.body).toBe(`${problem} To restart: Claude Desktop, Cursor.`);
  });

  it('are no suspects where there are none', async () => {
    const { id } = await world.start({ overlap: '24h' });
    useOldKey();
    await world.rotating.resume();
    expect(world.rotating.get(id).problem).toContain('Something that Keyrack does not know uses it.');
    expect(world.rotating.get(id).problem).not.toContain('restart');
  });
});

describe('the incident note of a leak', () => {
  it('lists the programs to restart', async () => {
    await deliverTo('Claude Desktop', 'launcher');
    await deliverTo('My *own* client', 'inline');
    const { note } = await world.rotating.panic({ keyId: world.key.id });
    expect(note).toContain(
      [
        '## Restart these programs now, if you have not yet',
        '',
        '- [ ] Claude Desktop',
        '- [ ] My \\*own\\* client',
        '',
        '',
      ].join('\n'),
    );
  });

  it('of a run that was taken back says what the restart is for', async () => {
    await deliverTo('Cursor', 'inline');
    world.service.ways.revoke = 'guided';
    world.service.ways.delete = 'api';
    const { rotation } = await world.rotating.panic({ keyId: world.key.id });
    const undone = await world.rotating.act({ id: rotation.id, act: 'undo' }, null);
    expect(undone).toMatchObject({ state: 'undone' });
    expect(await world.rotating.incidentNote(rotation.id)).toContain(
      'take the old key again\n\n- [ ] Cursor',
    );
  });

  it('has nothing of it where no program needs that', async () => {
    await world.deliver('helper');
    const { note } = await world.rotating.panic({ keyId: world.key.id });
    expect(note).not.toContain('estart');
  });
});
