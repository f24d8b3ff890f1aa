import type { SecureContext } from 'node:tls';
import type { buildConnector, Dispatcher, ProxyAgent } from 'undici';
import type { Transport, WayOut } from '#core/ports/http.ts';
import { type FindProxy, ownProxy, type ProxyRoute } from './transport-proxy.ts';

export interface UndiciTransport {
  readonly transport: Transport;
  /** Ends its connections, so that the process can end. */
  close(): Promise<void>;
}

interface Options {
  readonly proxy?: WayOut['proxy'];
  /** PEM certificates that count besides the well-known authorities. */
  readonly ca?: string | null;
  /** For a connection without a proxy of its own. */
  readonly findProxy?: FindProxy;
  /** The authorities that this computer knows count as well, as they do for the rest of the app. */
  readonly isSystemTrusted?: boolean;
}

type Trust = { readonly secureContext?: SecureContext };

// Loading undici takes longer than most commands run; those that send nothing never pay for it. Nor do they load tls,
// which starts a thread that reads certificates: Electron as Node aborts where it ends before that thread (its #52860).
const load = () => import('undici');

const CONNECT_MS = 10_000;
const direct: FindProxy = async () => null;

async function trusting(ca: string | null, isSystemTrusted: boolean): Promise<Trust> {
  if (ca === null && !isSystemTrusted) return {};
  const { createSecureContext, getCACertificates, rootCertificates } = await import('node:tls');
  const system = isSystemTrusted ? getCACertificates('system') : [];
  const all = [...rootCertificates, ...system, ...(ca === null ? [] : [ca])];
  // Parsed here, and not for each connection.
  return { secureContext: createSecureContext({ ca: all }) };
}

/** What failed was the way to the proxy, not the way to the service: their own codes are the same. */
function ofProxy(error: Error): Error {
  const isUntrusted = 'code' in error && /CERT|SIGNATURE/.test(String(error.code));
  const code = isUntrusted ? 'ERR_PROXY_CERTIFICATE_INVALID' : 'ERR_WAY_TO_PROXY';
  return Object.assign(new Error('proxy', { cause: error }), { code });
}

const telling =
  (connect: buildConnector.connector): buildConnector.connector =>
  (options, callback) =>
    connect(options, (error, socket) => {
      if (error === null) callback(null, socket);
      else callback(ofProxy(error), null);
    });

async function openProxy({ url, token }: ProxyRoute, trust: Trust): Promise<ProxyAgent> {
  const { ProxyAgent: Agent, Pool, buildConnector: build } = await load();
  const tls = { ...trust, timeout: CONNECT_MS, allowH2: false };
  return new Agent({
    uri: url,
    ...(token === null ? {} : { token }),
    requestTls: tls,
    allowH2: false,
    // A proxy is spoken to in clear where its address says http; the service behind it never is.
    clientFactory: (origin) => new Pool(origin, { connect: telling(build(tls)) }),
  });
}

async function openDirect(trust: Trust): Promise<Dispatcher> {
  const { Agent } = await load();
  // HTTP/2 would send a request again by itself where the service closes the connection in an orderly way.
  return new Agent({ allowH2: false, connect: { timeout: CONNECT_MS, allowH2: false, ...trust } });
}

/**
 * fetch itself sends a request again, a POST too, when the answer is HTTP 421 (its standard says so): not through this
 * (tests/contract/http/once: "reaches the service once").
 */
function onlyOnce(dispatcher: Dispatcher): Dispatcher {
  let isSent = false;
  return dispatcher.compose((dispatch) => (options, handler) => {
    if (isSent) throw new Error('sent already');
    isSent = true;
    return dispatch(options, handler);
  });
}

/** Opens each way when it is first used, and keeps it. */
function createRoutes(trusted: () => Promise<Trust>) {
  const open = new Map<string, Promise<Dispatcher>>();
  let once: Promise<Trust> | null = null;
  const make = async (route: ProxyRoute | null): Promise<Dispatcher> => {
    once ??= trusted();
    const trust = await once;
    return route === null ? openDirect(trust) : openProxy(route, trust);
  };
  return {
    to: (route: ProxyRoute | null): Promise<Dispatcher> => {
      const key = JSON.stringify(route);
      const known = open.get(key) ?? make(route);
      open.set(key, known);
      return known;
    },
    close: async () => {
      const dispatchers = await Promise.all(open.values());
      open.clear();
      await Promise.all(dispatchers.map((dispatcher) => dispatcher.destroy()));
    },
  };
}

/** For the command, and for what Electron cannot give to a session: a CA of its own, a proxy's password. */
export function createUndiciTransport({
  proxy = null,
  ca = null,
  findProxy = direct,
  isSystemTrusted = false,
}: Options = {}): UndiciTransport {
  const routes = createRoutes(() => trusting(ca, isSystemTrusted));
  const find = proxy === null ? findProxy : ownProxy(proxy);
  return {
    transport: async ({ url, method, headers, body, signal }) => {
      const { fetch } = await load();
      const target = new URL(url);
      // SECURITY: plain http is for this machine alone; a proxy elsewhere would read it
      // (tests/contract/http/proxy: "sends plain http to no proxy").
      const route = target.protocol === 'http:' ? Promise.resolve(null) : find(target);
      const dispatcher = await routes.to(await route);
      const response = await fetch(url, {
        method,
        headers,
        body,
        signal,
        redirect: 'error',
        credentials: 'omit',
        cache: 'no-store',
        referrerPolicy: 'no-referrer',
        dispatcher: onlyOnce(dispatcher),
      });
      // undici's types leave open what a body consists of.
      const bytes = response.body as ReadableStream<Uint8Array> | null;
      return { status: response.status, headers: new Headers([...response.headers]), body: bytes };
    },
    close: routes.close,
  };
}
