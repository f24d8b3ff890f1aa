import { X509Certificate } from 'node:crypto';
import { isIP, type Socket } from 'node:net';
import { AppError } from '#core/errors.ts';
import type { WayOut } from '#core/ports/http.ts';
import type { Looked, NetworkLook, OnLook, Prober } from '#core/ports/prober.ts';
import {
  codeOf,
  connectTo,
  type Handshake,
  type Place,
  resolve,
  shakeHands,
  tunnelTo,
} from './prober-sockets.ts';
import { certificateProblem, networkProblem, proxyRefusal } from './prober-words.ts';
import { type FindProxy, ownProxy, type ProxyRoute } from './transport-proxy.ts';

interface Options {
  /** For a connection without a proxy of its own. */
  readonly findProxy: FindProxy;
}

const ok = (message: string): Looked => ({ state: 'ok', message });
const problem = (message: string): Looked => ({ state: 'problem', message });
const skipped = (message = 'Not looked at, since an earlier step failed.'): Looked => ({
  state: 'skipped',
  message,
});

interface Question {
  readonly place: Place;
  readonly isSecure: boolean;
  readonly ca: string | null;
  readonly trusted: readonly string[];
  readonly signal: AbortSignal;
  readonly tell: OnLook;
}

/** What leads to the service, and how it came about. */
interface Way {
  readonly proxy: Looked;
  readonly dns: Looked;
  readonly tcp: Looked;
  /** null: there is none. */
  readonly socket: Socket | null;
}

const none = { dns: skipped(), tcp: skipped(), socket: null };

async function throughProxy({ place, trusted, signal }: Question, route: ProxyRoute): Promise<Way> {
  const { host } = new URL(route.url);
  try {
    const { status, socket } = await tunnelTo(place, route, trusted, signal);
    // Whoever lets go of it must not bring the program down.
    socket.on('error', () => undefined);
    if (status === 200) {
      return {
        proxy: ok(`The proxy ${host} lets Keyrack through.`),
        dns: skipped('The proxy looks up the name.'),
        tcp: ok(`The proxy opened a connection to ${place.host}, port ${place.port}.`),
        socket,
      };
    }
    socket.destroy();
    return { ...none, proxy: problem(proxyRefusal(host, status)) };
  } catch (error) {
    return { ...none, proxy: problem(`The proxy ${host} cannot be used: ${networkProblem(codeOf(error))}.`) };
  }
}

async function findName({ place, signal }: Question): Promise<Looked> {
  if (isIP(place.host) !== 0) return skipped('The address is a number: no name has to be looked up.');
  try {
    const addresses = await resolve(place.host, signal);
    return ok(`${place.host} is ${addresses.slice(0, 3).join(', ')}.`);
  } catch (error) {
    return problem(`${place.host} cannot be looked up: ${networkProblem(codeOf(error))}.`);
  }
}

async function straight(question: Question): Promise<Way> {
  const { place, signal, tell } = question;
  const proxy = skipped('No proxy is used.');
  tell('proxy', proxy);
  const dns = await findName(question);
  tell('dns', dns);
  if (dns.state === 'problem') return { proxy, dns, tcp: skipped(), socket: null };
  try {
    const socket = await connectTo(place, signal);
    return { proxy, dns, tcp: ok(`Port ${place.port} answers.`), socket };
  } catch (error) {
    const tcp = problem(`Port ${place.port} cannot be reached: ${networkProblem(codeOf(error))}.`);
    return { proxy, dns, tcp, socket: null };
  }
}

function isOwn(ca: string | null, certificate: Handshake['certificate']): boolean {
  if (ca === null) return false;
  const own = new Set(
    (ca.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []).map(
      (pem) => new X509Certificate(pem).fingerprint256,
    ),
  );
  let top = certificate;
  while (top.issuerCertificate && top.issuerCertificate !== top) top = top.issuerCertificate;
  return own.has(top.fingerprint256);
}

const printable = (name: string): string => name.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ');

const first = (name: string | string[] | undefined): string | undefined =>
  Array.isArray(name) ? name[0] : name;

function judge({ ca, place }: Question, { certificate, protocol, problem: code }: Handshake): Looked {
  const { O, CN } = certificate.issuer ?? {};
  // Whoever answers may have written anything into it.
  const issuer = printable(first(O) ?? first(CN) ?? 'somebody without a name').slice(0, 100);
  if (code !== null) return problem(certificateProblem(code, { host: place.host, issuer }));
  const until = new Date(certificate.valid_to).toISOString().slice(0, 10);
  const signed = `${protocol}; the certificate is signed by "${issuer}" and valid until ${until}.`;
  if (!isOwn(ca, certificate)) return ok(signed);
  return ok(`${signed} This computer does not know that authority; the connection does.`);
}

async function lookAtTls(question: Question, socket: Socket | null): Promise<Looked> {
  if (socket === null) return skipped();
  if (!question.isSecure) {
    socket.destroy();
    return skipped('Plain http: it does not leave this computer.');
  }
  const { place, trusted, signal } = question;
  try {
    return judge(question, await shakeHands(socket, place.host, trusted, signal));
  } catch (error) {
    return problem(`No safe connection came about: ${networkProblem(codeOf(error))}.`);
  } finally {
    socket.destroy();
  }
}

async function trustedBy(ca: string | null): Promise<readonly string[]> {
  const { getCACertificates, rootCertificates } = await import('node:tls');
  return [...rootCertificates, ...getCACertificates('system'), ...(ca === null ? [] : [ca])];
}

async function findWay(question: Question, finding: Promise<ProxyRoute | null>): Promise<Way> {
  try {
    const route = await finding;
    return route === null ? straight(question) : throughProxy(question, route);
  } catch {
    return {
      ...none,
      proxy: problem('The proxy that is set on this computer is of a kind that Keyrack cannot use.'),
    };
  }
}

/** Whoever finds a step tells it; what was told is not told again at the end. */
function once(onLook: OnLook | undefined): OnLook {
  const told = new Set<keyof NetworkLook>();
  return (step, looked) => {
    if (!told.has(step)) onLook?.(step, looked);
    told.add(step);
  };
}

async function look(
  { findProxy }: Options,
  baseUrl: string,
  way: WayOut,
  signal: AbortSignal,
  onLook: OnLook | undefined,
): Promise<NetworkLook> {
  const tell = once(onLook);
  const url = new URL(baseUrl);
  const isSecure = url.protocol === 'https:';
  const question: Question = {
    place: { host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port || (isSecure ? 443 : 80)) },
    isSecure,
    ca: way.ca,
    trusted: await trustedBy(way.ca),
    signal,
    tell,
  };
  const find = way.proxy === null ? findProxy : ownProxy(way.proxy);
  const { socket, ...steps } = await findWay(question, isSecure ? find(url) : Promise.resolve(null));
  for (const step of ['proxy', 'dns', 'tcp'] as const) tell(step, steps[step]);
  const tls = await lookAtTls(question, socket);
  tell('tls', tls);
  if (signal.aborted) throw new AppError('cancelled', { message: 'Cancelled.' });
  return { ...steps, tls };
}

/** Looks with Node's own sockets, in the app too: Chromium tells no step apart. */
export const createProber = (options: Options): Prober => ({
  look: (baseUrl, way, signal, onLook) => look(options, baseUrl, way, signal, onLook),
});
