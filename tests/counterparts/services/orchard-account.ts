import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { type Problem, type Reply, type Route, route } from './description.ts';
import { problem } from './strictness.ts';

export const FRUITS = ['apples', 'pears'] as const;
const styles = ['manager'];

export const missing = problem('not found', 404, 'No such key.');
export const good = (result: unknown = {}, status = 200): Reply => ({ status, body: { ok: true, result } });

/** What belongs to the account and not to one key. */
export function accountRoutes(): Route[] {
  const bells = new Map<string, { readonly rings: string; readonly key: string }>();
  const about = { apples: 'Fruit of the apple tree', pears: 'Fruit of the pear tree' };
  return [
    { method: 'GET', path: '/v1/weather', styles: [], run: () => good({ farm: 'Hillside', sky: 'clear' }) },
    {
      method: 'GET',
      path: '/v1/limits',
      styles,
      run: () => good({ minute: 500, day: 20_000, ladders: '3' }),
    },
    {
      method: 'GET',
      path: '/v1/grants',
      styles,
      run: () =>
        good({
          grants: FRUITS.flatMap((fruit) =>
            ['read', 'pick'].map((one) => ({ grant: `${fruit}:${one}`, fruit, about: about[fruit] })),
          ),
        }),
    },
    {
      method: 'GET',
      path: '/v1/bells',
      styles,
      run: () => good({ bells: [...bells].map(([ref, bell]) => ({ ref, ...bell })) }),
    },
    route({
      method: 'POST',
      path: '/v1/bells',
      styles,
      body: z.strictObject({ rings: z.string().check(z.minLength(3)), key: z.uuid() }),
      run: ({ body, keys }) => {
        if (keys.find(body.key) === null) return missing;
        const ref = randomUUID();
        bells.set(ref, body);
        return good({ ref }, 201);
      },
    }),
    {
      method: 'DELETE',
      path: '/v1/bells/{ref}',
      styles,
      run: ({ params }) => (bells.delete(params.ref ?? '') ? { status: 204 } : missing),
    },
    {
      method: 'GET',
      path: '/v1/apples',
      styles: ['key'],
      scope: 'apples:read',
      run: () => good(['CANARY-APPLE']),
    },
  ];
}

const CODES: Partial<Record<Problem['is'], string>> = {
  revoked: 'FELLED',
  expired: 'WITHERED',
  inactive: 'PAUSED',
  'rate limit': 'SLOWLY',
};

export function refuse({ is, status, message, retryAfter }: Problem): Reply {
  const wait = retryAfter === undefined ? {} : { wait_ms: retryAfter * 1_000 };
  const said = is === 'scope missing' ? 'There is no grant for this.' : message;
  const error = { code: CODES[is] ?? is.toUpperCase().replaceAll(' ', '_'), message: said, ...wait };
  return { status, body: { ok: false, error } };
}
