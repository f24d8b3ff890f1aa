import { describe, expect, it } from 'vitest';
import { createSessionTransports } from '../../../electron/platform/transport-session.ts';

interface Call {
  readonly partition: string;
  readonly what: string;
  readonly init?: RequestInit | undefined;
}

function fakeSessions() {
  const calls: Call[] = [];
  const opened: { readonly partition: string; readonly cache: boolean }[] = [];
  return {
    calls,
    opened,
    fromPartition: (partition: string, { cache }: { readonly cache: boolean }) => {
      opened.push({ partition, cache });
      return {
        closeAllConnections: async () => {
          calls.push({ partition, what: 'close' });
        },
        fetch: async (_: unknown, init?: RequestInit) => {
          calls.push({ partition, what: String(init?.method), init });
          return new Response('{}');
        },
      };
    },
  };
}

const request = (method: 'GET' | 'POST') => ({
  method,
  url: 'https://a.example/v1/keys',
  headers: { authorization: 'Bearer x' },
  body: method === 'GET' ? null : '{}',
  signal: new AbortController().signal,
});
const read = async (body: ReadableStream<Uint8Array> | null) => new Response(body).text();

describe("Chromium's network as a transport", () => {
  it('gives each connection a session in memory of its own', () => {
    const sessions = fakeSessions();
    const transport = createSessionTransports(sessions);
    expect(transport('a')).toBe(transport('a'));
    expect(transport('b')).not.toBe(transport('a'));
    expect(sessions.opened).toEqual([
      { partition: 'connection-a', cache: false },
      { partition: 'connection-b', cache: false },
    ]);
  });

  it('follows no redirect, sends no cookie, keeps no answer and reaches no scheme of ours', async () => {
    const sessions = fakeSessions();
    await createSessionTransports(sessions)('a')(request('GET'));
    expect(sessions.calls[0]?.init).toMatchObject({
      redirect: 'error',
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      bypassCustomProtocolHandlers: true,
    });
  });

  it('posts over a connection that was never used, which Chromium does not repeat by itself', async () => {
    const sessions = fakeSessions();
    const send = createSessionTransports(sessions)('a');
    for (let i = 0; i < 2; i += 1) {
      await send(request('GET'));
      await read((await send(request('POST'))).body);
    }
    expect(sessions.calls.map(({ partition, what }) => `${partition} ${what}`)).toEqual([
      'connection-a GET',
      'connection-a-post-1 close',
      'connection-a-post-1 POST',
      'connection-a GET',
      'connection-a-post-1 close',
      'connection-a-post-1 POST',
    ]);
  });

  it('does not close the connection of a post whose answer is still being read', async () => {
    const sessions = fakeSessions();
    const send = createSessionTransports(sessions)('a');
    await send(request('POST'));
    await send(request('POST'));
    expect(sessions.calls.map(({ partition }) => partition)).toEqual([
      'connection-a-post-1',
      'connection-a-post-1',
      'connection-a-post-2',
      'connection-a-post-2',
    ]);
  });
});
