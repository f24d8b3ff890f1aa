import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listing } from '#core/lifecycle/listing.ts';
import type { KeyRow } from '#core/ports/ledger.ts';
import type { DueRow, Policy } from '#shared/model/policy.ts';
import { fakeClock } from '#tests/fakes/clock.ts';
import { codeOf, fieldOf } from './connections-world.ts';
import { createPoliciesWorld } from './policies-world.ts';

type World = ReturnType<typeof createPoliciesWorld>;

let world: World;
beforeEach(() => {
  world = createPoliciesWorld();
});
afterEach(() => world.end());

const connect = (syncedAt: string | null = null) => world.connect(syncedAt);
const rackDate = ({ id }: KeyRow) =>
  listing({ ledger: world.ledger, clock: fakeClock() }).get(id).rotationDueAt;

type Days = Policy['afterDays'];
const MADE = '2026-01-31T10:00:00.000Z';

describe('the policy of a key', () => {
  it.each<[string, Days, Days, Days, boolean, string | null, string | null]>([
    ['none anywhere', null, null, null, false, null, null],
    ['its own, whatever stands above', 30, 90, 365, false, '2026-03-02T10:00:00.000Z', 'key'],
    ['its own, though longer', 365, 90, 30, false, '2027-01-31T10:00:00.000Z', 'key'],
    ['that of its connection', null, 90, 365, false, '2026-05-01T10:00:00.000Z', 'connection'],
    ['that of its environment', null, null, 180, false, '2026-07-30T10:00:00.000Z', 'environment'],
    ['never, said of the key', 'never', 90, 180, false, null, null],
    ['never, said of the connection', null, 'never', 180, false, null, null],
    ['never above, but its own', 60, 'never', null, false, '2026-04-01T10:00:00.000Z', 'key'],
    ['never of an environment is none', null, null, 'never', false, null, null],
    [
      'critical: a year where nobody says anything',
      null,
      null,
      null,
      true,
      '2027-01-31T10:00:00.000Z',
      'key',
    ],
    [
      'critical: a year where its connection says never',
      null,
      'never',
      90,
      true,
      '2027-01-31T10:00:00.000Z',
      'key',
    ],
    ['critical: a year where longer is said', null, null, 1000, true, '2027-01-31T10:00:00.000Z', 'key'],
    ['critical: what is shorter stands', null, 90, null, true, '2026-05-01T10:00:00.000Z', 'connection'],
    ['critical: its own', 180, 30, 30, true, '2026-07-30T10:00:00.000Z', 'key'],
  ])('is %s', (...[, ofKey, ofConnection, ofEnvironment, critical, dueAt, from]) => {
    connect();
    const key = world.newKey({ connectionId: 'c', createdAt: MADE });
    world.policy('environment', world.environment.id, { afterDays: ofEnvironment });
    world.policy('connection', 'c', { afterDays: ofConnection });
    world.policy('key', key.id, { afterDays: ofKey, critical });
    expect(rackDate(key)).toBe(dueAt);
    const expected = dueAt === null ? [] : [{ keyId: key.id, dueAt, from, critical, why: 'policy' }];
    expect(world.policies.due()).toMatchObject(expected);
  });

  it('is for a local key that of its environment', () => {
    const key = world.newKey({ createdAt: MADE });
    world.policy('environment', world.environment.id, { afterDays: 30 });
    expect(rackDate(key)).toBe('2026-03-02T10:00:00.000Z');
  });

  it.each([
    ['before the policy', '2026-03-01T00:00:00Z', '2026-03-01T00:00:00Z', 'expiry', null],
    ['at the same instant', '2026-03-02T10:00:00.000Z', '2026-03-02T10:00:00.000Z', 'policy', 30],
    ['after it', '2026-06-01T00:00:00Z', '2026-03-02T10:00:00.000Z', 'policy', 30],
  ])('gives way to the expiry that comes %s', (_, expiresAt, dueAt, why, afterDays) => {
    const key = world.newKey({ createdAt: MADE, expiresAt });
    world.policy('environment', world.environment.id, { afterDays: 30 });
    expect([rackDate(key), world.policies.due()]).toMatchObject([dueAt, [{ dueAt, why, afterDays }]]);
  });

  it('an expiry counts without any policy, and where never was said', () => {
    const key = world.newKey({ createdAt: MADE, expiresAt: '2027-01-01T00:00:00.000Z' });
    world.policy('key', key.id, { afterDays: 'never' });
    expect(world.policies.due()).toMatchObject([{ why: 'expiry', from: null, state: 'later' }]);
  });

  it.each<[string, Partial<KeyRow>, boolean]>([
    ['active', { status: 'active' }, true],
    ['switched off', { status: 'inactive' }, true],
    ['not held', { held: false }, true],
    ['revoked', { status: 'revoked' }, false],
    ['expired', { status: 'expired' }, false],
    ['an orphan', { status: 'orphan' }, false],
    ['a ghost', { status: 'ghost' }, false],
    ['replaced', { replacedBy: crypto.randomUUID() }, false],
  ])('dates a key that is %s, or does not', (_, changes, isDated) => {
    world.policy('environment', world.environment.id, { afterDays: 30 });
    const key = world.newKey({ createdAt: MADE, expiresAt: MADE, ...changes });
    expect([rackDate(key) !== null, world.policies.due().length]).toEqual([isDated, isDated ? 1 : 0]);
  });

  it('dates no key of an archived environment', () => {
    const key = world.newKey({ createdAt: MADE, expiresAt: MADE });
    world.ledger.environments.put({ ...world.environment, archivedAt: MADE });
    expect([rackDate(key), world.policies.due()]).toEqual([null, []]);
  });
});

