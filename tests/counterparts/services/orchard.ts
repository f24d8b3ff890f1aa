import { randomBytes } from 'node:crypto';
import * as z from 'zod/mini';
import { type Problem, type Reply, type Route, route, type ServiceDescription } from './description.ts';
import type { KeyTable, StoredKey } from './keys.ts';
import { accountRoutes, FRUITS, good, missing, refuse } from './orchard-account.ts';
import { createGateway, type Entry } from './orchard-auth.ts';
import { type Pages, pagingOf } from './orchard-pages.ts';
import { problem } from './strictness.ts';

// Nobody's service: it has every operation that a manifest can describe, each in a spelling that the four services do
// not have. Keys belong to a grove, are planted, wither, are paused and are felled.

const GROVE = '/v1/groves/{grove}';
const ONE = `${GROVE}/keys/{ref}`;
const title = z.string().check(z.minLength(1), z.maxLength(80));
const note = z.string().check(z.maxLength(200));
const range = z.union([z.ipv4(), z.cidrv4()]);
const can = z.array(z.enum(['read', 'pick'])).check(z.minLength(1));
const grants = z.strictObject({ apples: z.optional(can), pears: z.optional(can) });

type Dates = 'epoch' | 'iso' | 'rfc2822';

export interface OrchardOptions {
  readonly pages?: Pages;
  readonly entry?: Entry;
  readonly dates?: Dates;
  /** How the body of a new key is written. */
  readonly encoding?: 'json' | 'form';
}

const flat = (tree: z.infer<typeof grants>): string[] =>
  FRUITS.flatMap((fruit) => (tree[fruit] ?? []).map((one) => `${fruit}:${one}`));

const treeOf = (scopes: readonly string[]): Record<string, string[]> =>
  Object.fromEntries(
    FRUITS.map((fruit) => [
      fruit,
      scopes.filter((scope) => scope.startsWith(`${fruit}:`)).map((scope) => scope.slice(fruit.length + 1)),
    ]),
  );

/** How an instant is written; 0, and null where dates are words, stands for never. */
function writer(dates: Dates, unit: number) {
  return (ms: number | null): unknown => {
    if (dates === 'epoch') return ms === null ? 0 : Math.floor(ms / unit);
    if (ms === null) return null;
    const date = new Date(ms);
    return dates === 'iso' ? date.toISOString().replace('Z', '+00:00') : date.toUTCString();
  };
}

function shownBy(dates: Dates) {
  const [seconds, milliseconds] = [writer(dates, 1_000), writer(dates, 1)];
  return (key: StoredKey) => ({
    ref: key.id,
    title: key.name,
    note: key.description,
    begins: key.hint.slice(0, 8),
    grants: treeOf(key.scopes),
    live: !key.testMode,
    planted: seconds(key.createdAt),
    withers: seconds(key.expiresAt),
    visited: milliseconds(key.lastUsedAt),
    from: key.allowedIps.join(','),
    paused: key.state === 'inactive',
    ...(key.state === 'revoked' ? { felled_at: seconds(key.createdAt) } : {}),
  });
}

/** For what is about one key of a grove that is there. */
function onKey(
  keys: KeyTable,
  params: Readonly<Record<string, string>>,
  act: (key: StoredKey) => Reply | Problem,
) {
  const key = params.grove === 'east' ? keys.find(params.ref ?? '') : null;
  return key === null ? missing : act(key);
}

const styles = ['manager'];
const fromForm = z.strictObject({ title, live: z.enum(['true', 'false']), grants: z.string() });
const fromJson = z.strictObject({
  title,
  note: z.optional(note),
  grants,
  live: z.boolean(),
  ttl: z.optional(z.int().check(z.gte(60))),
  from: z.optional(z.string()),
  origin: z.strictObject({ tool: z.literal('keyrack'), grove: z.string() }),
});

function createRoute(options: OrchardOptions): Route {
  const show = shownBy(options.dates ?? 'epoch');
  const made = ({ key, secret }: ReturnType<KeyTable['add']>) => good({ key: show(key), value: secret }, 201);
  const shape = { method: 'POST', path: `${GROVE}/keys`, styles } as const;
  if (options.encoding === 'form') {
    return route({
      ...shape,
      encoding: 'form',
      body: fromForm,
      run: ({ body, keys }) =>
        made(keys.add({ name: body.title, testMode: body.live === 'false', scopes: body.grants.split(',') })),
    });
  }
  return route({
    ...shape,
    body: fromJson,
    run: ({ body, keys, params, now }) => {
      if (body.origin.grove !== params.grove) return problem('malformed', 400, 'Another grove.');
      const from = body.from?.split(',') ?? [];
      if (!from.every((one) => range.safeParse(one).success)) return problem('malformed', 400, 'from');
      return made(
        keys.add({
          name: body.title,
          description: body.note ?? '',
          scopes: flat(body.grants),
          testMode: !body.live,
          expiresAt: body.ttl === undefined ? null : now + body.ttl * 1_000,
          allowedIps: from,
        }),
      );
    },
  });
}

