import { AppError } from '#core/errors.ts';
import type { Secret } from '#core/secret.ts';
import { isLoopback } from '#shared/model/server-url.ts';

/** Whether plain http may be used: only to this very machine. */
export type HttpRule = 'https-only' | 'http-to-loopback';

function refuse(message: string, next: string): never {
  throw new AppError('invalid-input', { message, next, field: 'baseUrl' });
}

function parse(text: string): URL {
  if (!URL.canParse(text)) {
    refuse('The base URL is not an address.', 'Write it like https://api.example.com');
  }
  return new URL(text);
}

function checkParts(url: URL): void {
  if (url.username !== '' || url.password !== '') {
    refuse(
      'The base URL holds a user name or a password.',
      'Take it out: the credential is entered separately and kept as a secret.',
    );
  }
  if (url.search !== '' || url.hash !== '' || url.href.endsWith('?') || url.href.endsWith('#')) {
    refuse('The base URL holds a query or a fragment.', 'Give scheme, host, port and path only.');
  }
}

function checkScheme(url: URL, rule: HttpRule): void {
  if (url.protocol === 'https:') return;
  if (url.protocol === 'http:' && rule === 'http-to-loopback' && isLoopback(url.hostname)) return;
  const where =
    rule === 'http-to-loopback' ? 'http is allowed to this machine only.' : 'http is not allowed.';
  refuse(`The base URL must begin with https://; ${where}`, 'Use the https address of the service.');
}

/**
 * Judges an address after parsing, never by its text.
 * @returns it without a trailing slash
 * @throws AppError invalid-input, field `baseUrl`
 */
export function parseBaseUrl(text: string, rule: HttpRule): string {
  const url = parse(text.trim());
  checkParts(url);
  checkScheme(url, rule);
  return url.href.replace(/\/+$/, '');
}

// What stands in a query once its values are percent-encoded (RFC 3986 section 3.4), and brackets, which many write so.
const QUERY = /^[A-Za-z0-9\-._~!$'()*+,;:@/?=&%[\]]*$/;

const notFitting = () =>
  new AppError('invalid-input', {
    message: 'An id of the service does not fit into its address, so nothing was sent.',
    next: 'Do this in the console of the service.',
  });

/**
 * The address of one request. SECURITY: whatever stands in `path`, the host stays one of `origins` and no segment
 * climbs out of the base (tests/unit/providers/policy: "never leaves the host").
 * @param path begins with a slash; its values are percent-encoded already. A query may follow
 * @param origins that this service may be reached at
 * @throws AppError invalid-input
 */
export function requestUrl(baseUrl: string, path: string, origins: ReadonlySet<string>): string {
  const base = new URL(baseUrl);
  if (!origins.has(base.origin)) throw notAllowed(base);
  const [bare = '', ...rest] = path.split('?');
  const query = rest.length === 0 ? '' : `?${rest.join('?')}`;
  // An empty segment is an id that is missing: the request would mean all of them.
  if (!bare.startsWith('/') || bare.includes('//') || !QUERY.test(query)) throw notFitting();
  const url = new URL(`${baseUrl}${bare}${query}`);
  const pathname = `${base.pathname.replace(/\/+$/, '')}${bare}`;
  const isOurs = url.origin === base.origin && url.username === '' && url.pathname === pathname;
  if (!isOurs || url.hash !== '') throw notFitting();
  return url.href;
}

function notAllowed({ host }: URL): AppError {
  return new AppError('refused', {
    message: `The service names "${host}", which is none of its own addresses, so nothing was sent there.`,
    next: 'Check the base URL of the connection.',
  });
}

// Printable ASCII: what a header carries unchanged. CR and LF would begin a header of their own.
const HEADER_VALUE = /^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/;

/**
 * The last moment before a secret leaves: it becomes a header's value.
 * SECURITY: judged here, since the platform's own error would quote it (tests/unit/providers/policy: "nor quoted").
 * @param scheme such as "Bearer "; may be empty
 * @throws AppError invalid-input
 */
export function secretHeader(scheme: string, secret: Secret, what: string): string {
  const value = secret.expose();
  if (HEADER_VALUE.test(value)) return `${scheme}${value}`;
  throw new AppError('invalid-input', {
    message: `The ${what} has characters that cannot be sent, such as a line break or a letter with an accent.`,
    next: 'Enter it again, without spaces or line breaks around it.',
  });
}
