import type { ProxyConfig, Session } from 'electron';
import type { HttpRequest, HttpResponse, Transport, WayOut } from '#core/ports/http.ts';
import { chromiumBypass } from './transport-bypass.ts';
import { chromiumProxy } from './transport-proxy.ts';
import { createUndiciWays, type UndiciWays } from './transport-ways.ts';

type SessionFetch = Pick<
  Session,
  'fetch' | 'closeAllConnections' | 'setProxy' | 'resolveProxy' | 'setSpellCheckerLanguages'
>;
export interface Sessions {
  fromPartition(partition: string, options: { readonly cache: boolean }): SessionFetch;
}

const PROXY_WANTS_PASSWORD = 407;

async function send(session: SessionFetch, request: HttpRequest): Promise<HttpResponse> {
  const { url, method, headers, body, signal } = request;
  const response = await session.fetch(url, {
    method,
    headers: { ...headers },
    body,
    signal,
    redirect: 'error',
    credentials: 'omit',
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
    bypassCustomProtocolHandlers: true,
  });
  // A proxy's own answer, which Chromium hands on as if the service had given it; nothing was sent to the service.
  if (response.status === PROXY_WANTS_PASSWORD) throw new Error('net::ERR_PROXY_AUTH_REQUESTED');
  return { status: response.status, headers: response.headers, body: response.body };
}

/** @returns the answer, and when its body was read to the end or thrown away */
function watchEnd(response: HttpResponse): {
  readonly response: HttpResponse;
  readonly ended: Promise<void>;
} {
  if (response.body === null) return { response, ended: Promise.resolve() };
  const through = new TransformStream<Uint8Array, Uint8Array>();
  // Its failure is the reader's to handle; here it only means that the connection is free.
  const ended = response.body.pipeTo(through.writable).catch(() => undefined);
  return { response: { ...response, body: through.readable }, ended };
}

type Send = (request: HttpRequest, config: ProxyConfig) => Promise<HttpResponse>;

/**
 * Chromium sends any request a second time by itself, a POST too, when the service closes a connection that was used
 * before: a key would be made twice. So each POST gets a session to itself, whose connections are forgotten first
 * (docs/http.md: seen in Electron 42).
 */
function createPosting(newSession: (place: number) => SessionFetch): Send {
  const free: SessionFetch[] = [];
  let made = 0;
  const take = (): SessionFetch => {
    const known = free.pop();
    if (known !== undefined) return known;
    made += 1;
    return newSession(made);
  };
  return async (request, config) => {
    const session = take();
    try {
      await session.setProxy(config);
      await session.closeAllConnections();
      const { response, ended } = watchEnd(await send(session, request));
      void ended.then(() => free.push(session));
      return response;
    } catch (error) {
      free.push(session);
      throw error;
    }
  };
}

/** One session for all but POST; a connection that was opened through another proxy is not used again. */
function createReading(session: SessionFetch): Send {
  let current: string | null = null;
  let ready: Promise<void> = Promise.resolve();
  return async (request, config) => {
    const wanted = JSON.stringify(config);
    if (wanted !== current) {
      current = wanted;
      ready = session.setProxy(config).then(() => session.closeAllConnections());
    }
    await ready;
    return send(session, request);
  };
}

/** The proxy is for https alone: plain http goes to this machine, and a proxy elsewhere would read it. */
function proxyConfig(proxy: WayOut['proxy']): ProxyConfig {
  if (proxy === null) return { mode: 'system' };
  const proxyBypassRules = chromiumBypass(proxy.bypass);
  return { mode: 'fixed_servers', proxyRules: `https=${proxy.url.replace(/\/+$/, '')}`, proxyBypassRules };
}

interface ConnectionSessions {
  readonly send: Send;
  /** By the system's settings; for what does not go through Chromium. */
  readonly undici: UndiciWays;
}

function openConnection(sessions: Sessions, connectionId: string): ConnectionSessions {
  const open = (name: string): SessionFetch => {
    // Without "persist:" nothing of a partition reaches the disk.
    const session = sessions.fromPartition(`connection-${connectionId}${name}`, { cache: false });
    // Chromium would fetch a dictionary from its maker, through the proxy of this connection.
    session.setSpellCheckerLanguages([]);
    return session;
  };
  const asking = open('');
  const reading = createReading(asking);
  const post = createPosting((place) => open(`-post-${place}`));
  const findProxy = chromiumProxy((url) => asking.resolveProxy(url));
  return {
    send: (request, config) => (request.method === 'POST' ? post : reading)(request, config),
    undici: createUndiciWays({ findProxy, isSystemTrusted: true }),
  };
}

// Electron can neither add an authority to a session nor be given a proxy's password by session.fetch (docs/http.md).
const needsUndici = ({ ca, proxy }: WayOut): boolean =>
  ca !== null || (proxy !== null && (proxy.user !== null || proxy.password !== null));

/**
 * Chromium's network, with the system's proxy and certificate store; in-memory sessions that belong to one connection,
 * so that no cookie, cache or socket of one is ever seen by another. undici where a session will not do.
 */
export function createSessionTransports(sessions: Sessions): (way: WayOut) => Transport {
  const open = new Map<string, ConnectionSessions>();
  return (way) => {
    const connection = open.get(way.connectionId) ?? openConnection(sessions, way.connectionId);
    open.set(way.connectionId, connection);
    if (needsUndici(way)) return connection.undici.transport(way);
    const config = proxyConfig(way.proxy);
    return (request) => connection.send(request, config);
  };
}
