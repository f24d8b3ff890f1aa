import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '#core/errors.ts';
import type { KeyRow } from '#core/ports/ledger.ts';
import { remoteKey } from '#tests/fakes/service-calls.ts';
import { codeOf } from './connections-world.ts';
import { everything } from './offering.ts';
import { createSyncingWorld, type SyncingWorld } from './syncing-world.ts';

let world: SyncingWorld;
beforeEach(async () => {
  world = await createSyncingWorld();
});
afterEach(() => world.end());

describe('a key that is not known here', () => {
  it('gets a row with all that the service tells, not held, with nothing left to copy', async () => {
    const told = {
      name: 'CI',
      description: 'builds',
      scopes: ['notes:write'],
      testMode: true,
      expiresAt: '2027-01-01T00:00:00.000Z',
      lastUsedAt: '2026-11-19T00:00:00.000Z',
      allowedIps: ['192.0.2.0/24'],
      rateLimit: '100 a minute',
    };
    world.listed('r-1', told);
    const report = await world.sync();
    expect(world.rows()).toMatchObject([
      { ...told, remoteId: 'r-1', held: false, acknowledged: true, status: 'active', variable: null },
    ]);
    expect(report).toMatchObject({
      listed: 1,
      added: [{ name: 'CI' }],
      notHeld: [{ name: 'CI' }],
      changed: [],
    });
  });

  it('has what is not told as what is most harmless', async () => {
    world.listed('r-1', {
      description: null,
      scopes: null,
      testMode: null,
      createdAt: null,
      allowedIps: null,
    });
    await world.sync();
    const createdAt = world.clock.now().toISOString();
    expect(world.rows()).toMatchObject([
      { description: '', scopes: [], testMode: false, createdAt, allowedIps: [] },
    ]);
  });

  it('is written once where the pages of a list overlap', async () => {
    world.listed('r-1');
    world.service.keys.set('again', remoteKey('r-1'));
    expect(await world.sync()).toMatchObject({ listed: 1 });
    expect(world.rows()).toHaveLength(1);
  });

  it('is left to who is making it', async () => {
    world.ledger.intents.put(intent(['r-0']));
    world.listed('r-0', { name: 'CI' });
    world.listed('r-1', { name: 'CI' });
    expect((await world.sync()).added).toMatchObject([{ name: 'CI' }]);
    expect(world.rows().map(({ remoteId }) => remoteId)).toEqual(['r-0']);
  });
});

const intent = (listedBefore: string[]) => ({
  id: crypto.randomUUID(),
  kind: 'create' as const,
  keyId: crypto.randomUUID(),
  environmentId: world.development.id,
  connectionId: world.inDevelopment.id,
  name: 'CI',
  description: '',
  scopes: [],
  tags: [],
  testMode: false,
  expiresAt: null,
  variable: null,
  allowedIps: [],
  listedBefore,
  startedAt: world.clock.now().toISOString(),
});

describe('a key that is known here', () => {
  it('gets what differs, and the report names the fields', async () => {
    const row = world.known({ name: 'Old', tags: ['ours'], variable: 'OURS' });
    world.listed('r-1', { name: 'New', status: 'inactive', scopes: ['notes:write'] });
    expect((await world.sync()).changed).toEqual([
      { id: row.id, name: 'New', fields: ['name', 'status', 'scopes'] },
    ]);
    expect(world.now(row)).toMatchObject({
      name: 'New',
      status: 'inactive',
      tags: ['ours'],
      variable: 'OURS',
    });
  });

  it('keeps what the service does not tell', async () => {
    const ours = {
      description: 'ours',
      scopes: ['notes:read', 'notes:write'],
      testMode: true,
      createdAt: '2026-01-01T00:00:00.000Z',
      expiresAt: '2027-01-01T00:00:00.000Z',
      allowedIps: ['192.0.2.7'],
      rateLimit: '5 a second',
    };
    const row = world.known(ours);
    const untold = { description: null, scopes: null, testMode: null, createdAt: null, allowedIps: null };
    world.listed('r-1', { ...untold, hint: '' });
    expect((await world.sync()).changed).toEqual([]);
    expect(world.now(row)).toEqual(row);
  });

  it('that was used is written, but nobody changed it', async () => {
    const row = world.known();
    const lastUsedAt = '2026-11-20T11:00:00.000Z';
    world.listed('r-1', { lastUsedAt });
    expect((await world.sync()).changed).toEqual([]);
    expect(world.now(row)?.lastUsedAt).toBe(lastUsedAt);
  });

  it('keeps its longer hint, and takes one that belongs to another value', async () => {
    const [same, other] = [world.known(), world.known({ remoteId: 'r-2', name: 'r-2' })];
    world.listed('r-1', { hint: 'fk_****wxyz' });
    world.listed('r-2', { hint: 'xy_live_1234' });
    await world.sync();
    expect([world.now(same)?.hint, world.now(other)?.hint]).toEqual(['fk_live_abcd', 'xy_live_1234']);
  });

  it('revoked here is final: no list makes it active again, and none makes it a ghost', async () => {
    const row = world.known({ status: 'revoked' });
    world.listed('r-1', { status: 'active' });
    await world.sync();
    expect(world.now(row)?.status).toBe('revoked');
    world.service.keys.clear();
    expect((await world.sync()).gone).toEqual([]);
    expect(world.now(row)?.status).toBe('revoked');
  });

  it('that is gone at the service becomes a ghost, keeps its value, and comes back as it is there', async () => {
    const row = world.known();
    expect((await world.sync()).gone).toEqual([{ id: row.id, name: 'r-1' }]);
    expect(world.now(row)).toMatchObject({ status: 'ghost', held: true });
    world.listed('r-1', { status: 'inactive' });
    await world.sync();
    expect(world.now(row)?.status).toBe('inactive');
  });

  it.each([
    ['active', 'orphan'],
    ['revoked', 'revoked'],
    ['expired', 'expired'],
  ] as const)('an orphan that is %s there is %s here', async (there, here) => {
    const row = world.known({ status: 'orphan', held: false });
    world.listed('r-1', { status: there });
    const report = await world.sync();
    expect(world.now(row)?.status).toBe(here);
    expect(report.orphans).toHaveLength(here === 'orphan' ? 1 : 0);
    expect(report.notHeld).toEqual([]);
  });

  it('of another connection is never touched, though the service lists the same id', async () => {
    const theirs = world.known({ environmentId: world.production.id, connectionId: world.inProduction.id });
    world.listed('r-1', { status: 'inactive' });
    expect((await world.sync()).added).toHaveLength(1);
    expect(world.now(theirs)).toEqual(theirs);
    world.service.keys.clear();
    await world.sync();
    expect(world.now(theirs)).toEqual(theirs);
  });
});

