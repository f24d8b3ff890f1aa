import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { behind } from '#core/delivering/remote/place.ts';
import { createDeliveryTests } from '#core/delivering/testing/index.ts';
import { AppError } from '#core/errors.ts';
import { Secret } from '#core/secret.ts';
import type { ExportRequest } from '#shared/model/delivery.ts';
import { noPrograms, noServers } from '#tests/fakes/programs.ts';
import { fakeRemoteStore } from '#tests/fakes/remote-store.ts';
import { createDeliveringWorld, type DeliveringWorld, VALUE } from './delivering-world.ts';
import { codeOf } from './world.ts';

let remote: ReturnType<typeof fakeRemoteStore>;
let world: DeliveringWorld;
let value: string;
const CONNECTION = randomUUID();

function connect(id: string, changes: { provider?: string; environmentId?: string } = {}) {
  const [first] = world.ledger.connections.list();
  if (first === undefined) throw new Error('the world has a connection');
  const baseUrl = 'https://n8n.example.com';
  world.ledger.connections.put({ ...first, id, name: `n8n ${id}`, provider: 'n8n', baseUrl, ...changes });
}

beforeEach(() => {
  remote = fakeRemoteStore();
  value = VALUE;
  world = createDeliveringWorld({
    store: async () => remote.store,
    readSecret: async () => new Secret(value),
  });
  connect(CONNECTION);
});
afterEach(() => world.end());

const N8N: Partial<ExportRequest> = { target: 'n8n', connectionId: CONNECTION };
const only = () => {
  expect([...remote.items.keys()]).toHaveLength(1);
  return [...remote.items.values()][0];
};

describe('a delivery into a program’s own store', () => {
  test('puts the key there under an id of ours, and no file of it anywhere', async () => {
    const plan = await world.delivering.plan(world.request(N8N));
    expect(plan).toMatchObject({ mechanism: 'input', companions: [], modeAfter: '-' });
    expect(JSON.stringify(plan)).not.toContain(VALUE);
    expect(remote.asked).toEqual([]);
    const result = await world.delivering.export(plan.plan);
    const item = only();
    expect(item).toMatchObject({ name: 'Keyrack unizo-dev', kind: 'httpBearerAuth' });
    expect(item?.content).toMatchObject({ token: VALUE, allowedDomains: 'api.example.com' });
    expect(result).toMatchObject({ file: `n8n:${CONNECTION}/${item?.id}`, mode: '-' });
    expect(existsSync(join(world.home, 'keyrack-exports'))).toBe(false);
    expect(await world.states()).toEqual(['imported']);
    expect(JSON.stringify([world.ledger.changes.list(), world.ledger.deliveries.list()])).not.toContain(
      VALUE,
    );
  });

  test('changes the same item when the key is exported again, with the value of then', async () => {
    const first = await world.deliver(N8N);
    const { id } = only() ?? {};
    value = 'another-canary-9b1d';
    const second = await world.deliver(N8N);
    expect(second.delivery).toBe(first.delivery);
    expect(only()).toMatchObject({ id, content: { token: value } });
    expect(remote.asked).toEqual([`add ${id}`, `change ${id}`]);
  });

  test('puts it there again where somebody has deleted it', async () => {
    await world.deliver(N8N);
    const { id } = only() ?? {};
    remote.items.clear();
    await world.deliver(N8N);
    expect(only()?.id).toBe(id);
  });

  test('writes a value that the program would take for an expression in another form', async () => {
    value = '=canary-7a3f';
    await world.deliver({ ...N8N, call: { header: 'X-Key: {}' } });
    expect(only()).toMatchObject({ kind: 'httpCustomAuth' });
    expect(Object.values(only()?.content ?? {}).filter((text) => String(text).startsWith('='))).toEqual([]);
  });

  test('is taken out by unexport, and by undoing the first export', async () => {
    const first = await world.deliver(N8N);
    expect((await world.delivering.unexport(first.delivery)).mode).toBe('removed');
    expect([remote.items.size, world.ledger.deliveries.list()]).toEqual([0, []]);
    const again = await world.deliver(N8N);
    expect((await world.delivering.undo(again.change)).undone).toBe(true);
    expect([remote.items.size, world.ledger.deliveries.list()]).toEqual([0, []]);
  });

  test('does not pretend to undo what the store tells nobody', async () => {
    const first = await world.deliver(N8N);
    const second = await world.deliver(N8N);
    const asked = remote.asked.length;
    expect(await codeOf(() => world.delivering.undo(second.change))).toBe('forbidden-by-rule');
    const { change } = await world.delivering.unexport(first.delivery);
    expect(await codeOf(() => world.delivering.undo(change))).toBe('forbidden-by-rule');
    expect(remote.asked).toHaveLength(asked + 1);
  });

  test('is refused where the connection is another program’s, or of another environment', async () => {
    const others = { unizo: randomUUID(), production: randomUUID() };
    connect(others.unizo, { provider: 'unizo' });
    connect(others.production, { environmentId: world.production.id });
    const codes = [];
    for (const connectionId of [others.unizo, others.production, randomUUID()]) {
      codes.push(await codeOf(() => world.delivering.plan(world.request({ ...N8N, connectionId }))));
    }
    expect(codes).toEqual(['invalid-input', 'forbidden-by-rule', 'not-found']);
    const refused = [
      { ...N8N, target: 'claude-desktop' },
      { ...N8N, file: '/tmp/x.json' },
      { ...N8N, mechanism: 'inline' },
    ] as const satisfies Partial<ExportRequest>[];
    for (const request of refused) {
      expect(await codeOf(() => world.delivering.plan(world.request(request)))).toMatch(/invalid|forbidden/);
    }
  });

  test('leaves a name alone that carries another key there', async () => {
    await world.deliver(N8N);
    const other = world.addKey({ name: 'Other' });
    const request = world.request({ ...N8N, keyId: other.id });
    expect(await codeOf(() => world.delivering.plan(request))).toBe('forbidden-by-rule');
  });

  test('sends nothing where the store cannot do what a delivery needs', async () => {
    remote.state.probe = new AppError('unsupported', { message: 'Too old.' });
    expect(await codeOf(() => world.deliver(N8N))).toBe('unsupported');
    expect([remote.asked, world.ledger.changes.list(), world.ledger.deliveries.list()]).toEqual([[], [], []]);
  });
});

