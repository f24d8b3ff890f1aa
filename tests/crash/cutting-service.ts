import { randomInt, randomUUID } from 'node:crypto';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { createAuthority, issueCertificate } from '#tests/counterparts/certificates.ts';

/** Where the line breaks while a key is made, in the order of request and answer. */
export const CUTS = [
  'before connecting',
  'after connecting',
  'in the headers of the request',
  'in the body of the request',
  'before the answer',
  'in the headers of the answer',
  'in the body of the answer',
  'after the answer',
] as const;
type Cut = (typeof CUTS)[number];

interface Listed {
  readonly id: string;
  readonly name: string;
}

export interface CuttingService {
  readonly url: string;
  /** PEM of its authority. */
  readonly ca: string;
  /** The keys that it has: every one that it ever made. */
  readonly keys: readonly Listed[];
  /** The next create is cut there, once. @param onCut called at that moment */
  arm(cut: Cut, onCut?: () => void): void;
  /** Whether what was armed has happened. */
  hasCut(): boolean;
  stop(): Promise<void>;
}

const HEAD_END = '\r\n\r\n';

function answerOf(status: number, body: unknown): { readonly head: string; readonly body: string } {
  const text = JSON.stringify(body);
  const head = [
    `HTTP/1.1 ${status} OK`,
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(text)}`,
    'connection: close',
  ].join('\r\n');
  return { head: head + HEAD_END, body: text };
}

/** @returns null while it has not come whole */
function bodyOf(request: string): string | null {
  const end = request.indexOf(HEAD_END);
  if (end === -1) return null;
  const length = Number(/^content-length: (\d+)$/im.exec(request.slice(0, end))?.[1] ?? 0);
  const body = request.slice(end + HEAD_END.length);
  return Buffer.byteLength(body) < length ? null : body;
}

/** All but the end of a text: at least one byte of it is missing. */
const part = (text: string) => text.slice(0, randomInt(1, text.length));

/** Keys in the form of Playground's API, over TLS on loopback, each request on a connection of its own. */
export async function startCuttingService(): Promise<CuttingService> {
  const authority = createAuthority('Keyrack cutting authority');
  const certificate = issueCertificate(authority);
  const keys: (Listed & Record<string, unknown>)[] = [];
  const sockets = new Set<Socket>();
  let armed: { readonly cut: Cut; readonly onCut: () => void } | null = null;
  /** A create is the connection after a list: which request a connection will carry cannot be known before. */
  let listed = false;

  const make = (body: string) => {
    const { name, description, scopes, test_mode, expires_at } = JSON.parse(body);
    const id = randomUUID();
    const key = {
      id,
      name,
      description,
      scopes,
      test_mode,
      expires_at,
      status: 'active',
      prefix: 'pg_live_made',
      created_at: new Date().toISOString(),
      last_used_at: null,
      allowed_ips: [],
      rate_limit: null,
    };
    keys.push(key);
    return answerOf(201, { key, secret: `pg_live_made${id.replaceAll('-', '')}` });
  };
  /** @returns whether the line breaks here */
  const cutsAt = (socket: Socket, ...cuts: readonly Cut[]): boolean => {
    if (armed === null || !cuts.includes(armed.cut)) return false;
    const { onCut } = armed;
    armed = null;
    onCut();
    socket.destroy();
    return true;
  };
  const create = (tls: TLSSocket, socket: Socket, body: string) => {
    const answer = make(body);
    if (cutsAt(socket, 'before the answer')) return;
    const cut = armed?.cut;
    const sent = {
      'in the headers of the answer': () => part(answer.head),
      'in the body of the answer': () => answer.head + part(answer.body),
      'after the answer': () => answer.head + answer.body,
    };
    if (cut === undefined || !(cut in sent)) {
      tls.end(answer.head + answer.body);
      return;
    }
    const text = sent[cut as keyof typeof sent]();
    tls.write(text, () => setImmediate(() => cutsAt(socket, cut)));
  };
  /** @returns whether there is nothing more to do with what has come so far */
  const readCreate = (tls: TLSSocket, socket: Socket, request: string): boolean => {
    if (cutsAt(socket, 'in the headers of the request')) return true;
    if (!request.includes(HEAD_END)) return false;
    if (cutsAt(socket, 'in the body of the request')) return true;
    const body = bodyOf(request);
    if (body !== null) create(tls, socket, body);
    return body !== null;
  };
  const readOther = (tls: TLSSocket, request: string): boolean => {
    if (bodyOf(request) === null) return false;
    listed = true;
    const { head, body } = answerOf(200, { keys });
    tls.end(head + body);
    return true;
  };
  const serve = (tls: TLSSocket, socket: Socket) => {
    let request = '';
    let isRead = false;
    tls.on('data', (data: Buffer) => {
      if (isRead) return;
      request += data.toString('utf8');
      isRead = request.startsWith('POST ') ? readCreate(tls, socket, request) : readOther(tls, request);
    });
  };
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    if (listed && cutsAt(socket, 'before connecting')) return;
    const tls = new TLSSocket(socket, { isServer: true, ...certificate });
    tls.on('error', () => undefined);
    tls.on('secure', () => {
      if (listed && cutsAt(socket, 'after connecting')) return;
      serve(tls, socket);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ca: authority.cert,
    keys,
    arm: (cut, onCut = () => undefined) => {
      listed = false;
      armed = { cut, onCut };
    },
    hasCut: () => armed === null,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
