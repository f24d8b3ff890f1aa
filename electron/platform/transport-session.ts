import type { Session } from 'electron';
import type { HttpRequest, HttpResponse, Transport } from '#core/ports/http.ts';

type SessionFetch = Pick<Session, 'fetch' | 'closeAllConnections'>;
export interface Sessions {
  fromPartition(partition: string, options: { readonly cache: boolean }): SessionFetch;
}

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

/**
 * Chromium sends any request a second time by itself, a POST too, when the service closes a connection that was used
 * before: a key would be made twice. So each POST gets a session to itself, whose connections are forgotten first
 * (docs/http.md: seen in Electron 42).
 */
function createPosting(newSession: (place: number) => SessionFetch): Transport {
  const free: SessionFetch[] = [];
  let made = 0;
  const take = (): SessionFetch => {
    const known = free.pop();
    if (known !== undefined) return known;
    made += 1;
    return newSession(made);
  };
  return async (request) => {
    const session = take();
    try {
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

/**
 * Chromium's network, with the system's proxy and certificate store; in-memory sessions that belong to one connection,
 * so that no cookie, cache or socket of one is ever seen by another.
 */
export function createSessionTransports(sessions: Sessions): (connectionId: string) => Transport {
  const transports = new Map<string, Transport>();
  const open = (connectionId: string): Transport => {
    // Without "persist:" nothing of a partition reaches the disk.
    const reading = sessions.fromPartition(`connection-${connectionId}`, { cache: false });
    const post = createPosting((place) =>
      sessions.fromPartition(`connection-${connectionId}-post-${place}`, { cache: false }),
    );
    return (request) => (request.method === 'POST' ? post(request) : send(reading, request));
  };
  return (connectionId) => {
    const transport = transports.get(connectionId) ?? open(connectionId);
    transports.set(connectionId, transport);
    return transport;
  };
}
