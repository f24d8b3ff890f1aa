import { describe, expect, test } from 'vitest';
import { newConnectionSchema } from '#shared/model/connection.ts';
import { OPERATIONS, type Provider } from '#shared/model/provider.ts';
import { wayOf } from '../../../renderer/features/connections/connection-way.ts';
import {
  type ConnectionForm,
  changesOf,
  connectionFormSchema,
  emptyForm,
  formOf,
  newConnectionOf,
} from '../../../renderer/features/connections/form/connection-form.ts';
import {
  isOnePress,
  needsBaseUrl,
  needsCredential,
} from '../../../renderer/features/connections/form/what-it-needs.ts';
import { inferredPaths } from '../../../renderer/features/connections/settings/inferred-paths.ts';
import { isReading, triable } from '../../../renderer/features/connections/try-out/operations.ts';

const offers = (way: 'api' | 'guided' | null, evidence = 'documented') =>
  OPERATIONS.map((operation) => ({ operation, way, evidence })) as Provider['offers'];

const service = (fields: Partial<Provider>): Provider =>
  ({
    id: 'unizo',
    params: [{ name: 'site', label: 'Site', about: '', required: true, default: 'eu' }],
    hosts: [{ id: 'main', baseUrl: 'https://api.example.com', stages: [] }],
    offers: offers('guided'),
    inferredOffers: offers('api', 'inferred'),
    credential: false,
    userHost: false,
    ...fields,
  }) as unknown as Provider;

const unizo = service({});
const playground = service({
  params: [],
  hosts: [{ id: 'local', baseUrl: null, stages: [] }],
  offers: offers('api'),
  inferredOffers: null,
});

const filled = (fields: Partial<ConnectionForm>): ConnectionForm => ({
  ...emptyForm(crypto.randomUUID(), unizo),
  ...fields,
});

const atFault = (fields: Partial<ConnectionForm>, provider = unizo, isNew = true) =>
  connectionFormSchema([provider], isNew)
    .safeParse(filled(fields))
    .error?.issues.map(({ path }) => path.join('.')) ?? [];

describe('a new connection', () => {
  test('sends nothing for what was left empty', () => {
    const { connection, askProxyPassword } = newConnectionOf(filled({ params: { site: ' ' } }));
    expect(Object.keys(connection).sort()).toEqual(['environmentId', 'provider']);
    expect(askProxyPassword).toBe(false);
  });

  test('starts with the defaults of the service, guided', () => {
    expect(newConnectionOf(filled({})).connection.params).toEqual({ site: 'eu' });
  });

  test('sends what was chosen, in the form that main takes', () => {
    const { connection, askProxyPassword } = newConnectionOf(
      filled({
        name: ' Unizo ',
        baseUrl: ' https://other.example.com ',
        api: 'inferred',
        params: { site: 'us', host: 'dev' },
        proxyUrl: 'http://proxy:3128',
        proxyUser: 'ada',
        proxyBypass: 'localhost',
        proxyPassword: true,
        ca: '-----BEGIN CERTIFICATE-----\nx',
      }),
    );
    expect(newConnectionSchema.safeParse(connection).success).toBe(true);
    expect(connection).toMatchObject({
      name: 'Unizo',
      baseUrl: 'https://other.example.com',
      params: { api: 'inferred', site: 'us', host: 'dev' },
      proxy: { url: 'http://proxy:3128', user: 'ada', bypass: 'localhost' },
      ca: '-----BEGIN CERTIFICATE-----\nx\n',
    });
    expect(askProxyPassword).toBe(true);
  });

  test('asks for no proxy password where the proxy was taken out again, or has no user', () => {
    const asks = (fields: Partial<ConnectionForm>) =>
      newConnectionOf(filled({ proxyPassword: true, ...fields })).askProxyPassword;
    expect(asks({ proxyUser: 'ada' })).toBe(false);
    expect(asks({ proxyUrl: 'http://proxy:3128' })).toBe(false);
    expect(asks({ proxyUrl: 'http://proxy:3128', proxyUser: 'ada' })).toBe(true);
  });

  test.each([
    [{}, []],
    [{ params: { site: '' } }, ['params.site']],
    [{ environmentId: '' }, ['environmentId']],
    [{ name: 'two\nlines' }, ['name']],
    [{ baseUrl: 'api.example.com' }, ['baseUrl']],
    [{ baseUrl: 'ftp://api.example.com' }, ['baseUrl']],
    [{ baseUrl: 'javascript:alert(1)' }, ['baseUrl']],
    [{ proxyUrl: 'proxy:3128' }, ['proxyUrl']],
    [{ ca: 'MIIB' }, ['ca']],
    [{ paths: { list: 'api/keys' } }, ['paths.list']],
    [{ paths: { list: '{base}/keys', create: '/keys' } }, []],
  ] as const)('%j is at fault in %j', (fields, at) => {
    expect(atFault(fields as Partial<ConnectionForm>)).toEqual(at);
  });

  test('needs a base URL only where the service has none and is asked something', () => {
    const placeless = service({ params: [], hosts: [{ id: 'own', baseUrl: null, stages: [] }] });
    expect(atFault({}, placeless)).toEqual([]);
    expect(atFault({ api: 'inferred' }, placeless)).toEqual(['baseUrl']);
    expect(atFault({ api: 'inferred' }, placeless, false)).toEqual([]);
    expect(needsBaseUrl(playground, 'guided')).toBe(false);
  });

  test('asks for a base URL that is missing in other words than for one that is wrong', () => {
    const placeless = service({ params: [], hosts: [{ id: 'own', baseUrl: null, stages: [] }] });
    const { error } = connectionFormSchema([placeless], true).safeParse(filled({ api: 'inferred' }));
    expect(error?.issues[0]?.message).toMatch(/^Enter the base URL/);
  });

  test('gives a connection without an address its first one, and no other one a second', () => {
    const id = crypto.randomUUID();
    const form = filled({ api: 'inferred', baseUrl: ' https://own.example.com ' });
    expect(changesOf({ id, baseUrl: '' }, form).baseUrl).toBe('https://own.example.com');
    expect(changesOf({ id, baseUrl: '' }, filled({}))).not.toHaveProperty('baseUrl');
    expect(changesOf({ id, baseUrl: 'https://here.example.com' }, form)).not.toHaveProperty('baseUrl');
  });
});

