import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WayOut } from '#core/ports/http.ts';
import { Secret } from '#core/secret.ts';
import { createAuthority, issueCertificate } from '#tests/counterparts/certificates.ts';
import { type ConnectProxy, startConnectProxy } from '#tests/counterparts/connect-proxy.ts';
import { answer, type HostileService, startHostileService } from '#tests/counterparts/hostile-service.ts';
import { environmentProxy } from '../../../electron/platform/transport-proxy.ts';
import { createUndiciTransport, type UndiciTransport } from '../../../electron/platform/transport-undici.ts';
import { client, failureOf, GET, POST, SECRET, statusOf } from './bench.ts';

// As the command reaches a service, and the app where a connection has its own CA or a proxy's password. Proxies by RFC
// 9110 section 9.3.6 (CONNECT) and 11.7 (Proxy-Authorization).

const service = createAuthority('Keyrack test service authority');
const corporate = createAuthority('Keyrack test company');
const both = `${service.cert}\n${corporate.cert}`;
const PASSWORD = 'proxy-CANARY-7c6a180b36896a0a8c02787eeafb0e4c';

let behind: HostileService;
const open: (ConnectProxy | { stop(): Promise<void> })[] = [];
const ways: UndiciTransport[] = [];

beforeEach(async () => {
  behind = await startHostileService(issueCertificate(service));
  behind.behave(answer({ status: 200, body: { keys: [] } }));
  open.push(behind);
});
afterEach(async () => {
  await Promise.all(ways.splice(0).map((way) => way.close()));
  await Promise.all(open.splice(0).map((one) => one.stop()));
});

async function proxy(options: Parameters<typeof startConnectProxy>[0] = {}): Promise<ConnectProxy> {
  const started = await startConnectProxy({ trusts: service, ...options });
  open.push(started);
  return started;
}

type Own = NonNullable<WayOut['proxy']>;
const through = (url: string, more: Partial<Own> = {}): Own => ({
  url,
  user: null,
  password: null,
  bypass: '',
  ...more,
});

function reach(options: Parameters<typeof createUndiciTransport>[0], url = behind.url) {
  const way = createUndiciTransport(options);
  ways.push(way);
  return client(url, way.transport);
}

describe('through a proxy of a company that opens TLS', () => {
  it('works with its authority, reading and creating', async () => {
    const company = await proxy({ corporate });
    const http = reach({ proxy: through(company.url), ca: corporate.cert });
    expect([statusOf(await http.send(GET)), statusOf(await http.send(POST))]).toEqual([200, 200]);
    expect(company.seen).toContain(`CONNECT ${new URL(behind.url).host}`);
    expect(behind.seen.map(({ method }) => method)).toEqual(['GET', 'POST']);
  });

  it('is refused without it, and the proxy reads nothing', async () => {
    const company = await proxy({ corporate });
    const http = reach({ proxy: through(company.url), ca: service.cert });
    for (const call of [GET, POST]) {
      const outcome = await http.send(call);
      expect(failureOf(outcome)).toMatchObject({ code: 'tls', next: expect.stringContaining('CA') });
      expect(outcome).toMatchObject({ maybeSent: false });
    }
    expect(company.overheard()).toBe('');
    expect(behind.seen).toEqual([]);
  });
});

