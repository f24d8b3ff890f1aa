import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '#core/errors.ts';
import { keyAccount } from '#core/ports/secret-store.ts';
import { Secret } from '#core/secret.ts';
import { OPERATIONS, type Operation } from '#shared/model/provider.ts';
import { keyRow } from '#tests/fakes/key-row.ts';
import { remoteKey } from '#tests/fakes/service-calls.ts';
import { type ConnectionsWorld, codeOf, createConnectionsWorld, fieldOf } from './connections-world.ts';

let world: ConnectionsWorld;
let keyId: string;
beforeEach(async () => {
  world = await createConnectionsWorld();
  const { id: connectionId, environmentId } = world.inDevelopment;
  const row = keyRow({ environmentId, connectionId, remoteId: 'r-1' });
  world.ledger.keys.put(row);
  world.service.keys.set('r-1', remoteKey('r-1'));
  world.storage.items.set(keyAccount(environmentId, row.id), new Secret('fk_live_value_of_the_key'));
  keyId = row.id;
});
afterEach(() => world.end());

const attempt = (operation: Operation, extra: object = {}, signal?: AbortSignal) =>
  world.connections.tryOut({ id: world.inDevelopment.id, operation, send: true, ...extra }, signal);

const READING: readonly Operation[] = [
  'list',
  'get',
  'verify',
  'health',
  'usage',
  'limits',
  'scopes',
  'listAlerts',
];

describe('trying an operation', () => {
  it.each(OPERATIONS)('%s shows what would be sent, and sends nothing', async (operation) => {
    const { exchanges, outcome } = await attempt(operation, { send: false, keyId });
    expect(outcome).toBeNull();
    expect(exchanges).toMatchObject([{ request: { url: expect.stringContaining(operation) }, answer: null }]);
    expect(world.service.calls).toEqual([]);
  });

  it.each(OPERATIONS.filter((operation) => !READING.includes(operation)))(
    '%s is never sent by a try: it changes something',
    async (operation) => {
      expect(await codeOf(() => attempt(operation, { keyId }))).toBe('forbidden-by-rule');
      expect(world.service.calls).toEqual([]);
    },
  );

  it.each(READING.filter((operation) => operation !== 'health'))(
    '%s is sent and shows what came, and what Keyrack makes of it',
    async (operation) => {
      const { exchanges, outcome } = await attempt(operation, { keyId });
      expect(outcome?.ok).toBe(true);
      expect(exchanges).toMatchObject([{ answer: { status: 200 } }]);
    },
  );

  it.each(['get', 'usage', 'verify'] as const)('%s needs to know of which key', async (operation) => {
    expect(await fieldOf(() => attempt(operation))).toBe('keyId');
  });

  it('takes no key of another connection', async () => {
    const id = world.inProduction.id;
    expect(await fieldOf(() => attempt('get', { id, keyId }))).toBe('keyId');
  });

  it.each(['guided', null] as const)('says that nothing is sent where it is %s', async (way) => {
    world.service.ways.list = way;
    expect(await codeOf(() => attempt('list', { send: false }))).toBe('unsupported');
  });

  it('shows a refusal as what it is, and does not swallow a cancel', async () => {
    world.service.fail.list = new AppError('unauthorized', { message: 'It does not take it.' });
    expect((await attempt('list')).outcome).toEqual({ ok: false, message: 'It does not take it.' });
    expect(await codeOf(() => attempt('list', {}, AbortSignal.abort()))).toBe('cancelled');
  });

  it('says that a service is ill', async () => {
    world.service.tested = { ok: false, message: 'HTTP 503' };
    expect((await attempt('health')).outcome).toEqual({ ok: false, message: 'HTTP 503' });
  });
});

describe('SECURITY: an exchange that still holds a secret', () => {
  const leaking = (text: string) => {
    const { connect } = world.service.plugin;
    Object.assign(world.service.plugin, {
      connect: (access: Parameters<typeof connect>[0]) => ({
        ...connect(access),
        scopes: async () => {
          access.watch?.({
            request: { method: 'GET', url: `https://api.example.test/?k=${text}`, headers: [], body: null },
            answer: null,
          });
          return [];
        },
      }),
    });
  };

  it.each([
    ['the management credential', 'management-credential'],
    ['the value of the key', 'fk_live_value_of_the_key'],
  ])('is not shown: %s', async (_, text) => {
    leaking(text);
    const failure: unknown = await attempt('scopes', { keyId }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Error);
    expect(String(failure)).not.toContain(text);
  });

  it('is told from one that holds none', async () => {
    leaking('harmless');
    expect((await attempt('scopes', { keyId })).exchanges).toHaveLength(1);
  });
});
