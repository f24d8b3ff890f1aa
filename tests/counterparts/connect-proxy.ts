import { createServer, type IncomingMessage } from 'node:http';
import { createServer as createSecure } from 'node:https';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { connect as connectTls, createSecureContext, TLSSocket } from 'node:tls';
import { type Authority, type Certificate, issueCertificate } from './certificates.ts';

export interface ConnectProxy {
  readonly url: string;
  /** `CONNECT host:port`, or the method and address of a request that was not tunnelled. */
  readonly seen: string[];
  /** The values of Proxy-Authorization, one for each line of `seen`. */
  readonly authorizations: (string | undefined)[];
  /** What was read in the tunnels, where the proxy opens them. */
  readonly overheard: () => string;
  stop(): Promise<void>;
}

interface Options {
  /** It opens every tunnel with a certificate of this authority, as companies do. */
  readonly corporate?: Authority;
  /** The authority of the services behind it, where it opens tunnels. */
  readonly trusts?: Authority;
  /** `user:password` */
  readonly password?: string;
  /** Answers every CONNECT with this status. */
  readonly refuses?: number;
  /** It is spoken to over TLS itself. */
  readonly certificate?: Certificate;
}

const quiet = (...sockets: readonly Socket[]): void => {
  for (const socket of sockets) {
    socket.on('error', () => undefined);
    socket.on('close', () => {
      for (const other of sockets) other.destroy();
    });
  }
};

/** An HTTP proxy for CONNECT (RFC 9110 section 9.3.6), on loopback. */
export async function startConnectProxy(options: Options = {}): Promise<ConnectProxy> {
  const seen: string[] = [];
  const authorizations: (string | undefined)[] = [];
  const sockets = new Set<Socket>();
  let overheard = '';
  const wanted = options.password === undefined ? undefined : `Basic ${btoa(options.password)}`;

  const note = (line: string, { headers }: IncomingMessage) => {
    seen.push(line);
    authorizations.push(headers['proxy-authorization']);
  };
  const openTunnel = (client: Socket, authority: Authority, host: string, port: number) => {
    const service = connectTls({ host, port, servername: '', ca: options.trusts?.cert });
    const secureContext = createSecureContext(issueCertificate(authority, { hosts: [host] }));
    const inside = new TLSSocket(client, { isServer: true, secureContext });
    quiet(inside, service);
    inside.on('data', (data: Buffer) => {
      overheard += data.toString('latin1');
      service.write(data);
    });
    service.pipe(inside);
  };

  const server = options.certificate === undefined ? createServer() : createSecure(options.certificate);
  server.on('request', (request: IncomingMessage, response: import('node:http').ServerResponse) => {
    note(`${request.method} ${request.url}`, request);
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
  server.on('connect', (request: IncomingMessage, client: Socket) => {
    note(`CONNECT ${request.url}`, request);
    quiet(client);
    if (wanted !== undefined && request.headers['proxy-authorization'] !== wanted) {
      client.end('HTTP/1.1 407 Who\r\nProxy-Authenticate: Basic realm="p"\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    if (options.refuses !== undefined) {
      client.end(`HTTP/1.1 ${options.refuses} No\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    const { hostname, port } = new URL(`https://${request.url}`);
    client.write('HTTP/1.1 200 OK\r\n\r\n');
    if (options.corporate !== undefined) {
      openTunnel(client, options.corporate, hostname, Number(port));
      return;
    }
    const service = connect(Number(port), hostname);
    quiet(client, service);
    client.pipe(service).pipe(client);
  });
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const scheme = options.certificate === undefined ? 'http' : 'https';
  return {
    url: `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    authorizations,
    overheard: () => overheard,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