describe('the list of what is due', () => {
  it('has the most urgent first, and says what is late, soon and later', () => {
    const due = (name: string, expiresAt: string) => world.newKey({ name, expiresAt });
    due('later', '2026-12-20T12:00:00.001Z');
    due('soon', '2026-12-20T12:00:00.000Z');
    due('late', '2026-11-20T12:00:00.000Z');
    const listed = () => world.policies.due().map(({ name, state }) => `${name}: ${state}`);
    expect(listed()).toEqual(['late: overdue', 'soon: soon', 'later: later']);
    world.remindDays = 7;
    expect(listed()).toEqual(['late: overdue', 'soon: later', 'later: later']);
  });

  it('names the run that replaces a key, and until when it is snoozed', () => {
    const key = world.newKey({ expiresAt: '2026-11-25T12:00:00.000Z' });
    world.openRun({ keyId: key.id, id: 'run' });
    world.policies.snooze({ keyId: key.id, days: 7 });
    expect(world.policies.due()).toMatchObject([
      { rotationId: 'run', snoozedUntil: '2026-11-27T12:00:00.000Z' },
    ]);
    world.at('2026-11-27T12:00:00.000Z');
    expect(world.policies.due()).toMatchObject([{ snoozedUntil: null }]);
  });

  it.each<[string, Partial<KeyRow>, string | null, boolean, string[]]>([
    ['never used since it was made', {}, '2026-11-20T00:00:00Z', true, ['2026-05-01T10:00:00.000Z']],
    [
      'used long ago',
      { lastUsedAt: '2026-06-01T00:00:00Z' },
      '2026-11-20T00:00:00Z',
      true,
      ['2026-08-30T00:00:00.000Z'],
    ],
    ['used since', { lastUsedAt: '2026-11-01T00:00:00Z' }, '2026-11-20T00:00:00Z', true, []],
    ['not asked about since', { lastUsedAt: '2026-06-01T00:00:00Z' }, '2026-07-01T00:00:00Z', true, []],
    ['never asked about', {}, null, true, []],
    ['of a service that does not tell', {}, '2026-11-20T00:00:00Z', false, []],
    ['local', { connectionId: null }, '2026-11-20T00:00:00Z', true, []],
    ['switched off', { status: 'inactive' }, '2026-11-20T00:00:00Z', true, []],
  ])('knows whether a key is unused: %s', (_, changes, syncedAt, tells, expected) => {
    connect(syncedAt);
    world.tellsLastUse = tells;
    world.newKey({ connectionId: 'c', createdAt: MADE, ...changes });
    world.policy('environment', world.environment.id, { unusedDays: 90 });
    const rows = world.policies.due();
    expect(rows.map(({ dueAt }) => dueAt)).toEqual(expected);
    for (const row of rows)
      expect(row).toMatchObject({ why: 'unused', from: 'environment', afterDays: 90, state: 'overdue' });
  });

  it.each<[string, Days, Days, Days, Partial<DueRow>[]]>([
    ['its own, whatever stands above', 30, 60, 90, [{ from: 'key', afterDays: 30 }]],
    ['that of its connection', null, 60, 90, [{ from: 'connection', afterDays: 60 }]],
    ['never, said of the key', 'never', 60, 90, []],
    ['never, said of the connection', null, 'never', 90, []],
    ['never above, but its own', 30, 'never', null, [{ from: 'key', afterDays: 30 }]],
    ['never of an environment is none', null, null, 'never', []],
  ])('takes of the days without use %s', (...[, ofKey, ofConnection, ofEnvironment, expected]) => {
    connect('2026-11-20T00:00:00Z');
    world.tellsLastUse = true;
    const { id } = world.newKey({ connectionId: 'c', createdAt: MADE });
    world.policy('environment', world.environment.id, { unusedDays: ofEnvironment });
    world.policy('connection', 'c', { unusedDays: ofConnection });
    world.policy('key', id, { unusedDays: ofKey });
    expect(world.policies.due()).toMatchObject(expected);
    expect(world.policies.get('environment', world.environment.id).unusedDays).toBe(
      ofEnvironment === 'never' ? null : ofEnvironment,
    );
  });

  it('reads the policies once for ten thousand keys', () => {
    world.ledger.transaction(() => {
      for (let n = 0; n < 10_000; n += 1) world.newKey({ createdAt: MADE });
    });
    let reads = 0;
    const { policies } = world.ledger;
    const ledger = {
      ...world.ledger,
      policies: {
        ...policies,
        list: () => {
          reads += 1;
          return policies.list();
        },
      },
    };
    world.policy('environment', world.environment.id, { afterDays: 30 });
    expect(listing({ ledger, clock: fakeClock() }).list()).toHaveLength(10_000);
    expect(reads).toBe(1);
  });
});