describe('an answer that was lost', () => {
  test('sends nothing twice, and finds what was done', async () => {
    remote.state.lose = 'after it was done';
    const { delivery } = await world.deliver(N8N);
    expect(remote.asked).toHaveLength(1);
    expect(world.ledger.deliveries.get(delivery)).not.toBeNull();
    await world.deliver(N8N);
    await world.delivering.unexport(delivery);
    expect(remote.asked.map((line) => line.split(' ')[0])).toEqual(['add', 'change', 'remove']);
    expect(world.ledger.deliveries.list()).toEqual([]);
  });

  test('is settled later where what was sent arrives late, or never', async () => {
    remote.state.lose = 'before it arrived';
    expect(await codeOf(() => world.deliver(N8N))).toBe('outcome-unknown');
    const [change] = world.ledger.changes.list();
    expect(change?.state).toBe('writing');
    const id = change?.file.split('/')[1] ?? '';
    remote.items.set(id, { id, name: 'Late', kind: 'httpBearerAuth', content: {}, revision: '1' });
    expect(await world.delivering.recover()).toBe(true);
    expect(world.ledger.deliveries.list()).toHaveLength(1);
    expect(await codeOf(() => world.deliver(N8N))).toBe('outcome-unknown');
    expect(await world.delivering.recover()).toBe(true);
    expect(world.ledger.changes.list().map(({ state }) => state)).toEqual(['done']);
  });

  test('keeps its row while nobody answers', async () => {
    remote.state.lose = 'before it arrived';
    await codeOf(() => world.deliver(N8N));
    remote.state.deaf = true;
    await world.delivering.recover();
    expect(world.ledger.changes.list().map(({ state }) => state)).toEqual(['writing']);
  });
});

describe('the store behind a connection', () => {
  const tests = () =>
    createDeliveryTests({
      ...world.deps,
      start: noPrograms,
      mcp: noServers,
      transport: () => {
        throw new Error('nothing is sent in a test of the domain');
      },
      selfTests: () => [],
      places: [],
      run: () => {
        throw new Error('no program is run for it');
      },
    });

  test('is asked whether the item is there, and for nothing else', async () => {
    const { delivery } = await world.deliver(N8N);
    expect(await tests().run(delivery)).toMatchObject({ ok: true, next: null });
    remote.items.clear();
    expect(await tests().run(delivery)).toMatchObject({ ok: false, next: 'Export the key again.' });
    remote.state.deaf = true;
    expect(await tests().run(delivery)).toMatchObject({ ok: false, message: 'Nobody answers.' });
    expect(remote.asked).toHaveLength(1);
  });

  test('counts what stands there, and what is not known yet', async () => {
    expect(behind(world.ledger, CONNECTION)).toEqual({ deliveries: 0, unsettled: 0 });
    await world.deliver(N8N);
    expect(behind(world.ledger, CONNECTION)).toEqual({ deliveries: 1, unsettled: 0 });
    remote.state.lose = 'before it arrived';
    await codeOf(() => world.deliver({ ...N8N, server: 'other' }));
    expect(behind(world.ledger, CONNECTION)).toEqual({ deliveries: 1, unsettled: 1 });
    expect(behind(world.ledger, randomUUID())).toEqual({ deliveries: 0, unsettled: 0 });
  });
});
