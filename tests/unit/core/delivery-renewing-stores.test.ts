import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createPlaces } from '#core/delivering/places/index.ts';
import { Secret } from '#core/secret.ts';
import { createRenewingWorld, NEW, OLD, type RenewingWorld } from './delivery-renewing-world.ts';
import { codeOf } from './world.ts';

let world: RenewingWorld;
beforeEach(() => {
  world = createRenewingWorld();
});
afterEach(() => world.end());

const rotate = async (delivery: string) => {
  world.setValue(NEW);
  return world.renewing.renew(delivery, world.old);
};
const allRows = () => JSON.stringify([world.ledger.changes.list(), world.ledger.deliveries.list()]);

describe('an item in a program’s own store', () => {
  const CONNECTION = randomUUID();
  const deliver = (more = {}) => {
    const [first] = world.ledger.connections.list();
    if (first === undefined) throw new Error('the world has a connection');
    const baseUrl = 'https://n8n.example.com';
    world.ledger.connections.put({ ...first, id: CONNECTION, name: 'my n8n', provider: 'n8n', baseUrl });
    return world.deliver({ target: 'n8n', connectionId: CONNECTION, ...more });
  };
  const token = () => [...world.remote.items.values()].map(({ content }) => content);

  test('is sent the new value once, into the same item, and the old one again', async () => {
    const { delivery } = await deliver();
    const [id] = world.remote.items.keys();
    expect((await world.renewing.plan(world.key.id))[0]).toMatchObject({ how: 'rewrite', targetName: 'n8n' });
    expect(world.remote.asked).toHaveLength(1);
    const { change } = await rotate(delivery);
    expect(token()).toMatchObject([{ token: NEW, allowedDomains: 'api.example.com' }]);
    expect([...world.remote.items.keys()]).toEqual([id]);
    expect(await world.renewing.renew(delivery, world.old)).toMatchObject({ change: null });
    expect(world.remote.asked).toEqual([`add ${id}`, `change ${id}`]);
    await world.renewing.check(delivery, world.old);
    world.setValue(OLD);
    await expect(world.renewing.check(delivery, null)).rejects.toMatchObject({ code: 'conflict' });
    await world.renewing.takeBack(delivery, change, world.old);
    await world.renewing.takeBack(delivery, change, world.old);
    expect(token()).toMatchObject([{ token: OLD }]);
    expect(world.remote.asked).toHaveLength(3);
    expect(allRows()).not.toMatch(/canary/);
  });

  test('is called as it was exported, not as is usual', async () => {
    const { delivery } = await deliver({ call: { url: 'https://other.example.com/x', query: 'k' } });
    await rotate(delivery);
    expect(token()).toMatchObject([{ name: 'k', value: NEW, allowedDomains: 'other.example.com' }]);
  });

  test('is deleted by undo and by unexport after a rotation', async () => {
    for (const way of ['undo', 'unexport'] as const) {
      world.setValue(OLD);
      const { delivery } = await deliver();
      await rotate(delivery);
      await (way === 'undo' ? world.delivering.undo() : world.delivering.unexport(delivery));
      expect(world.remote.items.size).toBe(0);
    }
  });

  test('that somebody deleted is not made again', async () => {
    const { delivery } = await deliver();
    world.remote.items.clear();
    expect(await rotate(delivery)).toMatchObject({ change: null });
    expect(world.remote.items.size).toBe(0);
    await world.renewing.check(delivery, null);
    await world.renewing.takeBack(delivery, null, world.old);
    expect(world.remote.items.size).toBe(0);
  });

  test.each(['before it arrived', 'after it was done'] as const)(
    'whose answer was lost %s is settled by the next try',
    async (lost) => {
      const { delivery } = await deliver();
      world.setValue(NEW);
      world.remote.state.lose = lost;
      await world.renewing.renew(delivery, world.old).catch((error: { code: string }) => {
        expect(error.code).toBe('outcome-unknown');
      });
      world.remote.state.lose = null;
      await world.renewing.renew(delivery, world.old);
      expect(token()).toMatchObject([{ token: NEW }]);
      await world.renewing.check(delivery, world.old);
      expect(world.ledger.changes.list().filter(({ state }) => state === 'writing')).toEqual([]);
    },
  );

  test('is not taken back without the value before, and says so', async () => {
    const { delivery } = await deliver();
    const { change } = await rotate(delivery);
    expect(await codeOf(() => world.renewing.takeBack(delivery, change, null))).toBe('conflict');
  });
});

describe('a secret in a store at a service', () => {
  const PLACE = 'acme/app';
  const AT = `github.com/${PLACE} UNIZO_API_KEY`;
  const places = () => createPlaces(world.placeDeps);
  const deliver = async () => {
    const service = places();
    const request = world.request({ target: 'github-actions', repository: PLACE });
    return service.export((await service.plan(request)).plan);
  };
  const stored = () => world.gh.secrets.get(AT)?.value;

  test('is set to the new value once, and to the old one again', async () => {
    const { delivery, change } = await deliver();
    expect((await world.renewing.plan(world.key.id))[0]).toMatchObject({
      how: 'rewrite',
      target: 'github-actions',
    });
    const renewed = await rotate(delivery);
    expect(stored()).toBe(NEW);
    const calls = world.gh.tasks.filter(({ args }) => args[1] === 'set').length;
    expect(await world.renewing.renew(delivery, world.old)).toMatchObject({ change: null });
    expect(world.gh.tasks.filter(({ args }) => args[1] === 'set')).toHaveLength(calls);
    await world.renewing.check(delivery, world.old);
    world.setValue(OLD);
    await expect(world.renewing.check(delivery, null)).rejects.toMatchObject({ code: 'conflict' });
    await world.renewing.takeBack(delivery, renewed.change, world.old);
    expect(stored()).toBe(OLD);
    expect(allRows()).not.toMatch(/canary/);
    await places().undo(change);
    expect(world.gh.secrets.size).toBe(0);
  });

  test('that somebody set since is left alone', async () => {
    const { delivery } = await deliver();
    world.gh.put(AT, 'theirs');
    expect(await codeOf(() => rotate(delivery))).toBe('conflict');
    expect(stored()).toBe('theirs');
  });

  test('that is gone is not set again', async () => {
    const { delivery } = await deliver();
    world.gh.secrets.clear();
    expect(await rotate(delivery)).toMatchObject({ change: null });
    expect(world.gh.secrets.size).toBe(0);
    await world.renewing.check(delivery, world.old);
  });

  test('refuses a value that the store would not keep whole', async () => {
    const { delivery } = await deliver();
    world.setValue(`${NEW}\n`);
    expect(await codeOf(() => world.renewing.renew(delivery, new Secret(OLD)))).toBe('forbidden-by-rule');
    expect(stored()).toBe(OLD);
  });

  test.each(['kill', 'kill-after'] as const)(
    'killed (%s) while it is set, the next start knows',
    async (how) => {
      const { delivery } = await deliver();
      world.setValue(NEW);
      world.gh.will(null, how);
      await world.renewing.renew(delivery, world.old).catch(() => undefined);
      world.gh.restart();
      await places().recover();
      await world.renewing.renew(delivery, world.old);
      await world.renewing.check(delivery, world.old);
      expect(stored()).toBe(NEW);
      expect(world.ledger.changes.list().filter(({ state }) => state === 'writing')).toEqual([]);
    },
  );
});
