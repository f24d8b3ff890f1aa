import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '#core/errors.ts';
import { createPoliciesWorld, inTimeZone, locked } from './policies-world.ts';

type World = ReturnType<typeof createPoliciesWorld>;

let world: World;
let back: () => void;
beforeAll(() => {
  back = inTimeZone('Europe/Berlin');
});
afterAll(() => back());
beforeEach(() => {
  // One o'clock in Berlin.
  world = createPoliciesWorld('2026-11-20T00:00:00.000Z');
  world.connect();
});
afterEach(() => world.end());

const HOUR_MS = 3_600_000;
/** Due at noon of the 20th. */
const newDueKey = (name = 'CI', changes: object = {}) => {
  const key = world.newKey({ name, connectionId: 'c', createdAt: '2026-10-21T11:00:00.000Z', ...changes });
  world.policy('key', key.id, { afterDays: 30 });
  return key;
};
const unattended = (name?: string, changes?: object) => {
  const key = newDueKey(name, changes);
  world.policy('key', key.id, { unattendedAt: '03:00' });
  return key;
};
const started = () => world.started.splice(0).map(({ keyId }) => keyId);
const told = () => world.told.splice(0).map(({ title, body }) => `${title}. ${body}`);

describe('a key that is due', () => {
  it('is replaced at its time, on the day, and once', async () => {
    const { id } = unattended();
    expect(await world.policies.rotateUnattended()).toBe(0);
    world.later(2 * HOUR_MS);
    expect(await world.policies.rotateUnattended()).toBe(1);
    expect(world.started.splice(0)).toEqual([{ keyId: id, reason: 'planned', confirm: 'Development' }]);
    world.later(HOUR_MS);
    expect([await world.policies.rotateUnattended(), told()]).toEqual([0, []]);
  });

  it('is local: that needs a person is told before its time has come', async () => {
    unattended('Local', { connectionId: null });
    expect(world.policies.due()).toMatchObject([
      { unattendedAt: null, attended: 'It is a local key: its new value is made by hand.' },
    ]);
    world.later(48 * HOUR_MS);
    expect([await world.policies.rotateUnattended(), started()]).toEqual([0, []]);
  });

  it('is left alone where nobody has said a time, or off nearer to it', async () => {
    newDueKey('none');
    const off = newDueKey('off');
    world.policy('environment', world.environment.id, { unattendedAt: null });
    world.policy('key', off.id, { unattendedAt: 'off' });
    world.at('2026-11-22T12:00:00.000Z');
    expect([await world.policies.rotateUnattended(), started()]).toEqual([0, []]);
  });

  it('that was missed is made up for at the next start, whatever the hour', async () => {
    const { id } = unattended();
    world.at('2026-11-23T00:30:00.000Z');
    expect(world.policies.due()).toMatchObject([{ unattendedAt: '2026-11-22T02:00:00.000Z' }]);
    const next = world.startProcess();
    expect([await next.policies.rotateUnattended(), started()]).toEqual([1, [id]]);
    next.end();
  });

  it('is not touched before its day, nor while it is being replaced', async () => {
    const { id } = unattended();
    world.newKey();
    world.at('2026-11-19T12:00:00.000Z');
    expect(await world.policies.rotateUnattended()).toBe(0);
    world.at('2026-11-21T12:00:00.000Z');
    world.openRun({ keyId: id });
    expect([await world.policies.rotateUnattended(), world.policies.due()]).toMatchObject([
      0,
      [{ unattendedAt: null }],
    ]);
  });

  it('that expires is replaced the day before', async () => {
    const { id } = unattended('CI', { expiresAt: '2026-11-20T11:00:00.000Z' });
    world.policy('key', id, { afterDays: null });
    world.at('2026-11-19T02:00:00.000Z');
    expect([await world.policies.rotateUnattended(), started()]).toEqual([1, [id]]);
  });
});

