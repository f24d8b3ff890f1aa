import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer as createTls } from 'node:tls';
import {
  type Authority,
  type Certificate,
  createAuthority,
  expiredLeaf,
  futureLeaf,
  issueCertificate,
  otherHostLeaf,
} from '../certificates.ts';
import type { Reply, ServiceDescription } from './description.ts';
import { createHandler, type HandlerOptions } from './handler.ts';
import { createKeyTable, type KeyTable } from './keys.ts';
import { answerBadly, createOrders, isCarriedOut, type Misbehaviour, type Order } from './misbehaviour.ts';
import { createWire, type Wire } from './wire.ts';

/** What a counterpart shows instead of its good certificate. */
export const DRESSES = [
  'good',
  'self-signed',
  'unknown authority',
  'expired',
  'not yet valid',
  'other host',
] as const;
export type Dress = (typeof DRESSES)[number];

/** A request as it arrived, carried out or not. */
interface Seen {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** The id of the key that asked; null: nobody who may. */
  readonly keyId: string | null;
  /** What was answered, or would have been; null: misbehaved before that was known. */
  readonly status: number | null;
  /** Bytes on the line, head and body; the answer's grow until it is over. */
  readonly counted: { readonly request: number; readonly answer: number };
}

export interface Counterpart {
  readonly id: string;
  /** https, on 127.0.0.1 */
  readonly url: string;
  /** PEM of the authority that signed its certificate. */
  readonly ca: string;
  /** What manages its keys. */
  readonly credential: string;
  /** Newest last. May be emptied. */
  readonly seen: Seen[];
  /** Its database: what a person does at the console is done here. */
  readonly keys: KeyTable;
  misbehave(order: Order | null): void;
  wear(dress: Dress): void;
  stop(): Promise<void>;
}

function dressOf(dress: Dress, authority: Authority): Certificate {
  const dresses: Record<Dress, () => Certificate> = {
    good: () => issueCertificate(authority),
    'self-signed': () => issueCertificate(null),
    'unknown authority': () => issueCertificate(createAuthority('Stranger')),
    expired: () => issueCertificate(authority, expiredLeaf()),
    'not yet valid': () => issueCertificate(authority, futureLeaf()),
    'other host': () => issueCertificate(authority, otherHostLeaf()),
  };
  return dresses[dress]();
}

function send(response: ServerResponse, { status, body, headers = {} }: Reply): void {
  const text = body === undefined ? '' : JSON.stringify(body);
  const about = {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
  };
  response.writeHead(status, { ...(body === undefined ? {} : about), ...headers });
  response.end(text);
}

function answerAs(what: Misbehaviour | null, response: ServerResponse, wire: Wire, reply: Reply): void {
  if (what?.does === 'silence') return;
  if (what?.does === 'cut answer') wire.cutAnswerAfter(what.bytes);
  if (what === null || what.does === 'cut answer') send(response, reply);
  else if (what.does === 'delay') setTimeout(() => send(response, reply), what.ms);
  else answerBadly(response, what);
}

async function readAll(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of message as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

/** Starts a service that is strict, has a memory, and goes wrong when it is told to. */
export async function startCounterpart(
  service: ServiceDescription,
  options: HandlerOptions = {},
): Promise<Counterpart> {
  const authority = createAuthority(`Authority of the ${service.id} counterpart`);
  const keys = createKeyTable(service.newSecret, options.now ?? Date.now);
  const handle = createHandler(service, options, keys);
  const orders = createOrders();
  const planned = new WeakMap<object, Misbehaviour>();
  const seen: Seen[] = [];
  let port = 0;

  const http = createServer((message, response) => {
    // One request a connection: so its bytes are counted from the first one.
    response.shouldKeepAlive = false;
    response.on('error', () => undefined);
    const wire = message.socket as unknown as Wire;
    const what = planned.get(wire) ?? null;
    const { method = '', url = '', headers } = message;
    readAll(message).then(
      (body) => {
        const isDone = what === null || isCarriedOut(what);
        const { reply, caller } = isDone
          ? handle(message, body, port)
          : { reply: { status: 0 }, caller: null };
        const status = isDone ? reply.status : null;
        seen.push({
          method,
          path: url,
          headers,
          body,
          keyId: caller?.id ?? null,
          status,
          counted: wire.counted,
        });
        answerAs(what, response, wire, reply);
      },
      () => response.destroy(),
    );
  });
  const tls = createTls({ ...dressOf('good', authority), ALPNProtocols: ['http/1.1'] }, (socket) => {
    const wire = createWire(socket, (method, path) => {
      const what = orders.take(method, new URL(path, 'https://counterpart').pathname);
      if (what !== null) planned.set(wire, what);
      return what?.does === 'cut request' ? what.bytes : null;
    });
    open.add(wire);
    wire.on('close', () => open.delete(wire));
    http.emit('connection', wire);
  });
  const open = new Set<Wire>();
  tls.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => tls.listen(0, '127.0.0.1', resolve));
  port = (tls.address() as AddressInfo).port;
  return {
    id: service.id,
    url: `https://127.0.0.1:${port}`,
    ca: authority.cert,
    credential: keys.add(service.manager).secret,
    seen,
    keys,
    misbehave: orders.give,
    wear: (dress) => tls.setSecureContext(dressOf(dress, authority)),
    stop: () =>
      new Promise((resolve) => {
        tls.close(() => resolve());
        for (const wire of open) wire.destroy();
      }),
  };
}
