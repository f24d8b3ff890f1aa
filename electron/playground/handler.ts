import type { Accounts } from './accounts.ts';
import { isAllowed } from './addresses.ts';
import { checkNoBody, checkOrigin, checkTarget, type Incoming, readBearer, readJson } from './guards.ts';
import { type PlaygroundKey, statusOf } from './key-rows.ts';
import { notFound, ok, pass, type Reply, refuse, type Step, stop, unauthorized } from './replies.ts';
import type { AccountRoute, KeyRoute, Powers, Route } from './route.ts';
import { ROUTES } from './routes.ts';
import { issueWords } from './schemas.ts';
import { proofOf } from './tokens.ts';

export interface Service extends Powers {
  readonly accounts: Accounts;
  readonly port: number;
  readonly proofKey: Uint8Array;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const NONCE = /^[\w-]{16,64}$/;

/** @returns the id in the path, '' where the route has none, null where the path is another */
function matchPath(route: Route, pathname: string): string | null {
  const [wanted, found] = [route.path.split('/'), pathname.split('/')];
  if (wanted.length !== found.length) return null;
  if (!wanted.every((part, at) => part === ':id' || part === found[at])) return null;
  const id = found[wanted.indexOf(':id')] ?? '';
  return wanted.includes(':id') && !UUID.test(id) ? null : id;
}

interface Found<Of extends Route> {
  readonly route: Of;
  readonly id: string;
}

function findRoute(incoming: Incoming, url: URL): Step<Found<Route>> {
  const here = ROUTES.flatMap((route) => {
    const id = matchPath(route, url.pathname);
    return id === null ? [] : [{ route, id }];
  });
  const found = here.find(({ route }) => route.method === incoming.method);
  if (here.length === 0) return stop(notFound());
  if (found === undefined) {
    const allow = here.map(({ route }) => route.method).join(', ');
    return stop(refuse(405, 'method_not_allowed', `Use one of: ${allow}`, { allow }));
  }
  if (url.search !== '' && found.route.query === undefined)
    return stop(refuse(400, 'unknown_parameter', 'This request takes no query parameters.'));
  return pass(found);
}

function readQuery({ now }: Service, url: URL, { query }: Route): Step<unknown> {
  if (query === undefined) return pass({});
  const entries = [...url.searchParams];
  const once = new Map(entries);
  if (once.size !== entries.length)
    return stop(refuse(400, 'repeated_parameter', 'A query parameter is there twice.'));
  const parsed = query(now()).safeParse(Object.fromEntries(once));
  return parsed.success ? pass(parsed.data) : stop(refuse(422, 'invalid_request', issueWords(parsed.error)));
}

function readBody(service: Service, incoming: Incoming, route: Route): Step<unknown> {
  if (route.body === undefined) return checkNoBody(incoming);
  const json = readJson(incoming);
  if (!json.pass) return json;
  const parsed = route.body(service.now()).safeParse(json.value);
  return parsed.success ? pass(parsed.data) : stop(refuse(422, 'invalid_request', issueWords(parsed.error)));
}

function findAccount({ accounts }: Service, token: string): Step<string> {
  const account = accounts.find(token);
  if (account !== null) return pass(account);
  return stop(unauthorized('credential_unknown', 'This needs the management credential of a connection.'));
}

/** A key that is there, alive, used from where it may be, and within its limit. */
function findKey(service: Service, token: string, from: string): Step<PlaygroundKey> {
  const key = service.keys.find(token);
  if (key === null) return stop(unauthorized('key_unknown', 'There is no such key.'));
  const status = statusOf(key, service.now());
  if (status !== 'active') return stop(unauthorized(`key_${status}`, `The key is ${status}.`));
  if (!isAllowed(from, key.allowedIps))
    return stop(refuse(403, 'address_not_allowed', `The key may not be used from ${from}.`));
  const waitMs = service.keys.use(key);
  if (waitMs === 0) return pass(key);
  const seconds = String(Math.ceil(waitMs / 1000));
  return stop(
    refuse(429, 'rate_limited', 'The key was used too often in this minute.', { 'retry-after': seconds }),
  );
}

interface Asking<Of extends Route> extends Found<Of> {
  readonly incoming: Incoming;
  readonly query: unknown;
  readonly token: string;
}

function runAsKey(service: Service, { incoming, route, id, query, token }: Asking<KeyRoute>): Reply {
  const who = findKey(service, token, incoming.from);
  if (!who.pass) return who.reply;
  if (route.scope !== null && !who.value.scopes.includes(route.scope)) {
    return refuse(403, 'missing_scope', `The key lacks the scope ${route.scope}.`);
  }
  const body = readBody(service, incoming, route);
  return body.pass ? route.run(service, { who: who.value, id, body: body.value, query }) : body.reply;
}

function runAsAccount(service: Service, { incoming, route, id, query, token }: Asking<AccountRoute>): Reply {
  const who = findAccount(service, token);
  if (!who.pass) return who.reply;
  const body = readBody(service, incoming, route);
  return body.pass ? route.run(service, { who: who.value, id, body: body.value, query }) : body.reply;
}

/** Needs no credential: it is how a process of this home tells us from a stranger on our port. */
function health({ port, proofKey }: Service, incoming: Incoming, url: URL): Reply {
  const nonce = url.searchParams.get('nonce') ?? '';
  if (incoming.method !== 'GET') return refuse(405, 'method_not_allowed', 'Use GET.', { allow: 'GET' });
  if (url.search !== '' && (url.searchParams.size !== 1 || !NONCE.test(nonce))) {
    return refuse(
      400,
      'unknown_parameter',
      'The only parameter is nonce: 16 to 64 letters, digits, - and _.',
    );
  }
  return ok({
    service: 'keyrack-playground',
    ...(nonce === '' ? {} : { proof: proofOf(proofKey, port, nonce) }),
  });
}

/** The whole service, without a socket: one request in, one reply out. */
export function handle(service: Service, incoming: Incoming): Reply {
  const origin = checkOrigin(incoming, service.port);
  if (!origin.pass) return origin.reply;
  const target = checkTarget(incoming);
  if (!target.pass) return target.reply;
  if (target.value.pathname === '/v1/health') return health(service, incoming, target.value);
  const found = findRoute(incoming, target.value);
  if (!found.pass) return found.reply;
  const bearer = readBearer(incoming);
  if (!bearer.pass) return bearer.reply;
  const { route, id } = found.value;
  const query = readQuery(service, target.value, route);
  if (!query.pass) return query.reply;
  const asking = { incoming, id, query: query.value, token: bearer.value };
  return route.auth === 'key'
    ? runAsKey(service, { ...asking, route })
    : runAsAccount(service, { ...asking, route });
}
