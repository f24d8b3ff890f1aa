import { join } from 'node:path';
import type { WayOut } from '#core/ports/http.ts';
import { createAuthority, issueCertificate } from '#tests/counterparts/certificates.ts';
import { type ConnectProxy, startConnectProxy } from '#tests/counterparts/connect-proxy.ts';
import {
  answer,
  type HostileService,
  redirect,
  startHostileService,
} from '#tests/counterparts/hostile-service.ts';
import type { Sessions } from '../../electron/platform/transport-session.ts';
import { test as base, expect, type Keyrack } from './fixtures.ts';
import { type Keeping, keeping } from './keeping.ts';

// How the app reaches a service, in real Electron: Chromium's network, and undici where a connection has its own CA.

type TransportModule = typeof import('../../electron/platform/transport-session.ts');

const SOURCE = join(import.meta.dirname, '..', '..', 'electron', 'platform', 'transport-session.ts');
const service = createAuthority('Keyrack test service authority');
const corporate = createAuthority('Keyrack test company');

const test = base.extend<Keeping>(keeping);

type Own = { readonly proxy?: string; readonly ca?: string };

/** GET and POST over one connection. @returns the statuses, or what the platform says went wrong */
function ask({ app }: Keyrack, url: string, { proxy, ca }: Own = {}): Promise<string[]> {
  const way: WayOut = {
    connectionId: crypto.randomUUID(),
    proxy: proxy === undefined ? null : { url: proxy, user: null, password: null, bypass: '' },
    ca: ca ?? null,
  };
  return app.evaluate(
    async ({ session }, { source, address, wanted }) => {
      const { createRequire } = process.getBuiltinModule('node:module');
      const { createSessionTransports } = createRequire(source)(source) as TransportModule;
      const transport = createSessionTransports(session as Sessions)(wanted);
      const results: string[] = [];
      for (const method of ['GET', 'POST'] as const) {
        const body = method === 'POST' ? '{"name":"CANARY"}' : null;
        const headers = { authorization: 'Bearer CANARY', 'x-api-key': 'CANARY' };
        const { signal } = new AbortController();
        try {
          const { status, body: came } = await transport({ url: address, method, headers, body, signal });
          await new Response(came).text();
          results.push(String(status));
        } catch (error) {
          const { message, cause } = error as Error;
          results.push(`${message} ${String((cause as { code?: string } | undefined)?.code ?? '')}`.trim());
        }
      }
      return results;
    },
    { source: SOURCE, address: `${url}/v1/keys`, wanted: way },
  );
}

const ok = answer({ status: 200, body: { keys: [] } });
async function secure(): Promise<HostileService> {
  const started = await startHostileService(issueCertificate(service));
  started.behave(ok);
  return started;
}

// A promise that was broken once is broken.
test.describe.configure({ retries: 0 });

test('a redirect takes neither a credential nor a body to another place', async ({ start, keep }) => {
  const keyrack = await start();
  const [here, there] = [await keep(startHostileService()), await keep(startHostileService())];
  there.behave(ok);
  for (const status of [301, 302, 303, 307, 308]) {
    for (const target of [there.url, there.url.replace('127.0.0.1', 'localhost')]) {
      here.behave(redirect(status, `${target}/v1/keys`));
      for (const result of await ask(keyrack, here.url)) expect(result).toContain('redirect');
    }
  }
  expect(here.seen).toHaveLength(20);
  expect(there.seen).toEqual([]);
});

test('a proxy of a company that opens TLS is used with its authority, and refused without', async ({
  start,
  keep,
}) => {
  const keyrack = await start();
  const behind = await keep(secure());
  const company: ConnectProxy = await keep(startConnectProxy({ corporate, trusts: service }));
  const proxy = company.url;
  expect(await ask(keyrack, behind.url, { proxy, ca: corporate.cert })).toEqual(['200', '200']);
  expect(company.seen).toContain(`CONNECT ${new URL(behind.url).host}`);
  expect(behind.seen.map(({ method }) => method)).toEqual(['GET', 'POST']);
  const overheard = company.overheard();
  for (const result of await ask(keyrack, behind.url, { proxy, ca: service.cert })) {
    expect(result).toMatch(/SELF_SIGNED|UNABLE_TO/);
  }
  for (const result of await ask(keyrack, behind.url, { proxy })) {
    expect(result).toContain('ERR_CERT_AUTHORITY_INVALID');
  }
  expect(company.overheard()).toBe(overheard);
  expect(behind.seen).toHaveLength(2);
});

test('Chromium tells apart what a proxy does, and goes through it for https alone', {
  tag: '@in-full',
}, async ({ start, keep }) => {
  const keyrack = await start();
  const behind = await keep(secure());
  const [guarded, closed] = [
    await keep(startConnectProxy({ password: 'ada:x' })),
    await keep(startConnectProxy({ refuses: 403 })),
  ];
  const gone = await startConnectProxy();
  await gone.stop();
  for (const [proxy, words] of [
    [guarded.url, 'ERR_PROXY_AUTH_REQUESTED'],
    [closed.url, 'ERR_TUNNEL_CONNECTION_FAILED'],
    [gone.url, 'ERR_PROXY_CONNECTION_FAILED'],
  ] as const) {
    for (const result of await ask(keyrack, behind.url, { proxy })) expect(result).toContain(words);
  }
  expect(behind.seen).toEqual([]);
  const local = await keep(startHostileService());
  local.behave(ok);
  const asked = closed.seen.length;
  expect(await ask(keyrack, local.url, { proxy: closed.url })).toEqual(['200', '200']);
  expect(closed.seen).toHaveLength(asked);
});

test('a session of a connection asks for nothing by itself', { tag: '@in-full' }, async ({ start, keep }) => {
  const keyrack = await start();
  const behind = await keep(secure());
  const watching = await keep(startConnectProxy({ refuses: 403 }));
  await ask(keyrack, behind.url, { proxy: watching.url });
  const hosts = new Set(watching.seen.map((line) => line.replace('CONNECT ', '')));
  expect([...hosts]).toEqual([new URL(behind.url).host]);
});
