import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '#core/errors.ts';
import { keyRow } from '#tests/fakes/key-row.ts';
import { type ConnectionsWorld, codeOf, createConnectionsWorld, fieldOf } from './connections-world.ts';

let world: ConnectionsWorld;
let keyId: string;
beforeEach(async () => {
  world = await createConnectionsWorld();
  const { id: connectionId, environmentId } = world.inDevelopment;
  const row = keyRow({ environmentId, connectionId, remoteId: 'r-1', name: 'CI' });
  world.ledger.keys.put(row);
  keyId = row.id;
});
afterEach(() => world.end());

const HOUR_MS = 3_600_000;
const CONDITION = 'api_requests > 1000/hour';
const change = (changes: object) => {
  const row = world.ledger.keys.get(keyId);
  if (row !== null) world.ledger.keys.put({ ...row, ...changes });
};
const withoutAlerts = () => Object.assign(world.service.ways, { setAlert: null, listAlerts: null });
const rows = () => world.ledger.alerts.list();

describe('setting an alert', () => {
  it('sets it at the service where that has alerts', async () => {
    expect(await world.alerts.add(keyId, CONDITION)).toMatchObject({
      judgedBy: 'service',
      condition: CONDITION,
    });
    expect([...world.service.alerts.values()]).toMatchObject([{ condition: CONDITION, keyId: 'r-1' }]);
    expect(world.done()[0]).toBe('alert added');
  });

  it('keeps it here where the service only tells the usage', async () => {
    withoutAlerts();
    expect(await world.alerts.add(keyId, CONDITION)).toMatchObject({ judgedBy: 'keyrack' });
    expect(world.service.calls).toEqual([]);
  });

  it('says why where there is neither', async () => {
    withoutAlerts();
    world.service.ways.usage = null;
    await expect(world.alerts.add(keyId, CONDITION)).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringContaining('Fake has no way to usage.'),
    });
    expect(rows()).toEqual([]);
  });

  it.each([
    ['a local key', { connectionId: null, remoteId: null }],
    ['a key whose id is not known', { remoteId: null }],
  ])('is refused for %s', async (_, changes) => {
    change(changes);
    expect(await codeOf(() => world.alerts.add(keyId, CONDITION))).toBe('unsupported');
  });

  it.each(['', 'api_requests > 0/hour', 'api_requests < 5/hour', 'api_requests > 5/week', `x ${CONDITION}`])(
    'refuses %j',
    async (condition) => {
      expect(await fieldOf(() => world.alerts.add(keyId, condition))).toBe('condition');
    },
  );

  it('keeps nothing where the service refuses it', async () => {
    world.service.fail.setAlert = new AppError('refused', { message: 'No.' });
    expect(await codeOf(() => world.alerts.add(keyId, CONDITION))).toBe('refused');
    expect(rows()).toEqual([]);
  });
});

describe('the list of alerts', () => {
  const others = () => {
    world.service.alerts.set('theirs', { id: 'theirs', condition: 'api_requests > 5/day', keyId: 'r-1' });
    world.service.alerts.set('all', { id: 'all', condition: 'api_requests > 9/day', keyId: null });
    world.service.alerts.set('not', { id: 'not', condition: 'api_requests > 7/day', keyId: 'r-2' });
  };

  it('has ours, and those of the service about this key or about all', async () => {
    const ours = await world.alerts.add(keyId, CONDITION);
    others();
    expect((await world.alerts.list(keyId)).map(({ id }) => id)).toEqual([ours.id, 'theirs', 'all']);
  });

  it('no longer has what was taken away at the service', async () => {
    await world.alerts.add(keyId, CONDITION);
    world.service.alerts.clear();
    expect(await world.alerts.list(keyId)).toEqual([]);
    expect(rows()).toEqual([]);
  });

  it('needs no service where that has no alerts', async () => {
    withoutAlerts();
    const ours = await world.alerts.add(keyId, CONDITION);
    world.storage.state = 'locked';
    expect(await world.alerts.list(keyId)).toEqual([ours]);
  });

  it.each(['ours', 'theirs'])('loses one of %s at the service too', async (whose) => {
    const ours = await world.alerts.add(keyId, CONDITION);
    others();
    await world.alerts.remove(keyId, whose === 'ours' ? ours.id : 'theirs');
    const left = whose === 'ours' ? ['theirs', 'all', 'not'] : ['alert-1', 'all', 'not'];
    expect([...world.service.alerts.keys()]).toEqual(left);
  });

  it('does not remove the alert of another key', async () => {
    others();
    expect(await codeOf(() => world.alerts.remove(keyId, 'not'))).toBe('not-found');
    expect(world.service.alerts.has('not')).toBe(true);
  });
});

