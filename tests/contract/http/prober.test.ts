import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WayOut } from '#core/ports/http.ts';
import { Secret } from '#core/secret.ts';
import {
  createAuthority,
  expiredLeaf,
  futureLeaf,
  issueCertificate,
  otherHostLeaf,
} from '#tests/counterparts/certificates.ts';
import { startConnectProxy } from '#tests/counterparts/connect-proxy.ts';
import { type HostileService, startHostileService } from '#tests/counterparts/hostile-service.ts';
import { createProber } from '../../../electron/platform/prober.ts';

const authority = createAuthority('Keyrack test authority');
const corporate = createAuthority('Keyrack test company');
const certificate = issueCertificate(authority);
const prober = createProber({ findProxy: async () => null });
const PASSWORD = 'proxy-CANARY-7c6a180b36896a0a8c02787eeafb0e4c';

const open: { stop(): Promise<void> }[] = [];
const keep = async <T extends { stop(): Promise<void> }>(starting: Promise<T>): Promise<T> => {
  const started = await starting;
  open.push(started);
  return started;
};
let service: HostileService;

beforeEach(async () => {
  service = await keep(startHostileService(certificate));
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.stop()));
});

const { signal } = new AbortController();
const way = (more: Partial<WayOut> = {}): WayOut => ({ connectionId: 'a', proxy: null, ca: null, ...more });
const through = (url: string, more: Partial<NonNullable<WayOut['proxy']>> = {}) => ({
  proxy: { url, user: null, password: null, bypass: '', ...more },
});
const look = (url: string, more: Partial<WayOut> = {}) => prober.look(url, way(more), signal);

describe('a look at the way to a service', () => {
  it('names the issuer, and that only the connection knows it; nothing is sent', async () => {
    const found = await look(service.url, { ca: authority.cert });
    expect(found).toMatchObject({
      proxy: { state: 'skipped' },
      dns: { state: 'skipped' },
      tcp: { state: 'ok' },
      tls: { state: 'ok', message: expect.stringContaining('"Keyrack test authority"') },
    });
    expect(found.tls.message).toContain('This computer does not know that authority');
    expect(service.seen).toEqual([]);
  });

  it('tells each step once, as soon as it is known', async () => {
    const told: [string, unknown][] = [];
    const found = await prober.look(service.url, way({ ca: authority.cert }), signal, (step, looked) => {
      told.push([step, looked]);
    });
    expect(told).toEqual(Object.entries(found));
  });

  it('looks up a name', async () => {
    const found = await look(service.url.replace('127.0.0.1', 'localhost'), { ca: authority.cert });
    expect(found).toMatchObject({ dns: { state: 'ok' }, tls: { state: 'ok' } });
  });

  it.each([
    ['self-signed', issueCertificate(null), /self-signed/],
    [
      'of an unknown issuer',
      issueCertificate(corporate),
      /not one that this computer knows.*"Keyrack test company"/,
    ],
    ['expired', issueCertificate(authority, expiredLeaf()), /has expired/],
    ['not valid yet', issueCertificate(authority, futureLeaf()), /not valid yet/],
    ["another host's", issueCertificate(authority, otherHostLeaf()), /another host/],
  ])('says what is wrong with a certificate that is %s, and nothing is sent', async (_, bad, words) => {
    const impostor = await keep(startHostileService(bad));
    const { tcp, tls } = await look(impostor.url, { ca: authority.cert });
    expect(tcp.state).toBe('ok');
    expect(tls).toMatchObject({ state: 'problem', message: expect.stringMatching(words) });
    expect(impostor.seen).toEqual([]);
  });

  it('stops at a name that nobody knows', async () => {
    expect(await look('https://nobody.invalid')).toMatchObject({
      dns: { state: 'problem' },
      tcp: { state: 'skipped' },
      tls: { state: 'skipped' },
    });
  });

  it('stops at a port where nothing listens', async () => {
    await service.stop();
    expect(await look(service.url)).toMatchObject({
      tcp: { state: 'problem', message: expect.stringContaining('nothing listens') },
      tls: { state: 'skipped' },
    });
  });

  it('says that a service does not speak TLS', async () => {
    const plain = await keep(startHostileService());
    expect(await look(plain.url.replace('http:', 'https:'))).toMatchObject({ tls: { state: 'problem' } });
    expect(await look(plain.url)).toMatchObject({ tcp: { state: 'ok' }, tls: { state: 'skipped' } });
    expect(plain.seen).toEqual([]);
  });

  it('ends when the user gives up', async () => {
    const silent = createServer();
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const user = new AbortController();
    silent.on('connection', () => user.abort());
    const url = `https://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    await expect(prober.look(url, way(), user.signal)).rejects.toMatchObject({ code: 'cancelled' });
    silent.close();
  });
});

describe('a look through a proxy', () => {
  it('gives the proxy its own password and the service nothing', async () => {
    const proxy = await keep(startConnectProxy({ password: `ada:${PASSWORD}` }));
    const own = through(proxy.url, { user: 'ada', password: new Secret(PASSWORD) });
    const found = await look(service.url, { ...own, ca: authority.cert });
    expect(found).toMatchObject({ proxy: { state: 'ok' }, tcp: { state: 'ok' }, tls: { state: 'ok' } });
    expect(JSON.stringify(found)).not.toContain('CANARY');
    expect(service.seen).toEqual([]);
  });

  it('names the company that signs, with and without its authority', async () => {
    const proxy = await keep(startConnectProxy({ corporate, trusts: authority }));
    const own = through(proxy.url);
    for (const [ca, state] of [
      [corporate.cert, 'ok'],
      [authority.cert, 'problem'],
    ] as const) {
      const { tls } = await look(service.url, { ...own, ca });
      expect(tls).toMatchObject({ state, message: expect.stringContaining('"Keyrack test company"') });
    }
    expect(proxy.overheard()).toBe('');
  });

  it.each([
    [{ password: 'ada:x' }, /wants a user name and a password/],
    [{ refuses: 403 }, /refuses to connect to the service \(HTTP 403\)/],
  ])('says what the proxy says: %j', async (options, words) => {
    const proxy = await keep(startConnectProxy(options));
    expect(await look(service.url, through(proxy.url))).toMatchObject({
      proxy: { state: 'problem', message: expect.stringMatching(words) },
      tcp: { state: 'skipped' },
      tls: { state: 'skipped' },
    });
  });

  it('says that the proxy is not there', async () => {
    const gone = await startConnectProxy();
    await gone.stop();
    const { proxy } = await look(service.url, through(gone.url));
    expect(proxy).toMatchObject({ state: 'problem', message: expect.stringContaining('nothing listens') });
  });

  it('checks the certificate of a proxy that is spoken to over TLS', async () => {
    const secure = await keep(startConnectProxy({ certificate: issueCertificate(corporate) }));
    const own = through(secure.url);
    expect((await look(service.url, { ...own, ca: authority.cert })).proxy).toMatchObject({
      state: 'problem',
    });
    const both = `${authority.cert}\n${corporate.cert}`;
    expect((await look(service.url, { ...own, ca: both })).tls).toMatchObject({ state: 'ok' });
  });
});
