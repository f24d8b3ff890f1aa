import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Bench, startBench } from './bench.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await startBench();
});
afterEach(() => bench.stop());

const read = async (bearer: string, path = '/v1/contacts') => {
  const { status, text } = await bench.ask(bearer, 'GET', path);
  return [status, JSON.parse(text).error?.code ?? 'ok'];
};
const manage = async (method: string, path: string, body?: unknown) => {
  const { status, text } = await bench.ask(bench.credential, method, path, body);
  return { status, body: text === '' ? null : JSON.parse(text) };
};
const listed = async () => (await manage('GET', '/v1/keys')).body.keys;

describe('a key of Playground', () => {
  it('is shown once, and afterwards by its prefix', async () => {
    const { id, secret } = await bench.newKey({ name: '  Zoë 😀 ', description: 'Why' });
    expect(secret).toMatch(/^pg_live_[A-Za-z0-9]{40}$/);
    const keys = await listed();
    expect(keys).toEqual([
      {
        id,
        name: 'Zoë 😀',
        description: 'Why',
        prefix: secret.slice(0, 12),
        status: 'active',
        scopes: ['contacts:read'],
        test_mode: false,
        created_at: '2026-11-20T12:00:00.000Z',
        expires_at: null,
        last_used_at: null,
        allowed_ips: [],
      },
    ]);
    expect(JSON.stringify(keys)).not.toContain(secret.slice(0, 13));
  });

  it('opens what its scopes name, and nothing else', async () => {
    const { secret } = await bench.newKey({ scopes: ['contacts:read', 'tickets:write'] });
    expect(await read(secret)).toEqual([200, 'ok']);
    expect(await read(secret, '/v1/whoami')).toEqual([200, 'ok']);
    expect(await read(secret, '/v1/tickets')).toEqual([403, 'missing_scope']);
    expect(await read(secret, '/v1/webhooks')).toEqual([403, 'missing_scope']);
    const added = await bench.ask(secret, 'POST', '/v1/tickets', { title: 'Help', priority: 'low' });
    expect(added.status).toBe(201);
    expect((await bench.ask(secret, 'DELETE', `/v1/tickets/${JSON.parse(added.text).id}`)).status).toBe(403);
  });

  it('is not seen by another account', async () => {
    const { id } = await bench.newKey();
    const other = (await bench.host.mintCredential('other')).expose();
    expect(JSON.parse((await bench.ask(other, 'GET', '/v1/keys')).text)).toEqual({ keys: [] });
    for (const [method, path] of [
      ['GET', ''],
      ['DELETE', ''],
      ['POST', '/revoke'],
      ['POST', '/regenerate'],
    ] as const) {
      expect((await bench.ask(other, method, `/v1/keys/${id}${path}`)).status).toBe(404);
    }
    expect(await listed()).toHaveLength(1);
  });

  it('in test mode sees and changes test data only', async () => {
    const scopes = ['contacts:read', 'contacts:write', 'contacts:delete'];
    const [live, test] = [await bench.newKey({ scopes }), await bench.newKey({ scopes, test_mode: true })];
    expect(test.secret).toMatch(/^pg_test_/);
    const contact = { name: 'Test', email: 'test@example.com' };
    const added = JSON.parse((await bench.ask(test.secret, 'POST', '/v1/contacts', contact)).text);
    const count = async (secret: string) =>
      JSON.parse((await bench.ask(secret, 'GET', '/v1/contacts')).text).contacts.length;
    expect([await count(live.secret), await count(test.secret)]).toEqual([3, 4]);
    expect((await bench.ask(live.secret, 'DELETE', `/v1/contacts/${added.id}`)).status).toBe(404);
    expect((await bench.ask(test.secret, 'DELETE', `/v1/contacts/${added.id}`)).status).toBe(204);
  });

  it('can be disabled and enabled again', async () => {
    const { id, secret } = await bench.newKey();
    expect((await manage('POST', `/v1/keys/${id}/disable`)).body.key.status).toBe('inactive');
    expect(await read(secret)).toEqual([401, 'key_inactive']);
    expect((await manage('POST', `/v1/keys/${id}/enable`)).body.key.status).toBe('active');
    expect(await read(secret)).toEqual([200, 'ok']);
  });

  it('is revoked for good, and stays in the list', async () => {
    const { id, secret } = await bench.newKey();
    expect((await manage('POST', `/v1/keys/${id}/revoke`)).status).toBe(200);
    expect((await manage('POST', `/v1/keys/${id}/revoke`)).status).toBe(200);
    expect(await read(secret)).toEqual([401, 'key_revoked']);
    for (const action of ['enable', 'disable', 'regenerate']) {
      expect((await manage('POST', `/v1/keys/${id}/${action}`)).body.error.code).toBe('key_revoked');
    }
    expect((await manage('PATCH', `/v1/keys/${id}`, { name: 'B' })).status).toBe(409);
    expect(await listed()).toMatchObject([{ id, status: 'revoked' }]);
  });

  it('is deleted once', async () => {
    const { id, secret } = await bench.newKey();
    expect((await manage('DELETE', `/v1/keys/${id}`)).status).toBe(204);
    expect((await manage('DELETE', `/v1/keys/${id}`)).status).toBe(404);
    expect(await read(secret)).toEqual([401, 'key_unknown']);
    expect(await listed()).toEqual([]);
  });

  it('gets a new value, and the old one dies at once', async () => {
    const { id, secret } = await bench.newKey();
    const { body } = await manage('POST', `/v1/keys/${id}/regenerate`);
    expect(body.key.id).toBe(id);
    expect(await read(secret)).toEqual([401, 'key_unknown']);
    expect(await read(body.secret)).toEqual([200, 'ok']);
  });

  it('is edited field by field', async () => {
    const { id, secret } = await bench.newKey({ description: 'Old' });
    await manage('PATCH', `/v1/keys/${id}`, { name: 'New', scopes: ['tickets:read'] });
    expect((await manage('GET', `/v1/keys/${id}`)).body.key).toMatchObject({
      name: 'New',
      description: 'Old',
      scopes: ['tickets:read'],
    });
    expect(await read(secret)).toEqual([403, 'missing_scope']);
    expect((await manage('PATCH', `/v1/keys/${id}`, {})).status).toBe(422);
    expect((await manage('PATCH', `/v1/keys/${id}`, { test_mode: true })).status).toBe(422);
  });

  it('expires', async () => {
    const { secret } = await bench.newKey({ expires_at: '2026-11-20T12:00:10Z' });
    bench.clock.advance(9_999);
    expect(await read(secret)).toEqual([200, 'ok']);
    bench.clock.advance(1);
    expect(await read(secret)).toEqual([401, 'key_expired']);
    expect(await listed()).toMatchObject([{ status: 'expired' }]);
  });

  it('notes when it was last used', async () => {
    const { id, secret } = await bench.newKey();
    bench.clock.advance(5_000);
    await read(secret);
    await manage('POST', `/v1/keys/${id}/disable`);
    bench.clock.advance(5_000);
    await read(secret);
    expect(await listed()).toMatchObject([{ last_used_at: '2026-11-20T12:00:05.000Z' }]);
  });

  it('may be used 100 times a minute', async () => {
    const [{ secret }, other] = [await bench.newKey(), await bench.newKey()];
    for (let call = 0; call < 100; call += 1) expect((await read(secret))[0]).toBe(200);
    bench.clock.advance(20_500);
    const reply = await bench.ask(secret, 'GET', '/v1/contacts');
    expect([reply.status, reply.headers['retry-after']]).toEqual([429, '40']);
    expect(await read(other.secret)).toEqual([200, 'ok']);
    bench.clock.advance(39_500);
    expect(await read(secret)).toEqual([200, 'ok']);
  });

  it('is refused from where it may not be used, and that does not count as a use', async () => {
    const { id, secret } = await bench.newKey({ allowed_ips: ['203.0.113.0/24'] });
    expect(await read(secret)).toEqual([403, 'address_not_allowed']);
    expect(await listed()).toMatchObject([{ allowed_ips: ['203.0.113.0/24'], last_used_at: null }]);
    for (const [ranges, status] of [
      [['203.0.113.7', '127.0.0.0/8'], 200],
      [['127.0.0.1'], 200],
      [['127.0.0.2', '2001:db8::/32'], 403],
      [['127.0.0.0/31'], 200],
      [['::/0'], 403],
      [[], 200],
    ] as const) {
      await manage('PATCH', `/v1/keys/${id}`, { allowed_ips: ranges });
      expect([ranges, (await read(secret))[0]]).toEqual([ranges, status]);
    }
  });

  it.each([['127.0.0.1/33'], ['localhost'], ['10.0.0'], ['fe80::1%eth0'], ['0.0.0.0/0\n'], [''], [7]])(
    'takes no %j for an address',
    async (range) => {
      const { id } = await bench.newKey();
      expect((await manage('PATCH', `/v1/keys/${id}`, { allowed_ips: [range] })).status).toBe(422);
      expect(
        (await manage('POST', '/v1/keys', { name: 'A', scopes: ['reports:read'], allowed_ips: range }))
          .status,
      ).toBe(422);
    },
  );

  it('tells how often it was used, by hour or by minute', async () => {
    const [{ id, secret }, other] = [await bench.newKey(), await bench.newKey()];
    await read(secret);
    bench.clock.advance(59_000);
    await read(secret);
    bench.clock.advance(61_000);
    await read(secret, '/v1/tickets');
    bench.clock.advance(3_600_000);
    await read(secret);
    await read(other.secret);
    const usage = async (query: string) => (await manage('GET', `/v1/keys/${id}/usage?${query}`)).body.usage;
    expect(await usage('since=2026-11-20T12:00:00Z')).toEqual({
      since: '2026-11-20T12:00:00Z',
      requests: 4,
      points: [
        { at: '2026-11-20T12:00:00.000Z', requests: 3 },
        { at: '2026-11-20T13:00:00.000Z', requests: 1 },
      ],
    });
    expect((await usage('since=2026-11-20T12:01:30Z&by=minute')).points).toEqual([
      { at: '2026-11-20T12:02:00.000Z', requests: 1 },
      { at: '2026-11-20T13:02:00.000Z', requests: 1 },
    ]);
  });

  it('does not count what was refused for its limit', async () => {
    const { id, secret } = await bench.newKey();
    for (let call = 0; call < 105; call += 1) await read(secret);
    const { body } = await manage('GET', `/v1/keys/${id}/usage?since=2026-11-20T12:00:00Z`);
    expect(body.usage.requests).toBe(100);
  });

  it.each([
    ['', 422],
    ['?since=yesterday', 422],
    ['?since=2026-11-20T12:00:01Z', 422],
    ['?since=2026-10-01T00:00:00Z', 422],
    ['?since=2026-11-20T12:00:00Z&by=day', 422],
    ['?since=2026-11-20T12:00:00Z&limit=5', 422],
    ['?since=2026-11-20T12:00:00Z&since=2026-11-20T12:00:00Z', 400],
  ])('tells no usage for the query "%s"', async (query, status) => {
    const { id } = await bench.newKey();
    expect((await manage('GET', `/v1/keys/${id}/usage${query}`)).status).toBe(status);
  });

  it('may share its name with another', async () => {
    await bench.newKey({ name: 'Same' });
    await bench.newKey({ name: 'Same' });
    expect(await listed()).toHaveLength(2);
  });

  it('is one of at most 500', async () => {
    for (let made = 0; made < 500; made += 1) await bench.newKey();
    expect((await manage('POST', '/v1/keys', { name: 'A', scopes: ['contacts:read'] })).body.error.code).toBe(
      'too_many',
    );
  });
});

describe('what Playground keeps', () => {
  it('holds no value of a key or a credential, in a folder and files for this user alone', async () => {
    const { id, secret } = await bench.newKey();
    const { body } = await manage('POST', `/v1/keys/${id}/regenerate`);
    await read(body.secret);
    for (const name of readdirSync(bench.home)) {
      const bytes = readFileSync(join(bench.home, name)).toString('latin1');
      for (const value of [secret, body.secret, bench.credential]) {
        expect(bytes).not.toContain(value);
        expect(bytes).not.toContain(value.slice(-20));
      }
      expect(statSync(join(bench.home, name)).mode & 0o777).toBe(0o600);
    }
    expect(readdirSync(bench.home)).toContain('playground.db');
  });
});
