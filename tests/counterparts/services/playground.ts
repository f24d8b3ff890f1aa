import { randomBytes } from 'node:crypto';
import * as z from 'zod/mini';
import { type Problem, type Reply, type Route, route, type ServiceDescription } from './description.ts';
import type { StoredKey } from './keys.ts';
import { problem } from './strictness.ts';

// Playground's API, from docs/playground.md, over TLS and with whims that the real one does not have. It can all that
// a rotation asks of a service.

/** What becomes of a revoke whose answer is 200: the list says "revoked" from then on, whatever is true. */
type RevokeWhim = 'takes effect' | 'has no effect' | { readonly takesMs: number };

export interface PlaygroundWhims {
  revoke: RevokeWhim;
}

const styles = ['bearer'];
const PATH = '/v1/keys';
const SCOPES = ['contacts:read', 'contacts:write', 'tickets:read', 'tickets:write', 'reports:read'] as const;

const newKey = z.strictObject({
  name: z.string().check(z.minLength(1), z.maxLength(120)),
  description: z._default(z.string().check(z.maxLength(500)), ''),
  scopes: z.array(z.enum(SCOPES)).check(
    z.minLength(1),
    z.refine((scopes) => new Set(scopes).size === scopes.length),
  ),
  test_mode: z._default(z.boolean(), false),
  expires_at: z._default(z.nullable(z.iso.datetime()), null),
  allowed_ips: z._default(z.array(z.union([z.ipv4(), z.cidrv4()])), []),
});

const iso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

const missing = problem('not found', 404, 'There is no such key.');
const final = problem('conflict', 409, 'The key is revoked, and that is final.');

type OnKey = (key: StoredKey, now: number) => Reply | Problem;

/** @param whims may be changed while it runs */
export function playground(
  whims: PlaygroundWhims = { revoke: 'takes effect' },
  now: () => number = Date.now,
): ServiceDescription {
  /** When each that is called revoked is really dead. */
  const deadFrom = new Map<string, number>();

  const shown = (key: StoredKey) => ({
    id: key.id,
    name: key.name,
    description: key.description,
    prefix: key.hint,
    status: deadFrom.has(key.id) ? 'revoked' : key.state,
    scopes: key.scopes,
    test_mode: key.testMode,
    created_at: iso(key.createdAt),
    expires_at: iso(key.expiresAt),
    last_used_at: iso(key.lastUsedAt),
    allowed_ips: key.allowedIps,
  });
  const told = (key: StoredKey, more: object = {}): Reply => ({
    status: 200,
    body: { key: shown(key), ...more },
  });
  const revoked = (key: StoredKey, at: number): Reply => {
    if (whims.revoke === 'takes effect') key.state = 'revoked';
    else if (!deadFrom.has(key.id)) {
      const { revoke } = whims;
      deadFrom.set(key.id, revoke === 'has no effect' ? Number.POSITIVE_INFINITY : at + revoke.takesMs);
    }
    return told(key);
  };
  const isRevoked = (key: StoredKey) => key.state === 'revoked' || deadFrom.has(key.id);

  const onKey = (method: Route['method'], path: string, run: OnKey): Route =>
    route({
      method,
      path: `${PATH}/{id}${path}`,
      styles,
      run: (call) => {
        const key = call.keys.find(call.params.id ?? '');
        return key === null || key.hidden ? missing : run(key, call.now);
      },
    });
  const onLiveKey = (path: string, run: (key: StoredKey) => Reply | Problem): Route =>
    onKey('POST', path, (key) => (isRevoked(key) ? final : run(key)));
  const set = (key: StoredKey, state: 'active' | 'inactive'): Reply => {
    key.state = state;
    return told(key);
  };

  const routes: readonly Route[] = [
    {
      method: 'GET',
      path: '/v1/whoami',
      styles,
      run: ({ caller }) => ({
        status: 200,
        body: { id: caller?.id, name: caller?.name, scopes: caller?.scopes },
      }),
    },
    route({
      method: 'GET',
      path: PATH,
      styles,
      run: ({ keys }) => ({ status: 200, body: { keys: keys.all().map(shown) } }),
    }),
    route({
      method: 'POST',
      path: PATH,
      styles,
      body: newKey,
      run: ({ body, keys }) => {
        const { test_mode: testMode, expires_at, allowed_ips: allowedIps, ...rest } = body;
        const expiresAt = expires_at === null ? null : Date.parse(expires_at);
        const { key, secret } = keys.add({ ...rest, testMode, expiresAt, allowedIps });
        return { status: 201, body: { key: shown(key), secret } };
      },
    }),
    onKey('GET', '', (key) => told(key)),
    onKey('POST', '/revoke', revoked),
    onLiveKey('/disable', (key) => set(key, 'inactive')),
    onLiveKey('/enable', (key) => set(key, 'active')),
    route({
      method: 'POST',
      path: `${PATH}/{id}/regenerate`,
      styles,
      run: ({ keys, params }) => {
        const key = keys.find(params.id ?? '');
        if (key === null) return missing;
        if (isRevoked(key)) return final;
        const secret = keys.renew(key.id);
        return told(key, { secret });
      },
    }),
    route({
      method: 'DELETE',
      path: `${PATH}/{id}`,
      styles,
      run: ({ keys, params }) => {
        const key = keys.find(params.id ?? '');
        if (key === null) return missing;
        keys.remove(key.id);
        return { status: 204 };
      },
    }),
    route({
      method: 'GET',
      path: `${PATH}/{id}/usage`,
      styles,
      query: z.strictObject({ since: z.iso.datetime(), by: z._default(z.enum(['hour', 'minute']), 'hour') }),
      run: ({ keys, params, query }) => {
        const key = keys.find(params.id ?? '');
        if (key === null) return missing;
        const uses = key.uses.filter((at) => at >= Date.parse(query.since));
        return { status: 200, body: { usage: { since: query.since, requests: uses.length, points: [] } } };
      },
    }),
  ];

  return {
    id: 'playground',
    styles: { bearer: { header: 'authorization', scheme: 'Bearer' } },
    routes,
    newSecret: ({ testMode, hidden }) => {
      const own = testMode ? 'pg_test' : 'pg_live';
      return `${hidden ? 'pgm' : own}_${randomBytes(20).toString('hex')}`;
    },
    manager: { name: 'Keyrack', hidden: true },
    refuse: ({ status, is, message, retryAfter }) => ({
      status,
      body: { error: { code: CODES[is] ?? is.replaceAll(' ', '_'), message } },
      ...(retryAfter === undefined ? {} : { headers: { 'retry-after': String(retryAfter) } }),
    }),
    limits: null,
    judge: (caller) => {
      const from = deadFrom.get(caller.id);
      return from !== undefined && now() >= from ? problem('revoked', 401, 'The key is revoked.') : null;
    },
  };
}

const CODES: Partial<Record<Problem['is'], string>> = {
  'no credential': 'credential_missing',
  invalid: 'key_unknown',
  inactive: 'key_inactive',
  expired: 'key_expired',
  revoked: 'key_revoked',
  conflict: 'key_revoked',
  'rate limit': 'rate_limited',
};
