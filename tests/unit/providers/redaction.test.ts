import { describe, expect, it } from 'vitest';
import { Secret } from '#core/secret.ts';
import type { Exchange } from '#shared/model/connection.ts';
import { redacted } from '../../../electron/providers/engine/redaction.ts';
import { api, benchOf, MANAGEMENT, manifestOf } from './engine-bench.ts';

const SENT = 'acme_live_1234567890abcdefghij';
const clean = (document: unknown, paths: readonly string[] = []) =>
  redacted(document, { sent: [new Secret(SENT)], paths });

describe('an answer as a person may see it', () => {
  it.each([
    ['apiKey', 'x1'],
    ['api_key', 'x1'],
    ['client_secret', 'x1'],
    ['accessToken', 'x1'],
    ['password', 'x1'],
    ['Authorization', 'x1'],
    ['keys', ['x1', 'x2']],
  ])('hides what its member %s says is secret', (name, value) => {
    expect(JSON.stringify(clean({ a: [{ [name]: value }] }))).not.toContain('x1');
  });

  it('shows ids, names, counts and flags', () => {
    const plain = { apiKeyId: 'k1', key_name: 'One', token_count: 3, keys: [{ id: 'k1' }], hasSecret: true };
    expect(clean(plain)).toEqual(plain);
  });

  it.each([
    SENT,
    `Bearer ${SENT}`,
    Buffer.from(SENT).toString('base64'),
    SENT.slice(0, 13),
    SENT.toUpperCase(),
    encodeURIComponent(SENT),
  ])('hides a text that repeats what was sent: %s', (text) => {
    expect(clean({ note: text })).toEqual({ note: '[secret]' });
  });

  it('hides what the manifest names, at the top and in every item', () => {
    const document = { value: 'top', items: [{ value: 'one', dsn: { x: 'two' } }] };
    expect(clean(document, ['value', 'dsn.x'])).toEqual({
      value: '[secret]',
      items: [{ value: '[secret]', dsn: { x: '[secret]' } }],
    });
  });
});

describe('an exchange as it is watched', () => {
  const NEW = 'NEW-VALUE-0123456789abcdef';
  const manifest = manifestOf({
    ops: {
      create: api('POST', '/keys', {
        request: { body: { name: { $: 'name' } } },
        item: 'data',
        secret: ['data.value', 'value'],
      }),
    },
  });
  const INPUT = {
    name: 'One',
    description: '',
    scopes: [],
    testMode: false,
    expiresAt: null,
    allowedIps: [],
  };

  it('holds neither the credential nor the new value, on either side', async () => {
    const shown: Exchange[] = [];
    const bench = benchOf(
      manifest,
      () => ({
        body: { data: { id: 'k1', name: 'One', value: NEW }, echo: MANAGEMENT },
        headers: { 'set-cookie': 'sid=COOKIE', 'x-auth-token': 'TOKEN', 'x-ratelimit-remaining': '7' },
      }),
      { watch: (exchange) => shown.push(exchange) },
    );
    const { secret } = await bench.service.create(INPUT);
    expect(secret.expose()).toBe(NEW);
    const text = JSON.stringify(shown);
    for (const hidden of [NEW, 'CANARY', 'COOKIE', 'TOKEN']) expect(text).not.toContain(hidden);
    expect(shown[0]?.request).toMatchObject({ method: 'POST', body: '{"name":"One"}' });
    expect(shown[0]?.request.headers).toContainEqual({ name: 'authorization', value: 'Bearer [secret]' });
    expect(shown[0]?.answer?.headers).toContainEqual({ name: 'x-ratelimit-remaining', value: '7' });
  });

  it('can be seen before anything is sent, without any credential', () => {
    const bench = benchOf(manifest, () => ({}), { credential: null });
    const { request, answer } = bench.service.preview('create', null);
    expect(request).toMatchObject({ method: 'POST', url: 'https://api.acme.example/keys' });
    expect(request.headers).toContainEqual({ name: 'authorization', value: 'Bearer [secret]' });
    expect(answer).toBeNull();
    expect(bench.seen).toEqual([]);
  });

  it('is of a delete where that is how the service revokes', () => {
    const bench = benchOf(manifestOf({ ops: { delete: api('DELETE', '/keys/{id}') } }), () => ({}));
    const { request } = bench.service.preview('revoke', 'k1');
    expect(request).toMatchObject({ method: 'DELETE', url: 'https://api.acme.example/keys/k1' });
  });
});
