import type { z } from 'zod/mini';
import { KINDS, type Kind, type ScopeId } from './catalogue.ts';
import { keyRoutes } from './key-routes.ts';
import type { PlaygroundKey } from './key-rows.ts';
import type { Keys } from './keys.ts';
import type { Records } from './records.ts';
import { created, gone, notFound, ok, type Reply, refuse } from './replies.ts';

export interface Powers {
  readonly keys: Keys;
  readonly records: Records;
  readonly now: () => Date;
}

/** What a route gets once it was judged: never anything unparsed. */
interface Asked<Who> {
  readonly who: Who;
  /** The last segment of the path where the route has one, else ''. */
  readonly id: string;
  readonly body: unknown;
}

interface Shape {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** `:id` stands for one segment that is a UUID. */
  readonly path: string;
  /** Absent: the route takes no body. */
  readonly body?: (now: Date) => z.ZodMiniType;
}

/** For the management credential; `who` is the account that it opens. */
export interface AccountRoute extends Shape {
  readonly auth: 'management';
  run(powers: Powers, asked: Asked<string>): Reply;
}

/** For a key; `who` is that key. */
export interface KeyRoute extends Shape {
  readonly auth: 'key';
  /** null: any key will do. */
  readonly scope: ScopeId | null;
  run(powers: Powers, asked: Asked<PlaygroundKey>): Reply;
}

export type Route = AccountRoute | KeyRoute;

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
