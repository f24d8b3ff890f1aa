import { lookup } from 'node:dns/promises';
import { connect, isIP, type Socket } from 'node:net';
import type { DetailedPeerCertificate } from 'node:tls';
import type { ProxyRoute } from './transport-proxy.ts';

// tls, and https which loads it, come only when they are needed: see transport-undici.

const STEP_MS = 10_000;

export interface Place {
  /** Without brackets. */
  readonly host: string;
  readonly port: number;
}

const failing = (code: string): Error => Object.assign(new Error(code), { code });

/** @throws Error with a code of Node, or ETIMEDOUT after 10 s */
async function inTime<T>(work: Promise<T>, signal: AbortSignal, stop: () => void): Promise<T> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(STEP_MS)]);
  const ended = new Promise<never>((_, reject) => {
    const end = () => reject(failing(signal.aborted ? 'ABORT_ERR' : 'ETIMEDOUT'));
    if (limit.aborted) end();
    else limit.addEventListener('abort', end, { once: true });
  });
  try {
    return await Promise.race([work, ended]);
  } catch (error) {
    stop();
    throw error;
  }
}

/** @returns its addresses */
export async function resolve(host: string, signal: AbortSignal): Promise<readonly string[]> {
  const found = lookup(host, { all: true });
  return (await inTime(found, signal, () => undefined)).map(({ address }) => address);
}

/** Rejects with the system's own code, or ETIMEDOUT; the socket is destroyed then. */
export function connectTo({ host, port }: Place, signal: AbortSignal): Promise<Socket> {
  const socket = connect({ host, port });
  const connected = new Promise<Socket>((done, fail) => {
    socket.once('connect', () => done(socket));
    socket.on('error', fail);
  });
  return inTime(connected, signal, () => socket.destroy());
}

/** What a proxy said to CONNECT; `socket` leads to the service where that is 200. */
export interface Tunnel {
  readonly status: number;
  readonly socket: Socket;
}

/** Asks a proxy for a way to a place (RFC 9110 section 9.3.6). It is told its own password, and nothing else. */
export async function tunnelTo(
  { host, port }: Place,
  { url, token }: ProxyRoute,
  ca: readonly string[],
  signal: AbortSignal,
): Promise<Tunnel> {
  const proxy = new URL(url);
  const authority = `${isIP(host) === 6 ? `[${host}]` : host}:${port}`;
  const headers = { host: authority, ...(token === null ? {} : { 'proxy-authorization': token }) };
  const options = { method: 'CONNECT', path: authority, headers, agent: false, ca: [...ca] };
  const { request } = await (proxy.protocol === 'https:' ? import('node:https') : import('node:http'));
  const asking = request(url, options);
  const answered = new Promise<Tunnel>((done, fail) => {
    asking.once('connect', ({ statusCode = 0 }, socket) => done({ status: statusCode, socket }));
    asking.once('response', (response) => {
      response.destroy();
      done({ status: response.statusCode ?? 0, socket: response.socket });
    });
    asking.on('error', fail);
    asking.end();
  });
  return inTime(answered, signal, () => asking.destroy());
}

export interface Handshake {
  readonly certificate: DetailedPeerCertificate;
  readonly protocol: string;
  /** Why it may not be used; null where it may. */
  readonly problem: string | null;
}

/**
 * SECURITY: it goes on with a certificate that does not hold, so that it can be named; not one byte is sent afterwards,
 * and the connection is thrown away (tests/contract/http/prober: "nothing is sent").
 */
export async function shakeHands(
  socket: Socket,
  host: string,
  ca: readonly string[],
  signal: AbortSignal,
): Promise<Handshake> {
  const name = isIP(host) === 0 ? { servername: host } : {};
  const tls = await import('node:tls');
  const secure = tls.connect({ socket, host, ...name, ca: [...ca], rejectUnauthorized: false });
  const done = new Promise<Handshake>((made, fail) => {
    secure.once('secureConnect', () => {
      const error: unknown = secure.authorizationError;
      made({
        certificate: secure.getPeerCertificate(true),
        protocol: secure.getProtocol() ?? 'TLS',
        problem: secure.authorized ? null : codeOf(error),
      });
      secure.destroy();
    });
    secure.on('error', fail);
  });
  return inTime(done, signal, () => secure.destroy());
}

/** @returns Node's code of an error, also where it is one of several tries */
export function codeOf(error: unknown): string {
  if (typeof error === 'string') return error;
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  if (error instanceof Error && 'code' in error) return String(error.code);
  return 'UNKNOWN';
}
