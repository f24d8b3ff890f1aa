import { describe, expect, it } from 'vitest';
import { fakeClock } from '#tests/fakes/clock.ts';
import { createProvider } from '../../../electron/providers/engine/provider.ts';
import { api, benchOf, manifestOf } from './engine-bench.ts';

const plugin = (hosts: unknown, more: object = {}) =>
  createProvider(manifestOf({ hosts, ...more }), { clock: fakeClock() });
const ask = (stage: 'development' | 'staging' | 'production' | 'custom', more: object = {}) => ({
  wanted: undefined,
  stage,
  params: {},
  ...more,
});
const STAGED = [
  { id: 'dev', kind: 'fixed', baseUrl: 'https://dev-api.acme.example', stages: ['development'] },
  { id: 'main', kind: 'fixed', baseUrl: 'https://api.acme.example' },
];
const SITE = [{ id: 'site', kind: 'template', baseUrl: 'https://{param.site}.acme.example/api' }];
const SITE_PARAM = { params: [{ name: 'site', label: 'Site', required: true }] };

describe('the address of a connection', () => {
  it.each([
    ['development', 'https://dev-api.acme.example'],
    ['staging', 'https://api.acme.example'],
    ['production', 'https://api.acme.example'],
    ['custom', 'https://api.acme.example'],
  ] as const)('is for %s the host %s', (stage, url) => {
    expect(plugin(STAGED).baseUrl(ask(stage))).toEqual({ url, custom: false });
  });

  it('is the host that the user chose by its id', () => {
    const params = { host: 'dev' };
    expect(plugin(STAGED).baseUrl(ask('production', { params })).url).toBe('https://dev-api.acme.example');
  });

  it('is filled with a param, as one label', () => {
    const one = plugin(SITE, SITE_PARAM);
    expect(one.baseUrl(ask('custom', { params: { site: 'eu-1' } })).url).toBe(
      'https://eu-1.acme.example/api',
    );
  });

  it.each(['evil.example/', 'a.b', 'a@b', 'a:443', '-a', 'a/b', 'a#', 'a%2e'])(
    'does not take %j for a label: it would be another host',
    (site) => {
      expect(() => plugin(SITE, SITE_PARAM).checkParams({ site })).toThrow(/address/);
    },
  );

  it('may be replaced by https alone, also on this machine, and then is not the service’s own', () => {
    expect(plugin(STAGED).baseUrl(ask('custom', { wanted: 'https://127.0.0.1:8443/' }))).toEqual({
      url: 'https://127.0.0.1:8443',
      custom: true,
    });
    expect(plugin(STAGED).baseUrl(ask('custom', { wanted: 'https://api.acme.example' })).custom).toBe(false);
    expect(() => plugin(STAGED).baseUrl(ask('custom', { wanted: 'http://127.0.0.1:8080' }))).toThrow(/https/);
  });

  it('of what people run themselves may be http on this machine', () => {
    const ops = { list: api('GET', '/keys', { items: 'keys' }) };
    const own = plugin([{ id: 'own', kind: 'user' }], { ops });
    expect(own.baseUrl(ask('custom', { wanted: 'http://localhost:5678/' }))).toEqual({
      url: 'http://localhost:5678',
      custom: false,
    });
    expect(() => own.baseUrl(ask('custom', { wanted: 'http://a.example' }))).toThrow(/https/);
    expect(() => own.baseUrl(ask('custom'))).toThrow(/no address/);
  });
});

describe('what a connection reaches', () => {
  const TWO = manifestOf({
    hosts: [
      { id: 'main', kind: 'fixed', baseUrl: 'https://api.acme.example' },
      { id: 'iam', kind: 'fixed', baseUrl: 'https://iam.acme.example' },
    ],
    ops: { list: api('GET', '/keys', { items: 'keys', request: { host: 'iam' } }) },
  });
  const hostsSeen = async (baseUrl: string) => {
    const bench = benchOf(TWO, () => ({ body: { keys: [] } }), { baseUrl });
    await bench.service.list();
    return bench.seen.map(({ url }) => new URL(url).host);
  };

  it('is another host of its service where the manifest says so', async () => {
    expect(await hostsSeen('https://api.acme.example')).toEqual(['iam.acme.example']);
  });

  it('is told before anything is sent: the base URL, and hosts that a request or a login names', () => {
    const oauth2 = { host: 'login', path: '/token', clientId: '{secret}', clientSecret: '{secret}' };
    const manifest = manifestOf({
      params: [{ name: 'tenant', label: 'Tenant' }],
      hosts: [
        { id: 'main', kind: 'fixed', baseUrl: 'https://api.acme.example' },
        { id: 'unused', kind: 'fixed', baseUrl: 'https://other.acme.example' },
        { id: 'login', kind: 'template', baseUrl: 'https://{param.tenant}.login.example' },
      ],
      credentials: [{ id: 'management', auth: { oauth2 } }],
    });
    const { destinations } = createProvider(manifest, { clock: fakeClock() });
    const told = (baseUrl: string, params = {}) => destinations({ baseUrl, params });
    expect(told('https://api.acme.example', { tenant: 'one' })).toEqual([
      'https://api.acme.example',
      'https://one.login.example',
    ]);
    expect(told('https://api.acme.example')).toEqual(['https://api.acme.example']);
    expect(told('https://stand-in.example', { tenant: 'one' })).toEqual(['https://stand-in.example']);
    expect(told('')).toEqual([]);
  });

  it('is the address that the user named and nothing else', async () => {
    expect(await hostsSeen('https://stand-in.example')).toEqual(['stand-in.example']);
  });
});
