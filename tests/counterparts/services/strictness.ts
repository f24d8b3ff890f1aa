import type { IncomingMessage } from 'node:http';
import type { Problem, Route, ServiceDescription } from './description.ts';

// A request has to be right to the last header: what a real service may let pass is refused here, so that a mistake of
// ours is seen before a service sees it.

const MAX_BODY = 65_536;
const HTTP_HEADERS = [
  'host',
  'connection',
  'accept',
  'accept-encoding',
  'accept-language',
  'content-type',
  'content-length',
  'transfer-encoding',
  'cache-control',
  'pragma',
  'user-agent',
  'priority',
  'sec-fetch-dest',
  'sec-fetch-mode',
  'sec-fetch-site',
];

export const problem = (is: Problem['is'], status: number, message: string): Problem => ({
  is,
  status,
  message,
});
const malformed = (message: string): Problem => problem('malformed', 400, message);

export interface Found {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

function paramsOf(pattern: string, path: string): Record<string, string> | null {
  const [wanted, given] = [pattern.split('/'), path.split('/')];
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, segment] of wanted.entries()) {
    const value = given[index] ?? '';
    if (segment.startsWith('{') && value !== '') params[segment.slice(1, -1)] = decodeURIComponent(value);
    else if (segment !== value) return null;
  }
  return params;
}

export function findRoute(routes: readonly Route[], method: string, path: string): Found | Problem {
  const there = routes.flatMap((route) => {
    const params = paramsOf(route.path, path);
    return params === null ? [] : [{ route, params }];
  });
  const found = there.find(({ route }) => route.method === method);
  if (found !== undefined) return found;
  if (there.length === 0) return problem('unknown path', 404, 'There is nothing here.');
  return problem('wrong method', 405, `Use ${there.map(({ route }) => route.method).join(' or ')}.`);
}

/** RFC 9110: Host once and ours; no header twice; no cookie, which nobody has set; no header that nobody described. */
export function checkHeaders(
  message: IncomingMessage,
  service: ServiceDescription,
  port: number,
): Problem | null {
  const names = message.rawHeaders.filter((_, index) => index % 2 === 0).map((name) => name.toLowerCase());
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) return malformed(`The header ${twice} came twice.`);
  if (names.includes('cookie')) return malformed('No cookie was ever set here.');
  if (!['127.0.0.1', 'localhost'].some((host) => message.headers.host === `${host}:${port}`)) {
    return problem('malformed', 421, 'This is another host.');
  }
  const styles = Object.values(service.styles).flatMap((style) => [
    style.header,
    ...Object.keys(style.with ?? {}),
  ]);
  const known = new Set([...HTTP_HEADERS, ...styles, ...(service.knownHeaders ?? [])]);
  const strange = names.find((name) => !known.has(name));
  return strange === undefined ? null : malformed(`Nobody asked for the header ${strange}.`);
}

/** @returns what the route's schema makes of the query */
export function readQuery(route: Route, search: URLSearchParams): { readonly query: unknown } | Problem {
  const names = [...search.keys()];
  if (new Set(names).size !== names.length) return malformed('A parameter came twice.');
  if (route.query === undefined) {
    return names.length === 0 ? { query: {} } : malformed(`There is no parameter ${names[0]}.`);
  }
  const read = route.query.safeParse(Object.fromEntries(search));
  return read.success
    ? { query: read.data }
    : malformed(`The query is wrong: ${read.error.issues[0]?.path.join('.')}.`);
}

type Written = { readonly data: unknown } | Problem;

function jsonOf(text: string, type: string | undefined): Written {
  if (!/^application\/json(; ?charset=utf-8)?$/i.test(type ?? '')) {
    return problem('wrong content type', 415, 'Send application/json.');
  }
  try {
    return { data: JSON.parse(text) };
  } catch {
    return malformed('The body is not JSON.');
  }
}

function formOf(text: string, type: string | undefined): Written {
  if (!/^application\/x-www-form-urlencoded$/i.test(type ?? '')) {
    return problem('wrong content type', 415, 'Send a form.');
  }
  const pairs = [...new URLSearchParams(text)];
  const names = new Set(pairs.map(([name]) => name));
  return names.size === pairs.length ? { data: Object.fromEntries(pairs) } : malformed('A field came twice.');
}

/** @returns what the route's schema makes of the body */
export function readBody(
  route: Route,
  text: string,
  type: string | undefined,
): { readonly body: unknown } | Problem {
  if (text.length > MAX_BODY) return problem('too large', 413, 'That is too much.');
  if (route.body === undefined) return text === '' ? { body: null } : malformed('No body is wanted here.');
  const written = route.encoding === 'form' ? formOf(text, type) : jsonOf(text, type);
  if (!('data' in written)) return written;
  const read = route.body.safeParse(written.data);
  if (read.success) return { body: read.data };
  const [issue] = read.error.issues;
  return malformed(`The body is wrong: ${issue?.code} ${issue?.path.join('.')}.`);
}
