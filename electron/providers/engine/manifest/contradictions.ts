import type { Operation } from '#shared/model/provider.ts';
import { isOwnParam } from '../params.ts';
import type { Manifest } from './index.ts';
import type { INPUTS } from './template.ts';
import { type Found, textsIn, waysIn } from './walk.ts';

/** Something in a manifest that fits the schema and cannot be. */
export interface Issue {
  /** Where, names joined by dots. */
  readonly path: string;
  readonly message: string;
}

type Input = (typeof INPUTS)[number];

/** What there is to take from: anything else would silently be left out of the request. */
const AVAILABLE: Readonly<Partial<Record<Operation, readonly Input[]>>> = {
  create: ['name', 'description', 'scopes', 'testMode', 'expiresAt', 'allowedIps'],
  get: ['id'],
  edit: ['id', 'name', 'description'],
  setScopes: ['id', 'scopes'],
  disable: ['id'],
  enable: ['id'],
  regenerate: ['id'],
  revoke: ['id'],
  delete: ['id'],
  usage: ['id', 'since'],
  allowIps: ['id', 'allowedIps'],
  setAlert: ['id', 'keyId', 'condition'],
  deleteAlert: ['id'],
};

/** These are about one key, or one alert: the request has to say which. */
const ABOUT_ONE = new Set<Operation>([
  'get',
  'edit',
  'setScopes',
  'disable',
  'enable',
  'regenerate',
  'revoke',
  'delete',
  'usage',
  'allowIps',
  'deleteAlert',
]);

function repeated(names: readonly string[], path: string, what: string): Issue[] {
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  return twice === undefined ? [] : [{ path, message: `There are two ${what} named ${twice}.` }];
}

function ofParams({ params }: Manifest, texts: readonly Found<string>[]): Issue[] {
  const names = params.map(({ name }) => name);
  const own = names.filter((name) => isOwnParam(name));
  const unknown = texts.flatMap(({ path, value }) => {
    const used = [...value.matchAll(/(?:\{|^)param\.([A-Za-z0-9]+)(?:\}|$)/g)].map(([, name = '']) => name);
    const missing = used.find((name) => !names.includes(name));
    return missing === undefined ? [] : [{ path, message: `There is no param named ${missing} in params.` }];
  });
  const choices = params.flatMap((param, at) =>
    param.default !== undefined && param.choices?.includes(param.default) === false
      ? [{ path: `params.${at}.default`, message: 'It is none of the choices.' }]
      : [],
  );
  return [
    ...repeated(names, 'params', 'params'),
    ...own.map((name) => ({ path: 'params', message: `The name ${name} is Keyrack's own: choose another.` })),
    ...unknown,
    ...choices,
  ];
}

function ofHosts({ hosts, credentials, ops }: Manifest): Issue[] {
  const ids = hosts.map(({ id }) => id);
  const named = [
    ...waysIn(ops).map(({ path, value }) => ({ path: `${path}.request.host`, host: value.request.host })),
    ...credentials.flatMap(({ auth }, at) => {
      const inner = 'candidates' in auth ? auth.candidates.map((one) => one.auth) : [auth];
      return inner.flatMap((one) => {
        const host = 'oauth2' in one ? one.oauth2.host : 'login' in one && one.login.host;
        return typeof host === 'string' ? [{ path: `credentials.${at}.auth`, host }] : [];
      });
    }),
  ];
  const runByPeople = hosts.filter(({ kind }) => kind === 'user' || kind === 'built-in');
  return [
    ...repeated(ids, 'hosts', 'hosts'),
    ...(runByPeople.length > 1
      ? [{ path: 'hosts', message: 'There is one host of this kind at most.' }]
      : []),
    ...named.flatMap(({ path, host }) =>
      host === undefined || ids.includes(host) ? [] : [{ path, message: `There is no host named ${host}.` }],
    ),
  ];
}

type Way = ReturnType<typeof waysIn>[number];

function ofRequest(
  { credentials }: Manifest,
  { path, operation, value: { request, success }, discards }: Way,
): Issue[] {
  const say = (member: string, message: string): Issue => ({ path: `${path}.${member}`, message });
  const isBare = request.method === 'GET' || request.method === 'HEAD';
  const wantsBase = request.path.startsWith('{base}');
  const spec = credentials.find(({ id }) => id === request.credential) ?? credentials[0];
  const hasBase = spec !== undefined && 'candidates' in spec.auth && request.credential !== 'none';
  const headless = operation !== 'health' && operation !== 'verify';
  return [
    ...(isBare && request.body !== undefined
      ? [say('request.body', `A ${request.method} has no body.`)]
      : []),
    ...(request.method === 'HEAD' && headless
      ? [say('request.method', 'HEAD answers nothing: use GET.')]
      : []),
    ...(wantsBase && !hasBase ? [say('request.path', '{base} needs a credential with candidates.')] : []),
    ...(discards && success.require !== undefined
      ? [say('discardBody', 'What success.require looks at cannot be dropped unread.')]
      : []),
  ];
}

