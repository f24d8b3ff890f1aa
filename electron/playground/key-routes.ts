import { type PlaygroundKey, toJson } from './key-rows.ts';
import { CALLS_A_MINUTE } from './keys.ts';
import { created, gone, notFound, ok, type Reply, refuse } from './replies.ts';
import type { AccountRoute, Powers } from './route.ts';
import {
  type KeyChanges,
  keyChangesSchema,
  type NewKey,
  newKeySchema,
  type UsageQuery,
  usageSchema,
} from './schemas.ts';

const PATH = '/v1/keys';
const ONE = `${PATH}/:id`;

type OnKey = (powers: Powers, key: PlaygroundKey, sent: { body: unknown; query: unknown }) => Reply;
type OneShape = Pick<AccountRoute, 'method' | 'path' | 'body' | 'query'>;

const final = (): Reply => refuse(409, 'key_revoked', 'The key is revoked, and that is final.');

/** For routes about one key of the account. */
function onKey(shape: OneShape, run: OnKey): AccountRoute {
  return {
    ...shape,
    auth: 'management',
    run: (powers, { who, id, body, query }) => {
      const key = powers.keys.get(who, id);
      return key === null ? notFound() : run(powers, key, { body, query });
    },
  };
}

/** For those that a revoked key does not take any more. */
function onLiveKey(shape: OneShape, run: OnKey): AccountRoute {
  return onKey(shape, (powers, key, sent) => (key.state === 'revoked' ? final() : run(powers, key, sent)));
}

/** @returns the key as it is after a change */
function shown({ keys, now }: Powers, { account, id }: PlaygroundKey, more: Reply['body'] = {}): Reply {
  const key = keys.get(account, id);
  return key === null ? notFound() : ok({ key: toJson(key, now()), ...more });
}

function stateRoute(action: string, state: PlaygroundKey['state']): AccountRoute {
  const set: OnKey = (powers, key) => {
    powers.keys.setState(key, state);
    return shown(powers, key);
  };
  const shape: OneShape = { method: 'POST', path: `${ONE}/${action}` };
  // Revoking twice is fine: whoever repeats a call after a lost answer is not punished for it.
  return state === 'revoked' ? onKey(shape, set) : onLiveKey(shape, set);
}

export const keyRoutes: readonly AccountRoute[] = [
  {
    method: 'GET',
    path: '/v1/limits',
    auth: 'management',
    run: () => ok({ limits: { requests_per_minute: CALLS_A_MINUTE } }),
  },
  {
    method: 'GET',
    path: PATH,
    auth: 'management',
    run: ({ keys, now }, { who }) => ok({ keys: keys.list(who).map((key) => toJson(key, now())) }),
  },
  {
    method: 'POST',
    path: PATH,
    auth: 'management',
    body: newKeySchema,
    run: ({ keys, now }, { who, body }) => {
      // Parsed by `newKeySchema`, two lines up.
      const made = keys.create(who, body as NewKey);
      if (made === null)
        return refuse(409, 'too_many', 'This account holds as many keys as it can: delete some.');
      return created({ key: toJson(made.key, now()), secret: made.value });
    },
  },
  onKey({ method: 'GET', path: ONE }, (powers, key) => shown(powers, key)),
  onLiveKey({ method: 'PATCH', path: ONE, body: () => keyChangesSchema }, (powers, key, { body }) => {
    // Parsed by `keyChangesSchema`, one line up.
    powers.keys.edit(key, body as KeyChanges);
    return shown(powers, key);
  }),
  onKey({ method: 'DELETE', path: ONE }, ({ keys }, key) => {
    keys.remove(key);
    return gone;
  }),
  onKey({ method: 'GET', path: `${ONE}/usage`, query: usageSchema }, ({ keys }, key, { query }) => {
    // Parsed by `usageSchema`, one line up.
    return ok({ usage: keys.uses(key, query as UsageQuery) });
  }),
  stateRoute('disable', 'inactive'),
  stateRoute('enable', 'active'),
  stateRoute('revoke', 'revoked'),
  onLiveKey({ method: 'POST', path: `${ONE}/regenerate` }, (powers, key) => {
    const secret = powers.keys.regenerate(key);
    return shown(powers, key, { secret });
  }),
];
