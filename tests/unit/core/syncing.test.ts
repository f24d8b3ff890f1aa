import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '#core/errors.ts';
import type { KeyRow } from '#core/ports/ledger.ts';
import { keyRow } from '#tests/fakes/key-row.ts';
import { remoteKey } from '#tests/fakes/service-calls.ts';
import { type ConnectionsWorld, codeOf, createConnectionsWorld } from './connections-world.ts';
import { everything } from './offering.ts';

let world: ConnectionsWorld;
beforeEach(async () => {
  world = await createConnectionsWorld();
});
afterEach(() => world.end());

const sync = (options = {}) => world.connections.sync(world.inDevelopment.id, options);
const connection = () => world.connections.get(world.inDevelopment.id);
const rows = () => world.ledger.keys.list().filter((row) => row.connectionId === world.inDevelopment.id);
const listed = (id: string, changes: Parameters<typeof remoteKey>[1] = {}) =>
  world.service.keys.set(id, remoteKey(id, changes));
const known = (changes: Partial<KeyRow> = {}): KeyRow => {
  const row = keyRow({
    environmentId: world.development.id,
    connectionId: world.inDevelopment.id,
    remoteId: 'r-1',
    name: 'r-1',
    scopes: ['notes:read'],
    ...changes,
  });
  world.ledger.keys.put(row);
  return row;
};
const now = (row: KeyRow) => world.ledger.keys.get(row.id);

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
    listed('r-1', told);
    const report = await sync();
    expect(rows()).toMatchObject([
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
    listed('r-1', { description: null, scopes: null, testMode: null, createdAt: null, allowedIps: null });
    await sync();
    const createdAt = world.clock.now().toISOString();
    expect(rows()).toMatchObject([
      { description: '', scopes: [], testMode: false, createdAt, allowedIps: [] },
    ]);
  });

  it('is written once where the pages of a list overlap', async () => {
    listed('r-1');
    world.service.keys.set('again', remoteKey('r-1'));
    expect(await sync()).toMatchObject({ listed: 1 });
    expect(rows()).toHaveLength(1);
  });

  it('is left to who is making it', async () => {
    world.ledger.intents.put(intent(['r-0']));
    listed('r-0', { name: 'CI' });
    listed('r-1', { name: 'CI' });
    expect((await sync()).added).toMatchObject([{ name: 'CI' }]);
    expect(rows().map(({ remoteId }) => remoteId)).toEqual(['r-0']);
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
    const row = known({ name: 'Old', tags: ['ours'], variable: 'OURS' });
    listed('r-1', { name: 'New', status: 'inactive', scopes: ['notes:write'] });
    expect((await sync()).changed).toEqual([
      { id: row.id, name: 'New', fields: ['name', 'status', 'scopes'] },
    ]);
    expect(now(row)).toMatchObject({ name: 'New', status: 'inactive', tags: ['ours'], variable: 'OURS' });
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
    const row = known(ours);
    const untold = { description: null, scopes: null, testMode: null, createdAt: null, allowedIps: null };
    listed('r-1', { ...untold, hint: '' });
    expect((await sync()).changed).toEqual([]);
    expect(now(row)).toEqual(row);
  });

  it('that was used is written, but nobody changed it', async () => {
    const row = known();
    const lastUsedAt = '2026-11-20T11:00:00.000Z';
    listed('r-1', { lastUsedAt });
    expect((await sync()).changed).toEqual([]);
    expect(now(row)?.lastUsedAt).toBe(lastUsedAt);
  });

  it('keeps its longer hint, and takes one that belongs to another value', async () => {
    const [same, other] = [known(), known({ remoteId: 'r-2', name: 'r-2' })];
    listed('r-1', { hint: 'fk_****wxyz' });
    listed('r-2', { hint: 'xy_live_1234' });
    await sync();
    expect([now(same)?.hint, now(other)?.hint]).toEqual(['fk_live_abcd', 'xy_live_1234']);
  });

  it('revoked here is final: no list makes it active again, and none makes it a ghost', async () => {
    const row = known({ status: 'revoked' });
    listed('r-1', { status: 'active' });
    await sync();
    expect(now(row)?.status).toBe('revoked');
    world.service.keys.clear();
    expect((await sync()).gone).toEqual([]);
    expect(now(row)?.status).toBe('revoked');
  });

  it('that is gone at the service becomes a ghost, keeps its value, and comes back as it is there', async () => {
    const row = known();
    expect((await sync()).gone).toEqual([{ id: row.id, name: 'r-1' }]);
    expect(now(row)).toMatchObject({ status: 'ghost', held: true });
    listed('r-1', { status: 'inactive' });
    await sync();
    expect(now(row)?.status).toBe('inactive');
  });

  it.each([
    ['active', 'orphan'],
    ['revoked', 'revoked'],
    ['expired', 'expired'],
  ] as const)('an orphan that is %s there is %s here', async (there, here) => {
    const row = known({ status: 'orphan', held: false });
    listed('r-1', { status: there });
    const report = await sync();
    expect(now(row)?.status).toBe(here);
    expect(report.orphans).toHaveLength(here === 'orphan' ? 1 : 0);
    expect(report.notHeld).toEqual([]);
  });

  it('of another connection is never touched, though the service lists the same id', async () => {
    const theirs = known({ environmentId: world.production.id, connectionId: world.inProduction.id });
    listed('r-1', { status: 'inactive' });
    expect((await sync()).added).toHaveLength(1);
    expect(now(theirs)).toEqual(theirs);
    world.service.keys.clear();
    await sync();
    expect(now(theirs)).toEqual(theirs);
  });
});