describe('where a person is needed', () => {
  it('it is said why, once a day, and the list says so too', async () => {
    const { id } = unattended();
    world.attended.set(id, 'Zapier has to be told by hand.');
    const told_ = [];
    for (let hour = 0; hour < 50; hour += 1) {
      await world.policies.rotateUnattended();
      told_.push(...told());
      world.later(HOUR_MS);
    }
    expect(started()).toEqual([]);
    expect(told_).toEqual(
      Array(2).fill('The key "CI" needs you to be replaced. Zapier has to be told by hand.'),
    );
    expect(world.policies.due()).toMatchObject([
      { unattendedAt: null, attended: 'Zapier has to be told by hand.' },
    ]);
  });

  it('the list never says that such a key is replaced by itself, and it is told at its time all the same', async () => {
    const { id } = unattended();
    world.foreseen.set(id, 'The new key is made by hand.');
    const row = { unattendedAt: null, attended: 'The new key is made by hand.' };
    for (const later of [0, HOUR_MS, 2 * HOUR_MS]) {
      world.later(later);
      expect(world.policies.due()).toMatchObject([row]);
      expect(await world.policies.rotateUnattended()).toBe(0);
    }
    expect(started()).toEqual([]);
    expect(told()).toEqual(['The key "CI" needs you to be replaced. The new key is made by hand.']);
    world.foreseen.delete(id);
    world.later(24 * HOUR_MS);
    expect([await world.policies.rotateUnattended(), started()]).toEqual([1, [id]]);
  });

  it('what is not to be replaced unattended is not asked for', () => {
    const { id } = newDueKey();
    world.foreseen.set(id, 'The new key is made by hand.');
    expect(world.policies.due()).toMatchObject([{ unattendedAt: null, attended: null }]);
  });

  it('a run that stops for a person is told with what it waits for', async () => {
    const { id } = unattended();
    world.ends.set(id, 'waiting');
    world.later(2 * HOUR_MS);
    expect(await world.policies.rotateUnattended()).toBe(1);
    expect(told()).toEqual(['The key "CI" is not replaced yet. Enter the new value.']);
  });

  it('a failure is told with what happened, and tried again the next day', async () => {
    const { id } = unattended();
    world.ends.set(id, new AppError('refused', { message: 'The service refused it.', next: 'Look there.' }));
    world.later(2 * HOUR_MS);
    await world.policies.rotateUnattended();
    await world.policies.rotateUnattended();
    expect(told()).toEqual(['The key "CI" was not replaced. The service refused it. Look there.']);
    world.later(24 * HOUR_MS);
    await world.policies.rotateUnattended();
    expect(world.started).toHaveLength(2);
  });
});

it('what nobody expected is told too, written into the log, and keeps no other key from its turn', async () => {
  const { id } = unattended('A');
  unattended('B');
  world.ends.set(id, new TypeError('undefined is no function'));
  world.later(2 * HOUR_MS);
  expect([await world.policies.rotateUnattended(), world.started.length]).toEqual([1, 2]);
  expect(told()).toEqual([expect.stringMatching(/^The key "A" was not replaced\. Something went wrong/)]);
  expect(world.logged.splice(0)).toEqual(['replacing unattended failed']);
});

describe('production', () => {
  const cases = [
    ['the connection alone', null, '03:00', null, false],
    ['the environment', null, null, '03:00', true],
    ['the connection and the environment', null, '03:00', '04:00', true],
    ['the key', '03:00', null, null, true],
    ['the key, though its environment says off', '03:00', null, 'off', true],
    ['the connection, though its environment says off', null, '03:00', 'off', false],
  ] as const;

  it.each(cases)(
    'is replaced unattended only where that was said of it: %s',
    async (_, ofKey, ofConnection, ofEnvironment, runs) => {
      world.ledger.environments.put({ ...world.environment, name: 'Live', stage: 'production' });
      const { id } = newDueKey();
      world.policy('key', id, { unattendedAt: ofKey });
      world.policy('connection', 'c', { unattendedAt: ofConnection });
      world.policy('environment', world.environment.id, { unattendedAt: ofEnvironment });
      world.at('2026-11-21T12:00:00.000Z');
      expect(await world.policies.rotateUnattended()).toBe(runs ? 1 : 0);
      // The policy is the consent: nobody is there to type the name.
      expect(world.started).toMatchObject(runs ? [{ keyId: id, confirm: 'Live' }] : []);
      expect(world.policies.due()[0]?.attended).toEqual(
        runs ? null : expect.stringContaining('of production'),
      );
    },
  );
});

