import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Incoming } from './guards.ts';
import { type Reply, refuse } from './replies.ts';

const MAX_BODY = 65_536;
const HEADERS_MS = 10_000;
const REQUEST_MS = 15_000;
const GRACE_MS = 1_000;

export type Handler = (incoming: Incoming) => Reply;

export interface Listening {
  readonly port: number;
  /** Lets requests that are under way end first. */
  stop(): Promise<void>;
}

/** @returns null: it is larger than we read */
async function readBody(message: IncomingMessage): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of message as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > MAX_BODY) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function send(response: ServerResponse, { status, body, headers }: Reply): void {
  const text = body === null ? '' : JSON.stringify(body);
  response.writeHead(status, {
    ...(body === null
      ? {}
      : { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(text) }),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...headers,
  });
  response.end(text);
}

/** Headers as they came: `message.headers` would join or drop repeated ones. */
function allHeaders(raw: readonly string[]): Incoming['headers'] {
  const headers: Record<string, string[]> = Object.create(null);
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const name = (raw[at] ?? '').toLowerCase();
    headers[name] = [...(headers[name] ?? []), raw[at + 1] ?? ''];
  }
  return headers;
}

async function answer(message: IncomingMessage, response: ServerResponse, handler: Handler): Promise<void> {
  const body = await readBody(message);
  if (body === null) {
    send(response, refuse(413, 'body_too_large', 'A body may have 64 KiB.', { connection: 'close' }));
    return;
  }
  const { method = '', url = '', rawHeaders, socket } = message;
  const from = socket.remoteAddress ?? '';
  try {
    send(response, handler({ method, target: url, headers: allHeaders(rawHeaders), body, from }));
  } catch {
    // What SQLite says would name a path of this machine.
    send(response, refuse(500, 'internal', 'Playground failed.'));
  }
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const force = setTimeout(() => server.closeAllConnections(), GRACE_MS);
    server.close(() => {
      clearTimeout(force);
      resolve();
    });
    server.closeIdleConnections();
  });
}

/** Listens on loopback. @returns null: the port is taken */
export function listen(port: number, handler: Handler): Promise<Listening | null> {
  const server = createServer(
    { headersTimeout: HEADERS_MS, requestTimeout: REQUEST_MS },
    (message, response) => {
      // Rejects when the client leaves in the middle of its request: there is nobody left to answer.
      answer(message, response, handler).catch(() => response.destroy());
    },
  );
  return new Promise((resolve) => {
    server.once('error', () => resolve(null));
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => {
      resolve({ port, stop: () => close(server) });
    });
  });
}
