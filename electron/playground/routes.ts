import { KINDS, type Kind } from './catalogue.ts';
import { keyRoutes } from './key-routes.ts';
import { created, gone, notFound, ok, refuse } from './replies.ts';
import type { KeyRoute, Route } from './route.ts';

const whoami: KeyRoute = {
  method: 'GET',
  path: '/v1/whoami',
  auth: 'key',
  scope: null,
  run: (_, { who }) => ok({ id: who.id, name: who.name, scopes: who.scopes, test_mode: who.testMode }),
};

function kindRoutes({ name, read, change }: Kind): readonly KeyRoute[] {
  const path = `/v1/${name}`;
  const list: KeyRoute = {
    method: 'GET',
    path,
    auth: 'key',
    scope: read,
    run: ({ records }, { who }) => ok({ [name]: records.list(who, name) }),
  };
  if (change === null) return [list];
  const { body } = change;
  const add: KeyRoute = {
    method: 'POST',
    path,
    auth: 'key',
    scope: change.write,
    body: () => body,
    run: ({ records }, asked) => {
      // The route's own schema has made it an object.
      const added = records.add(asked.who, name, asked.body as object);
      return added === null ? refuse(409, 'too_many', `There are too many ${name}.`) : created(added);
    },
  };
  const remove: KeyRoute = {
    method: 'DELETE',
    path: `${path}/:id`,
    auth: 'key',
    scope: change.delete,
    run: ({ records }, { who, id }) => (records.remove(who, name, id) ? gone : notFound()),
  };
  return [list, add, remove];
}

export const ROUTES: readonly Route[] = [...keyRoutes, whoami, ...KINDS.flatMap(kindRoutes)];