describe('through a proxy that only passes on', () => {
  it('keeps the whole request from it', async () => {
    const plain = await proxy();
    expect(statusOf(await reach({ proxy: through(plain.url), ca: service.cert }).send(POST))).toBe(200);
    expect(JSON.stringify([plain.seen, plain.authorizations])).not.toContain('CANARY');
  });

  it('may be spoken to over TLS', async () => {
    const secure = await proxy({ certificate: issueCertificate(corporate) });
    expect(statusOf(await reach({ proxy: through(secure.url), ca: both }).send(GET))).toBe(200);
    const outcome = await reach({ proxy: through(secure.url), ca: service.cert }).send(GET);
    expect(failureOf(outcome)).toMatchObject({
      code: 'tls',
      message: expect.stringContaining('certificate of the proxy'),
    });
  });

  it('gives its password to the proxy, and for the proxy alone', async () => {
    const guarded = await proxy({ password: `ada:${PASSWORD}` });
    const own = through(guarded.url, { user: 'ada', password: new Secret(PASSWORD) });
    expect(statusOf(await reach({ proxy: own, ca: service.cert }).send(GET))).toBe(200);
    expect(guarded.authorizations.at(-1)).toBe(`Basic ${btoa(`ada:${PASSWORD}`)}`);
    expect(JSON.stringify(behind.seen)).not.toContain(PASSWORD);
    expect(behind.seen[0]?.headers).not.toHaveProperty('proxy-authorization');
  });

  it.each([
    ['without one', {}],
    ['with a wrong one', { user: 'ada', password: new Secret('wrong-CANARY') }],
  ])('says that the proxy wants a password: %s', async (_, own) => {
    const guarded = await proxy({ password: `ada:${PASSWORD}` });
    const outcome = await reach({ proxy: through(guarded.url, own), ca: service.cert }).send(POST);
    expect(failureOf(outcome)).toMatchObject({
      code: 'network',
      message: expect.stringContaining('wants a user name and a password'),
    });
    expect(outcome).toMatchObject({ maybeSent: false });
    expect(inspect(outcome, { depth: null, showHidden: true })).not.toContain('CANARY');
  });

  it.each([403, 502, 503])('says that the proxy refuses, with HTTP %i', async (refuses) => {
    const closed = await proxy({ refuses });
    const outcome = await reach({ proxy: through(closed.url), ca: service.cert }).send(GET);
    expect(failureOf(outcome).message).toContain('the proxy refuses to connect to it');
    expect(closed.seen).toHaveLength(1);
  });

  it('says that the proxy cannot be reached', async () => {
    const gone = await startConnectProxy();
    await gone.stop();
    const outcome = await reach({ proxy: through(gone.url), ca: service.cert }).send(POST);
    expect(failureOf(outcome).message).toContain('the proxy cannot be reached');
    expect(outcome).toMatchObject({ maybeSent: false });
  });

  it('goes straight to what the proxy is not for', async () => {
    const plain = await proxy();
    const own = through(plain.url, { bypass: 'localhost, 127.0.0.0/8' });
    expect(statusOf(await reach({ proxy: own, ca: service.cert }).send(GET))).toBe(200);
    expect(plain.seen).toEqual([]);
  });

  it('sends plain http to no proxy', async () => {
    const [plain, local] = [await proxy(), await startHostileService()];
    open.push(local);
    local.behave(answer({ status: 200, body: {} }));
    const findProxy = async () => ({ url: plain.url, token: null });
    for (const options of [{ proxy: through(plain.url) }, { findProxy }]) {
      expect(statusOf(await reach(options, local.url).send(GET))).toBe(200);
    }
    expect(plain.seen).toEqual([]);
  });
});

describe('the proxy of the environment', () => {
  const route = (env: Record<string, string>, url: string) => environmentProxy(env)(new URL(url));

  it('is used by a connection without one of its own', async () => {
    const plain = await proxy();
    const toService = new URL(behind.url);
    // Loopback is never sent through it, so the test gives the service another name for itself.
    const findProxy = () =>
      environmentProxy({ HTTPS_PROXY: plain.url })(new URL('https://elsewhere.example'));
    expect(statusOf(await reach({ findProxy, ca: service.cert }).send(GET))).toBe(200);
    expect(plain.seen).toEqual([`CONNECT ${toService.host}`]);
  });

  it.each([
    [{ HTTPS_PROXY: 'http://p.example:8080' }, 'http://p.example:8080', null],
    [{ HTTPS_PROXY: 'http://a.example', https_proxy: 'http://b.example' }, 'http://b.example', null],
    [{ HTTPS_PROXY: 'p.example:8080' }, 'http://p.example:8080', null],
    [
      { HTTPS_PROXY: 'http://ada:p%40ss@p.example:8080' },
      'http://p.example:8080',
      `Basic ${btoa('ada:p@ss')}`,
    ],
  ])('%j is %s', async (env, url, token) => {
    expect(await route(env, 'https://a.test')).toEqual({ url, token });
  });

  it.each([
    [{}, 'https://a.test'],
    [{ HTTP_PROXY: 'http://p.example' }, 'https://a.test'],
    [{ HTTPS_PROXY: 'http://p.example', NO_PROXY: '*' }, 'https://a.test'],
    [{ HTTPS_PROXY: 'http://p.example', NO_PROXY: 'x,.a.test' }, 'https://api.a.test'],
    [{ HTTPS_PROXY: 'http://p.example' }, 'https://localhost:8443'],
    [{ HTTPS_PROXY: 'http://p.example' }, 'https://127.3.2.1'],
    [{ HTTPS_PROXY: 'http://p.example' }, 'https://[::1]:8443'],
  ])('%j leaves %s alone', async (env, url) => {
    expect(await route(env, url)).toBeNull();
  });
});

it('never shows the canary of a request in what went wrong', async () => {
  const gone = await startConnectProxy();
  await gone.stop();
  const outcome = await reach({ proxy: through(gone.url), ca: service.cert }).send(POST);
  expect(inspect(outcome, { depth: null, showHidden: true })).not.toContain(SECRET);
});