function changeRoutes(show: ReturnType<typeof shownBy>): Route[] {
  return [
    route({
      method: 'GET',
      path: ONE,
      styles,
      run: ({ keys, params }) => onKey(keys, params, (key) => good({ key: show(key) })),
    }),
    route({
      method: 'PATCH',
      path: ONE,
      styles,
      body: z.strictObject({ title: z.optional(title), note: z.optional(note) }),
      run: ({ keys, params, body }) =>
        onKey(keys, params, (key) => {
          Object.assign(key, { name: body.title ?? key.name, description: body.note ?? key.description });
          return good();
        }),
    }),
    route({
      method: 'PUT',
      path: `${ONE}/grants`,
      styles,
      encoding: 'form',
      body: z.strictObject({
        grants: z.string().check(z.regex(/^(apples|pears):\w+( (apples|pears):\w+)*$/)),
      }),
      run: ({ keys, params, body }) =>
        onKey(keys, params, (key) => {
          key.scopes = body.grants.split(' ');
          return good();
        }),
    }),
    route({
      method: 'PUT',
      path: `${ONE}/from`,
      styles,
      body: z.strictObject({ from: z.array(range) }),
      run: ({ keys, params, body }) =>
        onKey(keys, params, (key) => {
          key.allowedIps = body.from;
          return { status: 204 };
        }),
    }),
  ];
}

const actRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: `${GROVE}/pause`,
    styles,
    query: z.strictObject({ key: z.uuid() }),
    body: z.strictObject({ paused: z.boolean() }),
    run: ({ keys, params, query, body }) =>
      onKey(keys, { ...params, ref: query.key }, (key) => {
        if (key.state === 'revoked') return problem('conflict', 409, 'It was felled.');
        key.state = body.paused ? 'inactive' : 'active';
        return good();
      }),
  }),
  route({
    method: 'POST',
    path: `${ONE}/value`,
    styles,
    run: ({ keys, params }) => onKey(keys, params, ({ id }) => good({ value: keys.renew(id) })),
  }),
  route({
    method: 'POST',
    path: `${ONE}/fell`,
    styles,
    run: ({ keys, params }) =>
      onKey(keys, params, (key) => {
        key.state = 'revoked';
        return good();
      }),
  }),
  route({
    method: 'POST',
    path: `${GROVE}/uproot`,
    styles,
    body: z.strictObject({ refs: z.array(z.uuid()).check(z.minLength(1)) }),
    run: ({ keys, body: { refs } }) => {
      const there = refs.filter((ref) => keys.find(ref) !== null);
      for (const ref of there) keys.remove(ref);
      return there.length === refs.length ? good() : problem('not found', 410, 'It was uprooted before.');
    },
  }),
  route({
    method: 'GET',
    path: `${ONE}/visits`,
    styles,
    query: z.strictObject({ from: z.string().check(z.regex(/^\d{9,11}$/)) }),
    run: ({ keys, params, query }) =>
      onKey(keys, params, ({ uses }) => {
        const counted = uses.filter((at) => at >= Number(query.from) * 1_000);
        const hours = Map.groupBy(counted, (at) => Math.floor(at / 3_600_000) * 3_600);
        return good({
          total: counted.length,
          hours: [...hours].map(([hour, visits]) => ({ hour, visits: visits.length })),
        });
      }),
  }),
];

export interface Orchard extends ServiceDescription {
  /** All tokens end at once. */
  forgetTokens(): void;
}

export function orchard(options: OrchardOptions = {}): Orchard {
  const { pages = 'cursor', entry = 'headers', dates = 'epoch' } = options;
  const show = shownBy(dates);
  const gateway = createGateway(entry);
  const paging = pagingOf(pages);
  const list = route({
    method: 'GET',
    path: `${GROVE}/keys`,
    styles,
    query: paging.query,
    run: ({ keys, params, query }) =>
      // A relative address, as RFC 3986 allows it.
      paging.page(keys.all().map(show), query as Record<string, string>, `/v1/groves/${params.grove}/keys`),
  });
  return {
    id: 'orchard',
    styles: {
      manager: gateway.style,
      key: { header: 'authorization', scheme: 'Key' },
      ...(gateway.client === null ? {} : { client: gateway.client }),
    },
    routes: [
      list,
      createRoute(options),
      ...changeRoutes(show),
      ...actRoutes,
      ...accountRoutes(),
      ...gateway.routes,
    ],
    newSecret: ({ testMode }) => `orc_${testMode ? 't_' : ''}${randomBytes(18).toString('base64url')}`,
    manager: { name: 'Keyrack', hidden: true },
    refuse,
    limits: null,
    limitHeaders: (limit, left, resetAt, now) => ({
      'x-quota': String(limit),
      'x-quota-left': String(left),
      'x-quota-resets': String(Math.ceil((resetAt - now) / 1_000)),
    }),
    knownHeaders: ['x-request-id', 'x-region'],
    forgetTokens: gateway.forget,
  };
}