describe('a key that was entered without its id', () => {
  const byHand = (changes: Partial<KeyRow> = {}) => known({ remoteId: null, name: 'CI', ...changes });

  it.each(['fk_live_abcd', 'fk_live_ab', 'fk_****wxyz'])(
    'is linked by its name and the hint %s',
    async (hint) => {
      const row = byHand();
      listed('r-1', { name: 'CI', hint });
      expect((await sync()).added).toEqual([]);
      expect(now(row)).toMatchObject({ remoteId: 'r-1', held: true, hint: 'fk_live_abcd' });
    },
  );

  it.each([
    ['another hint', { name: 'CI', hint: 'xy_live_abcd' }],
    ['no hint', { name: 'CI', hint: '' }],
    ['only the end of a hint', { name: 'CI', hint: '…wxyz' }],
    ['another name', { name: 'Other' }],
  ])('is not linked to one with %s', async (_, there) => {
    const row = byHand();
    listed('r-1', there);
    expect((await sync()).added).toHaveLength(1);
    expect(now(row)?.remoteId).toBeNull();
  });

  it('is linked to neither of two that fit', async () => {
    const row = byHand();
    listed('r-1', { name: 'CI' });
    listed('r-2', { name: 'CI' });
    expect((await sync()).added).toHaveLength(2);
    expect(now(row)?.remoteId).toBeNull();
  });

  it('is not linked where two rows here fit the one that is listed', async () => {
    const two = [byHand(), byHand()];
    listed('r-1', { name: 'CI' });
    await sync();
    expect(two.map((row) => now(row)?.remoteId)).toEqual([null, null]);
  });

  it('is not linked to a key that is known already, and is no ghost', async () => {
    const row = byHand();
    known({ name: 'CI' });
    listed('r-1', { name: 'CI' });
    await sync();
    expect(now(row)).toMatchObject({ remoteId: null, status: 'active' });
  });
});

describe('what happens while the service is asked', () => {
  /** Runs once the service has made its list. */
  const meanwhile = (work: () => void) => ({ onProgress: work });

  it('a key that is made then is no ghost', async () => {
    const made: KeyRow[] = [];
    await sync(meanwhile(() => made.push(known({ remoteId: 'r-9', name: 'r-9' }))));
    expect(made.map(now)).toEqual(made);
  });

  it('a key that is deleted then does not come back', async () => {
    const row = known();
    listed('r-1');
    await sync(meanwhile(() => world.ledger.keys.remove(row.id)));
    expect(rows()).toEqual([]);
  });

  it('a cancel leaves all as it was', async () => {
    listed('r-1');
    const stop = new AbortController();
    const work = sync({ signal: stop.signal, ...meanwhile(() => stop.abort()) });
    expect(await codeOf(() => work)).toBe('cancelled');
    expect(rows()).toEqual([]);
    expect(connection()).toMatchObject({ syncedAt: null, syncFailure: null });
  });

  it('a connection that is removed then is said to be gone', async () => {
    const work = sync(meanwhile(() => world.ledger.connections.remove(world.inDevelopment.id)));
    expect(await codeOf(() => work)).toBe('not-found');
  });
});

describe('a listing', () => {
  it('tells its progress, its time, who we are, and leaves an audit row', async () => {
    listed('r-1');
    world.service.tested = { account: 'Example Ltd' };
    const read: number[] = [];
    const report = await sync({ onProgress: (count: number) => read.push(count) });
    expect(read).toEqual([1]);
    expect(connection()).toMatchObject({ syncedAt: report.at, syncFailure: null, account: 'Example Ltd' });
    expect(world.ledger.audit.list(1)).toMatchObject([
      { what: 'connection listed', detail: 'Fake: 1 new, 0 changed, 0 gone' },
    ]);
  });

  it('that fails says why beside what was known, until one succeeds', async () => {
    await sync();
    const { syncedAt } = connection();
    world.clock.advance(60_000);
    world.service.fail.list = new AppError('network', { message: 'It is down.' });
    const row = known();
    expect(await codeOf(sync)).toBe('network');
    expect(connection()).toMatchObject({ syncedAt, syncFailure: 'It is down.' });
    expect(now(row)).toEqual(row);
    await sync();
    expect(connection().syncFailure).toBeNull();
  });

  it('settles lost answers first', async () => {
    const order: string[] = [];
    world.recovering.recover = async () => void order.push('recovered');
    await sync({ onProgress: () => order.push('listed') });
    expect(order).toEqual(['recovered', 'listed']);
  });

  it.each(['guided', null] as const)('is refused where listing is %s', async (way) => {
    world.service.ways.list = way;
    expect(await codeOf(sync)).toBe('unsupported');
    expect(world.service.calls).toEqual([]);
  });

  it('needs an open storage where it needs a credential, and none where it does not', async () => {
    world.storage.state = 'locked';
    expect(await codeOf(sync)).toBe('storage-locked');
    everything(world.service, 'guided');
    expect(await codeOf(sync)).toBe('unsupported');
  });
});
