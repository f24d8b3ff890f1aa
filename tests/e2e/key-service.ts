import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import {
  answer,
  type Behaviour,
  cutAfter,
  type HostileService,
  type Seen,
  startHostileService,
} from '../counterparts/hostile-service.ts';

interface Row {
  readonly id: string;
  readonly name: string;
}

/** A key service that speaks as Playground does, and does wrong what a test tells it. */
export interface KeyService {
  readonly url: string;
  /** The keys it has. */
  readonly rows: Map<string, Row>;
  /** Everything goes well from now on. */
  mend(): void;
  /** Every request meets with this. */
  spoil(behaviour: Behaviour): void;
  /** Only what would make a key meets with this; lists go on. */
  spoilCreate(behaviour: Behaviour): void;
  /** Makes keys, but the answers break off after so many bytes. */
  cutCreate(bytes: number): void;
  /** Makes the next key without a word, and answers to nothing properly from then on. */
  dieCreating(): void;
  /** Makes keys, and answers when the returned function is called. */
  holdCreate(): () => void;
  stop(): Promise<void>;
}

function rowOf(seen: Seen): Row {
  const { name, description, scopes, test_mode, expires_at } = JSON.parse(seen.body);
  const rest = { description, scopes, test_mode, expires_at, status: 'active', prefix: 'pg_live_made' };
  const times = { created_at: new Date().toISOString(), last_used_at: null, allowed_ips: [] };
  return { id: randomUUID(), name, ...rest, ...times };
}

const secretOf = ({ id }: Row) => `pg_live_made${id.replaceAll('-', '')}`;

export async function startKeyService(): Promise<KeyService> {
  const service: HostileService = await startHostileService();
  const rows = new Map<string, Row>();
  const made = (seen: Seen) => {
    const key = rowOf(seen);
    rows.set(key.id, key);
    return { status: 201, body: { key, secret: secretOf(key) } };
  };
  const create: Behaviour = (seen, response) => answer(made(seen))(seen, response);
  const route = (ofCreate: Behaviour): Behaviour => {
    return (seen, response) => {
      const id = /^\/v1\/keys\/([^/]+)$/.exec(seen.path)?.[1];
      if (seen.method === 'POST') return ofCreate(seen, response);
      if (seen.method === 'GET')
        return answer({ status: 200, body: { keys: [...rows.values()] } })(seen, response);
      const status = id !== undefined && rows.delete(id) ? 204 : 404;
      return answer({ status, body: null })(seen, response);
    };
  };
  service.behave(route(create));
  return {
    url: service.url,
    rows,
    mend: () => service.behave(route(create)),
    spoil: (behaviour) => service.behave(behaviour),
    spoilCreate: (behaviour) => service.behave(route(behaviour)),
    cutCreate: (bytes) =>
      service.behave(route((seen, response) => cutAfter(bytes, made(seen))(seen, response))),
    dieCreating: () =>
      service.behave(
        route((seen, response) => {
          made(seen);
          service.behave(answer({ status: 500, body: null }));
          response.destroy();
        }),
      ),
    holdCreate: () => {
      const held: (() => void)[] = [];
      const hold = (seen: Seen, response: ServerResponse) => {
        held.push(() => create(seen, response));
      };
      service.behave(route(hold));
      return () => {
        for (const go of held) go();
      };
    },
    stop: () => service.stop(),
  };
}