function ofInputs({ path, operation, value }: Way): Issue[] {
  const { request } = value;
  const available: readonly string[] = AVAILABLE[operation] ?? [];
  const used = textsIn({ body: request.body, query: request.query })
    .filter(({ path: at, value: name }) => at.endsWith('.$') && !name.startsWith('param.'))
    .map(({ path: at, value: name }) => ({ at, name }));
  const inPath = request.path.includes('{id}');
  const strange = used.find(({ name }) => !available.includes(name));
  const namesOne = inPath || used.some(({ name }) => name === 'id' || name === 'keyId');
  return [
    ...(strange === undefined
      ? []
      : [
          {
            path: `${path}.request.${strange.at}`,
            message: `Nothing gives ${strange.name} here: ${operation} takes from ${available.join(', ') || 'params only'}.`,
          },
        ]),
    ...(inPath && !available.includes('id')
      ? [
          {
            path: `${path}.request.path`,
            message: `Nothing gives {id} here: ${operation} is not about one key.`,
          },
        ]
      : []),
    // SECURITY: a delete that does not say which key may mean all of them.
    ...(ABOUT_ONE.has(operation) && !namesOne
      ? [
          {
            path: `${path}.request`,
            message: 'It does not say which key it is about: use {id} in path, query or body.',
          },
        ]
      : []),
  ];
}

/** Texts of a credential: names of its parts, and params. */
function ofCredentials({ credentials }: Manifest): Issue[] {
  const strange = credentials.flatMap(({ auth, parts }, at) => {
    const known = ['secret', 'uuid', 'base', 'id', ...parts.map(({ id }) => id)];
    return textsIn(auth).flatMap(({ path, value }) => {
      const names = [...value.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name);
      const unknown = names.find((name) => !name.startsWith('param.') && !known.includes(name));
      const where = `credentials.${at}.auth.${path}`;
      return unknown === undefined ? [] : [{ path: where, message: `There is no part named ${unknown}.` }];
    });
  });
  const ids = credentials.map(({ id }) => id);
  return [...repeated(ids, 'credentials', 'credentials'), ...strange];
}

// What steers a terminal, or lets a text pose as another: a manifest comes from anywhere, and its words stand everywhere.
const UNSAFE = /[\p{Cc}\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

/** Lines and tabs are a snippet's own. */
function ofCharacters(texts: readonly Found<string>[]): Issue[] {
  return texts.flatMap(({ path, value }) => {
    const text = /^snippets\.\d+\.text$/.test(path) ? value.replace(/[\n\t]/g, '') : value;
    return UNSAFE.test(text) ? [{ path, message: 'Take out its control characters.' }] : [];
  });
}

const pathsOf = (field: unknown): readonly string[] => {
  if (typeof field === 'string') return [field];
  if (Array.isArray(field)) return field.filter((one) => typeof one === 'string');
  return typeof field === 'object' && field !== null && 'path' in field ? pathsOf(field.path) : [];
};

const below = (top: string, path: string): string => (top === '$' ? path : `${top}.${path}`);

/**
 * SECURITY: what a key's words are read from is kept in the ledger and shown, so none of them is where its value
 * stands. The hint may be: it is cut.
 */
function ofSecrets({ ops, fields }: Manifest): Issue[] {
  const secrets = waysIn(ops).flatMap(({ value }) => {
    const { item = '$', secret } = value as { readonly item?: unknown; readonly secret?: unknown };
    const tops = pathsOf(item);
    return pathsOf(secret).map((path) => ({ tops, path }));
  });
  return Object.entries(fields).flatMap(([name, field]) => {
    const isSecret = pathsOf(field).some((path) =>
      secrets.some((secret) => secret.tops.some((top) => below(top, path) === secret.path)),
    );
    if (!isSecret || name === 'hint') return [];
    return [{ path: `fields.${name}`, message: 'Here stands the secret: it is kept nowhere but as one.' }];
  });
}

/** @returns what does not go together; empty where the manifest can be used */
export function contradictions(manifest: Manifest): readonly Issue[] {
  const ways = waysIn(manifest.ops);
  const texts = textsIn(manifest);
  return [
    ...ofCharacters(texts),
    ...ofSecrets(manifest),
    ...ofParams(manifest, texts),
    ...ofHosts(manifest),
    ...ofCredentials(manifest),
    ...ways.flatMap((way) => [...ofRequest(manifest, way), ...ofInputs(way)]),
  ];
}