describe('never two at a time', () => {
  it('within a process', async () => {
    unattended('A');
    unattended('B');
    world.later(2 * HOUR_MS);
    let under = 0;
    let most = 0;
    world.meanwhile = async () => {
      under += 1;
      most = Math.max(most, under);
      await Promise.resolve();
      expect(await world.policies.rotateUnattended()).toBe(0);
      under -= 1;
    };
    expect([await world.policies.rotateUnattended(), most]).toEqual([2, 1]);
  });

  it('of one key by two processes', async () => {
    const { id } = unattended();
    world.later(2 * HOUR_MS);
    const other = world.startProcess();
    const both = await Promise.all([world.policies, other.policies].map((each) => each.rotateUnattended()));
    expect([both.toSorted(), started()]).toEqual([[0, 1], [id]]);
    other.end();
  });

  it('while another process is in the middle of a run', async () => {
    unattended();
    world.openRun({ keyId: world.newKey().id, state: 'running', writer: 4711 });
    world.later(2 * HOUR_MS);
    world.alive.add(4711);
    expect(await world.policies.rotateUnattended()).toBe(0);
    world.alive.clear();
    expect(await world.policies.rotateUnattended()).toBe(1);
  });

  // A run that waits for a person is gone on with by nobody: its row keeps the id of a process that was killed.
  it('and where that id is another program’s by now, or its own again, only until nobody has answered', async () => {
    unattended('A');
    unattended('B', { id: 'b' });
    world.later(2 * HOUR_MS);
    for (const writer of [4711, process.pid]) {
      world.alive.add(writer);
      const run = { keyId: world.newKey().id, id: String(writer), newId: `n${writer}`, oldId: `o${writer}` };
      world.openRun({ ...run, state: 'waiting', writer });
      expect(await world.policies.rotateUnattended()).toBe(0);
    }
    world.later(HOUR_MS / 4);
    expect(await world.policies.rotateUnattended()).toBe(2);
  });
});

describe('what only passes', () => {
  it('a closed storage is told once a day, and costs no try', async () => {
    const { id } = unattended();
    world.closed = locked();
    world.later(2 * HOUR_MS);
    await world.policies.rotateUnattended();
    world.later(HOUR_MS);
    await world.policies.rotateUnattended();
    expect(told()).toEqual(['Keys wait to be replaced. "CI": Keyrack is locked. Unlock it.']);
    world.closed = null;
    expect([await world.policies.rotateUnattended(), started()]).toEqual([1, [id]]);
  });

  it('a lock in the middle of it costs no try either', async () => {
    const { id } = unattended();
    world.ends.set(id, locked());
    world.later(2 * HOUR_MS);
    expect(await world.policies.rotateUnattended()).toBe(0);
    world.ends.clear();
    expect([await world.policies.rotateUnattended(), started()]).toEqual([1, [id, id]]);
  });

  it('what is stopped between two keys leaves the second for later', async () => {
    unattended('A');
    const second = unattended('B');
    world.later(2 * HOUR_MS);
    const stop = new AbortController();
    world.meanwhile = async () => stop.abort();
    expect(await world.policies.rotateUnattended(stop.signal)).toBe(1);
    world.meanwhile = async () => undefined;
    world.started.length = 0;
    expect([await world.policies.rotateUnattended(), started()]).toEqual([1, [second.id]]);
  });
});