describe('judging', () => {
  beforeEach(withoutAlerts);

  it('is not silent for a year because the clock was a year ahead when it told the first time', async () => {
    withoutAlerts();
    await world.alerts.add(keyId, CONDITION);
    world.service.usage = 1_001;
    await world.alerts.judge(undefined);
    world.clock.advance(-365 * 24 * HOUR_MS);
    await world.alerts.judge(undefined);
    expect(world.done().filter((what) => what === 'alert fired')).toHaveLength(2);
  });

  it('tells what is passed, once an interval, and leaves an audit row', async () => {
    const { id } = await world.alerts.add(keyId, CONDITION);
    world.service.usage = 1001;
    await world.alerts.judge();
    expect(world.notifier.told).toMatchObject([{ keyId, body: expect.stringContaining('1001 requests') }]);
    expect(world.ledger.audit.list(1)).toMatchObject([
      { what: 'alert fired', subject: keyId, detail: `CI: ${CONDITION}, 1001 requests` },
    ]);
    expect(world.ledger.alerts.get(id)?.lastFiredAt).toBe(world.clock.now().toISOString());
    world.clock.advance(HOUR_MS - 1);
    await world.alerts.judge();
    expect(world.notifier.told).toHaveLength(1);
    world.clock.advance(1);
    await world.alerts.judge();
    expect(world.notifier.told).toHaveLength(2);
  });

  it('tells nothing of what is reached and not passed', async () => {
    await world.alerts.add(keyId, CONDITION);
    world.service.usage = 1000;
    await world.alerts.judge();
    expect(world.service.calls).toEqual(['usage r-1']);
    expect(world.notifier.told).toEqual([]);
  });

  it.each([
    ['minute', 60_000],
    ['hour', HOUR_MS / 12],
    ['day', 2 * HOUR_MS],
  ])('spares the limits of the service: by the %s it asks again after %d ms', async (interval, ms) => {
    await world.alerts.add(keyId, `api_requests > 5/${interval}`);
    await world.alerts.judge();
    world.clock.advance(ms - 1);
    await world.alerts.judge();
    expect(world.service.calls).toHaveLength(1);
    world.clock.advance(1);
    await world.alerts.judge();
    expect(world.service.calls).toHaveLength(2);
  });

  it('of two processes only one tells', async () => {
    const { id } = await world.alerts.add(keyId, CONDITION);
    world.service.usage = 2000;
    const lastFiredAt = world.clock.now().toISOString();
    const { usage } = { usage: world.service.usage };
    Object.defineProperty(world.service, 'usage', {
      get: () => {
        const row = world.ledger.alerts.get(id);
        if (row !== null) world.ledger.alerts.put({ ...row, lastFiredAt });
        return usage;
      },
    });
    await world.alerts.judge();
    expect(world.notifier.told).toEqual([]);
  });

  it('goes on with the next where a service is down, and asks nothing of keys that are not active', async () => {
    await world.alerts.add(keyId, CONDITION);
    await world.alerts.add(keyId, 'api_requests > 5/hour');
    world.service.usage = 10;
    world.service.fail.usage = new AppError('network', { message: 'It is down.' });
    await world.alerts.judge();
    expect(world.notifier.told).toMatchObject([{ body: expect.stringContaining('5/hour') }]);
    change({ status: 'revoked' });
    world.clock.advance(HOUR_MS);
    await world.alerts.judge();
    expect(world.service.calls).toHaveLength(2);
  });

  it('leaves to the service what was set there', async () => {
    world.service.ways.setAlert = 'api';
    await world.alerts.add(keyId, CONDITION);
    world.service.usage = 5000;
    await world.alerts.judge();
    expect(world.notifier.told).toEqual([]);
  });
});
