import {
  createServer as createPlain,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from 'node:http';
import { createServer as createTls } from 'node:https';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { Certificate } from './certificates.ts';

/** A request as the service saw it. */
export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface Reply {
  readonly status: number;
  readonly body: unknown;
}

/** What the service does with every request. */
export type Behaviour = (seen: Seen, response: ServerResponse) => void;

export interface HostileService {
  readonly url: string;
  readonly seen: Seen[];
  behave(behaviour: Behaviour): void;
  stop(): Promise<void>;
}

const MB = 1_000_000;
const JSON_HEADERS = { 'content-type': 'application/json' };

async function readAll(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of message as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

/** @param certificate absent: plain http */
export async function startHostileService(certificate?: Certificate): Promise<HostileService> {
  const seen: Seen[] = [];
  let current: Behaviour = answer({ status: 500, body: null });
  const listener: RequestListener = (message, response) => {
    response.on('error', () => undefined);
    readAll(message).then(
      (body) => {
        const { method = '', url = '', headers } = message;
        const request = { method, path: url, headers, body };
        seen.push(request);
        current(request, response);
      },
      () => response.destroy(),
    );
  };
  const server = certificate === undefined ? createPlain(listener) : createTls({ ...certificate }, listener);
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `${certificate === undefined ? 'http' : 'https'}://127.0.0.1:${port}`,
    seen,
    behave: (behaviour) => {
      current = behaviour;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export function answer({ status, body }: Reply, headers: Record<string, string> = {}): Behaviour {
  return (_, response) => {
    response.writeHead(status, { ...(body === null ? {} : JSON_HEADERS), ...headers });
    response.end(body === null ? '' : JSON.stringify(body));
  };
}

const raw = (type: string, text: string | Buffer, headers: Record<string, string> = {}): Behaviour => {
  return (_, response) => {
    response.writeHead(200, { 'content-type': type, ...headers });
    response.end(text);
  };
};

const deep = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;

/** An answer that begins well and then breaks off: after so many bytes of the body. */
export function cutAfter(bytes: number, { status, body }: Reply): Behaviour {
  return (_, response) => {
    const text = JSON.stringify(body);
    response.writeHead(status, { ...JSON_HEADERS, 'content-length': Buffer.byteLength(text) });
    response.write(text.slice(0, bytes), () => response.destroy());
    if (bytes === 0) response.flushHeaders();
  };
}

/** Services as they really go wrong, by name. */
export const TROUBLES = {
  'no answer': () => undefined,
  'headers, then silence': (_, response) => {
    response.writeHead(200, JSON_HEADERS);
    response.write('{"keys":');
  },
  'cut in the middle of JSON': cutAfter(9, { status: 200, body: { keys: [], more: 'text' } }),
  'cut, of no declared length': (_, response) => {
    response.writeHead(200, JSON_HEADERS);
    response.write('{"keys":[', () => response.destroy());
  },
  'half of the JSON, and a proper end': raw('application/json', '{"keys":['),
  'closed without a word': (_, response) => {
    response.destroy();
  },
  'not HTTP': (_, response) => {
    response.socket?.end('SSH-2.0-OpenSSH_9.2\r\n');
  },
  'a gzip bomb': (seen, response) => {
    const bomb = gzipSync(Buffer.alloc(20 * MB, ' '));
    raw('application/json', bomb, { 'content-encoding': 'gzip' })(seen, response);
  },
  'damaged gzip': raw('application/json', Buffer.from('not gzip at all'), { 'content-encoding': 'gzip' }),
  '100 MB': (seen, response) => raw('application/json', Buffer.alloc(100 * MB, ' '))(seen, response),
  'a body without end': (_, response) => {
    response.writeHead(200, JSON_HEADERS);
    const more = () => {
      while (!response.destroyed && response.write(' '.repeat(65_536)));
    };
    response.on('drain', more);
    more();
  },
  'JSON of 100,000 levels': raw('application/json', deep(100_000)),
  'JSON of 65 levels': raw('application/json', deep(65)),
  'not JSON': raw('application/json', 'hello'),
  'an empty body': raw('application/json', ''),
  'not UTF-8': raw('application/json', Buffer.from([0x22, 0xff, 0xfe, 0x22])),
  'a web page': raw('text/html', '<!doctype html><title>Sign in</title>'),
  'JSON that calls itself text': raw('text/plain', '{"keys":[]}'),
  'JSON of another shape': raw('application/json', '{"items":[{}]}'),
} as const satisfies Record<string, Behaviour>;
export type TroubleName = keyof typeof TROUBLES;

export function redirect(status: number, to: string): Behaviour {
  return (_, response) => {
    response.writeHead(status, { location: to });
    response.end();
  };
}
