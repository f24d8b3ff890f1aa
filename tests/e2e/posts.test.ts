import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Sessions } from '../../electron/platform/transport-session.ts';
import { test as base, expect, type Keyrack } from './fixtures.ts';

type TransportModule = typeof import('../../electron/platform/transport-session.ts');

const SOURCE = join(import.meta.dirname, '..', '..', 'electron', 'platform', 'transport-session.ts');

/** A service that keeps connections alive, and closes one without a word where the path says `/cut`. */
interface Service {
  readonly url: string;
  /** `POST /cut 3 of 2`: the third request of the second connection. */
  readonly seen: string[];
}

const test = base.extend<{ service: Service }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures' names off this pattern.
  service: async ({}, use) => {
    const seen: string[] = [];
    const used = new WeakMap<object, number>();
    const server: Server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
      const times = (used.get(request.socket) ?? 0) + 1;
      used.set(request.socket, times);
      seen.push(`${request.method} ${request.url} ${times}`);
      request.resume();
      request.once('end', () => {
        if (request.url === '/cut') request.socket.destroy();
        else response.setHeader('content-type', 'application/json').end('{"ok":true}');
      });
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    await use({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen });
    server.closeAllConnections();
    server.close();
  },
});

/** Sends one after the other through the transport of one connection, in real Electron. @returns what came of each */
function send({ app }: Keyrack, service: Service, requests: readonly (readonly ['GET' | 'POST', string])[]) {
  return app.evaluate(
    async ({ session }, { source, url, all }) => {
      const { createRequire } = process.getBuiltinModule('node:module');
      const { createSessionTransports } = createRequire(source)(source) as TransportModule;
      const transport = createSessionTransports(session as Sessions)({
        connectionId: crypto.randomUUID(),
        proxy: null,
        ca: null,
      });
      const results: string[] = [];
      for (const [method, path] of all) {
        const body = method === 'POST' ? '{"name":"once"}' : null;
        const { signal } = new AbortController();
        const headers = { 'content-type': 'application/json' };
        try {
          const answer = await transport({ url: url + path, method, headers, body, signal });
          await new Response(answer.body).text();
          results.push(String(answer.status));
        } catch {
          results.push('failed');
        }
      }
      return results;
    },
    { source: SOURCE, url: service.url, all: requests },
  );
}

// A promise that was broken once is broken.
test.describe.configure({ retries: 0 });

test('a POST that the service cuts off reaches it once, whatever was sent before', async ({
  start,
  service,
}) => {
  const keyrack = await start();
  const posts = () => service.seen.filter((line) => line.startsWith('POST /cut'));
  for (const before of [
    [],
    [['GET', '/']],
    [['POST', '/']],
    [
      ['GET', '/'],
      ['POST', '/'],
      ['GET', '/'],
      ['POST', '/'],
    ],
    [['POST', '/cut']],
  ] as const) {
    service.seen.length = 0;
    const results = await send(keyrack, service, [...before, ['POST', '/cut']]);
    expect(results.at(-1)).toBe('failed');
    const wanted = before.filter(([method, path]) => `${method} ${path}` === 'POST /cut').length + 1;
    expect(posts(), JSON.stringify(before)).toEqual(Array(wanted).fill('POST /cut 1'));
  }
});

test('what is not a POST goes on using its connection', { tag: '@in-full' }, async ({ start, service }) => {
  const results = await send(await start(), service, [
    ['GET', '/'],
    ['GET', '/'],
    ['POST', '/'],
    ['GET', '/'],
  ]);
  expect(results).toEqual(['200', '200', '200', '200']);
  expect(service.seen).toEqual(['GET / 1', 'GET / 2', 'POST / 1', 'GET / 3']);
});
