import { describe, expect, it } from 'vitest';
import type { WayOut } from '#core/ports/http.ts';
import { createSessionTransports } from '../../../electron/platform/transport-session.ts';

interface Call {
  readonly partition: string;
  readonly what: string;
  readonly given?: unknown;
}

function fakeSessions(status = 200) {
  const calls: Call[] = [];
  const opened: { readonly partition: string; readonly cache: boolean }[] = [];
  const fromPartition = (partition: string, { cache }: { readonly cache: boolean }) => {
    opened.push({ partition, cache });
    const note = (what: string) => async (given?: unknown) => {
      calls.push({ partition, what, given });
    };
    return {
      closeAllConnections: note('close'),
      setProxy: note('proxy'),
      setSpellCheckerLanguages: (given: string[]) => void note('languages')(given),
      resolveProxy: async () => 'DIRECT',
      fetch: async (_: unknown, init?: RequestInit) => {
        await note(String(init?.method))(init);
        return new Response('{}', { status });
      },
    };
  };
  return { calls, opened, fromPartition };
}

const request = (method: 'GET' | 'POST') => ({
  method,
  url: 'https://a.example/v1/keys',
  headers: { authorization: 'Bearer x' },
  body: method === 'GET' ? null : '{}',
  signal: new AbortController().signal,
});
const read = async (body: ReadableStream<Uint8Array> | null) => new Response(body).text();
const way = (connectionId: string, more: Partial<WayOut> = {}): WayOut => ({
  connectionId,
  proxy: null,
  ca: null,
  ...more,
});
const proxy = (url: string, bypass = '') => ({ url, user: null, password: null, bypass });
const lines = (calls: readonly Call[]) =>
  calls.filter(({ what }) => what !== 'languages').map(({ partition, what }) => `${partition} ${what}`);

describe("Chromium's network as a transport", () => {
  it('gives each connection a session in memory of its own, which asks for no dictionary', async () => {
    const sessions = fakeSessions();
    const transport = createSessionTransports(sessions);
    for (const id of ['a', 'a', 'b']) await transport(way(id))(request('GET'));
    expect(sessions.opened).toEqual([
      { partition: 'connection-a', cache: false },
      { partition: 'connection-b', cache: false },
    ]);
    expect(sessions.calls.filter(({ what }) => what === 'languages').map(({ given }) => given)).toEqual([
      [],
      [],
    ]);
  });

  it('follows no redirect, sends no cookie, keeps no answer and reaches no scheme of ours', async () => {
    const sessions = fakeSessions();
    await createSessionTransports(sessions)(way('a'))(request('GET'));
    expect(sessions.calls.at(-1)?.given).toMatchObject({
      redirect: 'error',
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      bypassCustomProtocolHandlers: true,
    });
  });

  it('posts over a connection that was never used, which Chromium does not repeat by itself', async () => {
    const sessions = fakeSessions();
    const send = createSessionTransports(sessions)(way('a'));
    for (let i = 0; i < 2; i += 1) {
      await send(request('GET'));
      await read((await send(request('POST'))).body);
    }
    expect(lines(sessions.calls)).toEqual([
      'connection-a proxy',
      'connection-a close',
      'connection-a GET',
      'connection-a-post-1 proxy',
      'connection-a-post-1 close',
      'connection-a-post-1 POST',
      'connection-a GET',
      'connection-a-post-1 proxy',
      'connection-a-post-1 close',
      'connection-a-post-1 POST',
    ]);
  });

  it('does not close the connection of a post whose answer is still being read', async () => {
    const sessions = fakeSessions();
    const send = createSessionTransports(sessions)(way('a'));
    await send(request('POST'));
    await send(request('POST'));
    const closed = sessions.calls.filter(({ what }) => what === 'close').map(({ partition }) => partition);
    expect(closed).toEqual(['connection-a-post-1', 'connection-a-post-2']);
  });

  it('sets the proxy on every session of a connection, again when it changes, and for https alone', async () => {
    const sessions = fakeSessions();
    const transport = createSessionTransports(sessions);
    const first = way('a', { proxy: proxy('http://one.example:8080/', 'localhost,.corp.example') });
    const second = way('a', { proxy: proxy('https://two.example') });
    for (const one of [first, first, second, way('a')]) {
      await transport(one)(request('GET'));
      await read((await transport(one)(request('POST'))).body);
    }
    const set = (partition: string) =>
      sessions.calls
        .filter((call) => call.partition === partition && call.what === 'proxy')
        .map(({ given }) => given);
    const one = {
      mode: 'fixed_servers',
      proxyRules: 'https=http://one.example:8080',
      proxyBypassRules: '<-loopback>;localhost;*.localhost;corp.example;*.corp.example',
    };
    const two = {
      mode: 'fixed_servers',
      proxyRules: 'https=https://two.example',
      proxyBypassRules: '<-loopback>',
    };
    expect(set('connection-a')).toEqual([one, two, { mode: 'system' }]);
    expect(set('connection-a-post-1')).toEqual([one, one, two, { mode: 'system' }]);
  });

  it("does not take a proxy's own answer for the service's", async () => {
    const send = createSessionTransports(fakeSessions(407))(way('a'));
    await expect(send(request('POST'))).rejects.toThrow('ERR_PROXY_AUTH_REQUESTED');
  });
});
