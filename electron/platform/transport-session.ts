import type { Session } from 'electron';
import type { Transport } from '#core/ports/http.ts';

type SessionFetch = Pick<Session, 'fetch' | 'closeAllConnections'>;
export interface Sessions {
  fromPartition(partition: string, options: { readonly cache: boolean }): SessionFetch;
}

/**
 * Chromium's network, through one session: the system's proxy and the system's certificate store.
 * A POST goes over a fresh connection: on one that was used before, Chromium sends any request again by itself when
 * the service closes it, and a key would be made twice (tests/unit/providers/transport-session).
 */
export function createSessionTransport(session: SessionFetch): Transport {
  let posts: Promise<unknown> = Promise.resolve();

  const send: Transport = async ({ url, method, headers, body, signal }) => {
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
    return { status: response.status, headers: response.headers, body: response.body };
  };

  const sendFresh: Transport = async (request) => {
    await session.closeAllConnections();
    return send(request);
  };

  return (request) => {
    if (request.method !== 'POST') return send(request);
    // One after another: closing connections would cut off a POST that is still under way.
    const sending = posts.then(() => sendFresh(request));
    posts = sending.catch(() => undefined);
    return sending;
  };
}

/** One in-memory session a connection: no cookie, cache or socket of one is ever seen by another. */
export function createSessionTransports(sessions: Sessions): (connectionId: string) => Transport {
  const transports = new Map<string, Transport>();
  return (connectionId) => {
    const known = transports.get(connectionId);
    if (known !== undefined) return known;
    // Without "persist:" nothing of it reaches the disk.
    const transport = createSessionTransport(
      sessions.fromPartition(`connection-${connectionId}`, { cache: false }),
    );
    transports.set(connectionId, transport);
    return transport;
  };
}