describe('setting a policy', () => {
  it('changes what is given, leaves the rest, and is written down', () => {
    const { id } = world.newKey();
    world.policy('key', id, { afterDays: 90, critical: true });
    expect(world.policy('key', id, { unattendedAt: '03:00' })).toEqual({
      ...{ subject: 'key', id, afterDays: 90, critical: true, unusedDays: null, unattendedAt: '03:00' },
    });
    const [newest] = world.ledger.audit.list(1);
    expect(newest).toMatchObject({
      what: 'policy edited',
      subject: id,
      detail: 'replaced after 90 days, critical, unattended at 03:00',
    });
  });

  it('stands with an environment among its defaults, for every door', () => {
    const { id } = world.environment;
    world.policy('environment', id, { afterDays: 60, unusedDays: 30 });
    expect(world.ledger.environments.get(id)?.rotateAfterDays).toBe(60);
    world.ledger.environments.put({ ...world.environment, rotateAfterDays: 180 });
    expect(world.policies.get('environment', id)).toMatchObject({ afterDays: 180, unusedDays: 30 });
    world.policy('environment', id, { afterDays: 'never' });
    expect([world.ledger.environments.get(id)?.rotateAfterDays, world.policies.list()]).toMatchObject([
      null,
      [{ subject: 'environment', afterDays: null, unusedDays: 30 }],
    ]);
  });

  it('lists what says something, and nothing that does not any more', () => {
    const { id } = world.newKey();
    expect(world.policies.list()).toEqual([]);
    world.policy('key', id, { afterDays: 'never' });
    expect(world.policies.list()).toMatchObject([{ subject: 'key', id }]);
    world.policy('key', id, { afterDays: null });
    expect([world.policies.list(), world.ledger.policies.list()]).toEqual([[], []]);
  });

  it.each<[string, Days, Days, boolean]>([
    ['a year and a day', null, 366, true],
    ['never', null, 'never', true],
    ['critical, of a key that is never replaced', 'never', 'never', true],
    ['critical, of a key with two years', 730, 730, true],
  ])('a critical key does not take %s', async (_, before, afterDays, critical) => {
    const { id } = world.newKey();
    world.policy('key', id, { afterDays: before });
    const set = () => world.policy('key', id, { afterDays, critical });
    expect([await codeOf(set), await fieldOf(set)]).toEqual(['invalid-input', 'afterDays']);
    expect(world.policies.get('key', id)).toMatchObject({ afterDays: before, critical: false });
  });

  it('takes at most a year for a critical key, and the other order of saying so too', () => {
    const { id } = world.newKey();
    expect(world.policy('key', id, { critical: true, afterDays: 365 })).toMatchObject({ afterDays: 365 });
    expect(world.policy('key', id, { critical: false, afterDays: 'never' })).toMatchObject({
      critical: false,
    });
  });

  it('marks no environment as critical', async () => {
    const { id } = world.environment;
    expect(await fieldOf(() => world.policy('environment', id, { critical: true }))).toBe('critical');
  });

  it.each(['environment', 'connection', 'key'] as const)('knows no %s that is not there', async (subject) => {
    expect(await codeOf(() => world.policies.get(subject, 'none'))).toBe('not-found');
    expect(await codeOf(() => world.policy(subject, 'none', { afterDays: 30 }))).toBe('not-found');
  });
});

describe('the review', () => {
  it('is due when the oldest key is a quarter old, and a quarter after the one before', () => {
    expect(world.policies.review()).toMatchObject({ reviewedAt: null, isDue: false, keys: [] });
    world.newKey({ createdAt: '2026-08-20T12:00:00.000Z' });
    expect(world.policies.review()).toMatchObject({ nextAt: '2026-11-20T12:00:00.000Z', isDue: true });
    expect(world.policies.reviewed()).toMatchObject({
      reviewedAt: '2026-11-20T12:00:00.000Z',
      nextAt: '2027-02-20T12:00:00.000Z',
      isDue: false,
    });
    expect(world.ledger.audit.list(1)).toMatchObject([{ what: 'keys reviewed' }]);
  });

  it('has those first of which is known that they were not used for longest', () => {
    connect('2026-11-20T00:00:00Z');
    const of = (name: string, changes: Partial<KeyRow>) => world.newKey({ name, ...changes });
    of('local', {});
    of('used', { connectionId: 'c', lastUsedAt: '2026-11-01T00:00:00Z' });
    of('never', { connectionId: 'c' });
    of('gone', { connectionId: 'c', status: 'revoked' });
    of('long ago', { connectionId: 'c', lastUsedAt: '2026-02-01T00:00:00Z' });
    const rows = world.policies.review().keys;
    expect(rows.map(({ name, tells }) => [name, tells])).toEqual([
      ['never', true],
      ['long ago', true],
      ['used', true],
      ['local', false],
    ]);
  });
});