describe('what happens while the service is asked', () => {
  /** Runs once the service has made its list. */
  const meanwhile = (work: () => void) => ({ onProgress: work });

  it('a key that is made then is no ghost', async () => {
    const made: KeyRow[] = [];
    await world.sync(meanwhile(() => made.push(world.known({ remoteId: 'r-9', name: 'r-9' }))));
    expect(made.map(world.now)).toEqual(made);
  });

  it('a key that a rotation gave another value then is no ghost', async () => {
    const row = world.known();
    world.listed('r-1');
    const work = () => world.ledger.keys.put({ ...row, remoteId: 'r-2' });
    expect((await world.sync(meanwhile(work))).gone).toEqual([]);
    expect(world.now(row)).toMatchObject({ remoteId: 'r-2', status: 'active' });
  });

  it('a key that is deleted then does not come back', async () => {
    const row = world.known();
    world.listed('r-1');
    await world.sync(meanwhile(() => world.ledger.keys.remove(row.id)));
    expect(world.rows()).toEqual([]);
  });

  it('a cancel leaves all as it was', async () => {
    world.listed('r-1');
    const stop = new AbortController();
    const work = world.sync({ signal: stop.signal, ...meanwhile(() => stop.abort()) });
    expect(await codeOf(() => work)).toBe('cancelled');
    expect(world.rows()).toEqual([]);
    expect(world.connection()).toMatchObject({ syncedAt: null, syncFailure: null });
  });

  it('a connection that is removed then is said to be gone', async () => {
    const work = world.sync(meanwhile(() => world.ledger.connections.remove(world.inDevelopment.id)));
    expect(await codeOf(() => work)).toBe('not-found');
  });
});

describe('a listing', () => {
  it('tells its progress, its time, who we are, and leaves an audit row', async () => {
    world.listed('r-1');
    world.service.tested = { account: 'Example Ltd' };
    const read: number[] = [];
    const report = await world.sync({ onProgress: (count: number) => read.push(count) });
    expect(read).toEqual([1]);
    expect(world.connection()).toMatchObject({
      syncedAt: report.at,
      syncFailure: null,
      account: 'Example Ltd',
    });
    expect(world.ledger.audit.list(1)).toMatchObject([
      { what: 'connection listed', detail: 'Fake: 1 new, 0 changed, 0 gone' },
    ]);
  });

  it('that fails says why beside what was known, until one succeeds', async () => {
    await world.sync();
    const { syncedAt } = world.connection();
    world.clock.advance(60_000);
    world.service.fail.list = new AppError('network', { message: 'It is down.' });
    const row = world.known();
    expect(await codeOf(world.sync)).toBe('network');
    expect(world.connection()).toMatchObject({ syncedAt, syncFailure: 'It is down.' });
    expect(world.now(row)).toEqual(row);
    await world.sync();
    expect(world.connection().syncFailure).toBeNull();
  });

  it('settles lost answers first', async () => {
    const order: string[] = [];
    world.recovering.recover = async () => void order.push('recovered');
    await world.sync({ onProgress: () => order.push('listed') });
    expect(order).toEqual(['recovered', 'listed']);
  });

  it.each(['guided', null] as const)('is refused where listing is %s', async (way) => {
    world.service.ways.list = way;
    expect(await codeOf(world.sync)).toBe('unsupported');
    expect(world.service.calls).toEqual([]);
  });

  it('needs an open storage where it needs a credential, and none where it does not', async () => {
    world.storage.state = 'locked';
    expect(await codeOf(world.sync)).toBe('storage-locked');
    everything(world.service, 'guided');
    expect(await codeOf(world.sync)).toBe('unsupported');
  });
});
