type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };
type Members = { readonly [name: string]: Json };

/** Where one field of the form stands in a description: names and indexes from the top. */
type Place = readonly (string | number)[];

const isMembers = (value: Json | undefined): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** @returns the description, or null where the text is no JSON object yet */
export function parseManifest(text: string): Members | null {
  try {
    const parsed = JSON.parse(text) as Json;
    return isMembers(parsed) ? parsed : null;
  } catch {
    return null;
  }
}

const print = (value: Json) => JSON.stringify(value, null, 2);

function read(value: Json | undefined, [first, ...rest]: Place): Json | undefined {
  if (first === undefined) return value;
  if (Array.isArray(value)) return typeof first === 'number' ? read(value[first] as Json, rest) : undefined;
  return isMembers(value) ? read(value[first], rest) : undefined;
}

/** A copy in which `next` stands at the place; undefined takes it out. What is not on the way stays as it is. */
function write(value: Json | undefined, [first, ...rest]: Place, next: Json | undefined): Json {
  if (first === undefined) return next ?? null;
  if (typeof first === 'number') {
    const list = Array.isArray(value) ? [...(value as readonly Json[])] : [];
    list[first] = write(list[first], rest, next);
    return list;
  }
  const members = isMembers(value) ? value : {};
  if (rest.length === 0 && next === undefined) {
    const { [first]: _taken, ...others } = members;
    return others;
  }
  return { ...members, [first]: write(members[first], rest, next) };
}

export const FIELDS = {
  name: ['name'],
  id: ['id'],
  baseUrl: ['hosts', 0, 'baseUrl'],
  listPath: ['ops', 'list', 'request', 'path'],
  createPath: ['ops', 'create', 'request', 'path'],
  deletePath: ['ops', 'delete', 'request', 'path'],
  verifyPath: ['ops', 'verify', 'request', 'path'],
  items: ['ops', 'list', 'items'],
  secret: ['ops', 'create', 'secret'],
  keyId: ['fields', 'id'],
  keyName: ['fields', 'name'],
  keyCreated: ['fields', 'createdAt'],
} as const satisfies Record<string, Place>;
export type FieldName = keyof typeof FIELDS;

// A way that is marked inferred would have to be switched on; the user says here what they know of their service.
const api = { mode: 'api', evidence: 'documented' };

/** What an operation of the simple case looks like when its path is first entered. */
const OPERATIONS: Partial<Record<FieldName, { readonly name: string; readonly body: Members }>> = {
  listPath: { name: 'list', body: { ...api, request: { method: 'GET', path: '' }, items: '$' } },
  createPath: {
    name: 'create',
    body: {
      ...api,
      request: { method: 'POST', path: '', body: { name: { $: 'name' } } },
      item: '$',
      secret: 'key',
    },
  },
  deletePath: {
    name: 'delete',
    body: { ...api, request: { method: 'DELETE', path: '' }, gone: [404], final: true },
  },
  verifyPath: {
    name: 'verify',
    body: {
      ...api,
      request: { method: 'GET', path: '', credential: 'key' },
      discardBody: true,
      verdict: [
        { status: 200, is: 'valid' },
        { status: 403, is: 'valid, scope missing' },
        { status: 401, is: 'invalid' },
      ],
    },
  },
};

/** @returns what stands at the field; null where the JSON says more than the form can show */
export function fieldOf(manifest: Members, field: FieldName): string | null {
  const found = read(manifest, FIELDS[field]);
  if (found === undefined || found === null) return '';
  return typeof found === 'string' ? found : null;
}

/** @returns the text with one field changed; an operation comes with its path and goes with it */
export function withField(manifest: Members, field: FieldName, value: string): string {
  const operation = OPERATIONS[field];
  if (operation !== undefined && value.trim() === '')
    return print(write(manifest, ['ops', operation.name], undefined));
  const there = operation === undefined || read(manifest, ['ops', operation.name]) !== undefined;
  const begun = there ? manifest : write(manifest, ['ops', operation.name], operation.body);
  const gone = field === 'keyCreated' && value.trim() === '';
  return print(write(begun, FIELDS[field], gone ? undefined : value));
}

const AUTH: Place = ['credentials', 0, 'auth'];

export type AuthStyle = 'bearer' | 'header' | 'basic';

/** @returns null where the JSON describes a sign-in that the form does not know */
export function authOf(manifest: Members): { readonly style: AuthStyle | null; readonly header: string } {
  const auth = read(manifest, AUTH);
  const headers = read(auth, ['headers']);
  const name = read(headers, [0, 'name']);
  if (Array.isArray(headers) && headers.length === 1 && typeof name === 'string')
    return { style: 'header', header: name };
  if (isMembers(auth) && 'bearer' in auth) return { style: 'bearer', header: '' };
  return { style: isMembers(auth) && 'basic' in auth ? 'basic' : null, header: '' };
}

export function withAuth(manifest: Members, style: AuthStyle, header: string): string {
  const auths: Record<AuthStyle, Json> = {
    bearer: { bearer: {} },
    header: { headers: [{ name: header }] },
    basic: { basic: {} },
  };
  return print(write(manifest, AUTH, auths[style]));
}

/** The simple case, for a new service: a list, a create, a delete and a check. */
export const newManifest = (): string =>
  print({
    schema: 1,
    id: '',
    name: '',
    revision: 1,
    evidence: 'documented',
    hosts: [{ id: 'main', kind: 'fixed', baseUrl: 'https://' }],
    credentials: [{ id: 'management', auth: { bearer: {} } }],
    ops: {
      list: OPERATIONS.listPath?.body ?? {},
      create: OPERATIONS.createPath?.body ?? {},
    },
    fields: { id: 'id', name: 'name' },
  });