describe('what a window will ask', () => {
  test.each([
    ['guided', unizo, 'guided', '', false],
    ['inferred', unizo, 'inferred', '', true],
    ['documented', service({ credential: true }), 'guided', '', true],
    ['built in', playground, 'guided', '', false],
    ['built in, at another address', playground, 'guided', 'http://127.0.0.1:1', true],
  ] as const)('of a service that is %s', (_what, provider, api, baseUrl, expected) => {
    expect(needsCredential(provider, { api, baseUrl })).toBe(expected);
  });

  test('is nothing for the built-in service, which is connected by one press', () => {
    expect([isOnePress(playground), isOnePress(unizo)]).toEqual([true, false]);
  });
});

describe('the settings of a connection', () => {
  const connection = {
    id: crypto.randomUUID(),
    environmentId: crypto.randomUUID(),
    provider: 'unizo',
    name: 'Unizo',
    params: { site: 'us', api: 'inferred', host: 'dev' },
    inferred: true,
    paths: { list: '/v2/keys' },
    proxy: { url: 'http://proxy:3128', user: null, bypass: '' },
    ca: '-----BEGIN CERTIFICATE-----\nx\n',
    customHost: false,
    baseUrl: 'https://api.example.com',
    offers: offers('api', 'inferred'),
  } as unknown as Parameters<typeof formOf>[0];

  test('come back as they were when nothing is changed', () => {
    const { id, name, params, paths, proxy, ca } = connection;
    expect(changesOf(connection, formOf(connection))).toEqual({ id, name, params, paths, proxy, ca });
  });

  test('switch inferred ways off, and take proxy and certificate away', () => {
    const form: ConnectionForm = { ...formOf(connection), api: 'guided', proxyUrl: '', ca: ' ' };
    expect(changesOf(connection, form)).toMatchObject({
      params: { site: 'us', host: 'dev' },
      proxy: null,
      ca: null,
    });
  });

  test.each([
    [{ inferred: true, offers: offers('api', 'inferred') }, 'inferred'],
    // A service that the user described: nothing had to be switched on.
    [{ inferred: false, offers: offers('api', 'inferred') }, 'api'],
    [{ inferred: false, offers: offers('guided') }, 'guided'],
    [{ inferred: false, offers: offers(null) }, 'api'],
  ] as const)('%# say how keys are made', (fields, way) => {
    expect(wayOf(fields as unknown as Parameters<typeof wayOf>[0])).toBe(way);
  });
});

test('the paths that can be changed are those that the description marks as inferred', () => {
  const manifest = JSON.stringify({
    ops: {
      create: [
        { mode: 'guided', steps: ['…'] },
        { mode: 'api', evidence: 'inferred', request: { method: 'POST', path: '/keys' } },
      ],
      list: { mode: 'api', evidence: 'documented', request: { method: 'GET', path: '/keys' } },
    },
  });
  expect(inferredPaths(manifest)).toEqual([{ operation: 'create', method: 'POST', path: '/keys' }]);
  expect(inferredPaths('{}')).toEqual([]);
});

test('a try offers what Keyrack asks, reading ones first, and sends no other', () => {
  const tried = triable(offers('api'));
  expect(tried).toHaveLength(OPERATIONS.length);
  expect(tried.findIndex((operation) => !isReading(operation))).toBe(tried.filter(isReading).length);
  expect(isReading('delete')).toBe(false);
  expect(triable(offers('guided'))).toEqual([]);
});
