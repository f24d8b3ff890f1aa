import { AppError } from '#core/errors.ts';
import type { ErrorCode } from '#shared/ipc/errors.ts';

/** What a transport's error means, whether Node or Chromium threw it. */
export interface Trouble {
  /** False: not one byte of the request can have reached the service. */
  readonly maybeSent: boolean;
  /** The connection was closed: asking again may help. */
  readonly isClosed: boolean;
  failure(service: string): AppError;
}

interface Row {
  readonly codes: RegExp;
  readonly code: ErrorCode;
  readonly cause: string;
  readonly next: string;
  readonly maybeSent: boolean;
  readonly isClosed?: true;
}

const CHECK_ADDRESS = 'Check the base URL of the connection.';
const CHECK_NETWORK = 'Check the network, the VPN and the proxy, then try again.';
const CHECK_PROXY = 'Check the proxy in the settings of the connection, or of this computer.';
const NEVER_PAST =
  'Check the base URL and the clock of this computer. Keyrack never goes on with a certificate that it cannot check.';

const TRUST =
  'If a proxy or your company signs certificates itself, add its authority (CA) to the connection. Else check the base URL: Keyrack never goes on with a certificate that it cannot check.';

// The codes are those of Node's net, dns and tls, of undici (UND_ERR_*), of llhttp (HPE_*) and of Chromium's
// net/base/net_error_list.h, which Electron throws as "net::ERR_...". The first row that fits counts.
const ROWS: readonly Row[] = [
  {
    codes: /^(ERR_PROXY_AUTH_\w+|PROXY_407)$/,
    code: 'network',
    cause: 'the proxy wants a user name and a password, or does not accept those that it got',
    next: 'Enter the user and the password of the proxy in the settings of the connection.',
    maybeSent: false,
  },
  {
    codes: /^(ERR_TUNNEL_CONNECTION_FAILED|PROXY_\d{3})$/,
    code: 'network',
    cause: 'the proxy refuses to connect to it',
    next: `${CHECK_ADDRESS} Then ask whoever runs the proxy whether this address is allowed.`,
    maybeSent: false,
  },
  {
    codes: /^(ERR_PROXY_CERTIFICATE_INVALID|UND_ERR_PRX_TLS)$/,
    code: 'tls',
    cause: 'the certificate of the proxy cannot be checked',
    next: 'Check the address of the proxy. If it has an authority of its own, add that to the connection.',
    maybeSent: false,
  },
  {
    codes: /^(ERR_WAY_TO_PROXY|UND_ERR_PRX_CONN|ERR_PROXY_CONNECTION_FAILED|ERR_NO_SUPPORTED_PROXIES)$/,
    code: 'network',
    cause: 'the proxy cannot be reached or used',
    next: CHECK_PROXY,
    maybeSent: false,
  },
  {
    codes: /^(ERR_PAC_|ERR_MANDATORY_PROXY_CONFIGURATION_FAILED)/,
    code: 'network',
    cause: 'the proxy settings of this computer cannot be read',
    next: 'Check the proxy settings of this computer.',
    maybeSent: false,
  },
  {
    codes: /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN)$/,
    code: 'tls',
    cause: 'its certificate is self-signed, by an authority that this computer does not trust',
    next: TRUST,
    maybeSent: false,
  },
  {
    codes: /^(CERT_HAS_EXPIRED|CERT_NOT_YET_VALID|ERR_CERT_DATE_INVALID)$/,
    code: 'tls',
    cause: 'its certificate has expired or is not valid yet',
    next: NEVER_PAST,
    maybeSent: false,
  },
  {
    codes: /^(ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH|ERR_CERT_COMMON_NAME_INVALID)$/,
    code: 'tls',
    cause: 'its certificate belongs to another host',
    next: NEVER_PAST,
    maybeSent: false,
  },
  {
    codes:
      /^(CERT_|ERR_CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_(GET|VERIFY|DECODE|DECRYPT)_|INVALID_CA|INVALID_PURPOSE)/,
    code: 'tls',
    cause: 'its certificate is not signed by an authority that this computer trusts',
    next: TRUST,
    maybeSent: false,
  },
  {
    codes: /^(ERR_SSL_|ERR_TLS_|EPROTO$)/,
    code: 'tls',
    cause: 'no safe connection (TLS) could be agreed on',
    next: CHECK_ADDRESS,
    maybeSent: true,
  },
  {
    codes: /^(ECONNREFUSED|ERR_CONNECTION_REFUSED)$/,
    code: 'network',
    cause: 'nothing answers at its address',
    next: `${CHECK_ADDRESS} Is the service running?`,
    maybeSent: false,
  },
  {
    codes: /^(ENOTFOUND|EAI_AGAIN|EAI_FAIL|EAI_NODATA|ERR_NAME_NOT_RESOLVED|ERR_NAME_RESOLUTION_FAILED)$/,
    code: 'network',
    cause: 'its host name is not known (DNS)',
    next: `${CHECK_ADDRESS} ${CHECK_NETWORK}`,
    maybeSent: false,
  },
  {
    codes: /^(EHOSTUNREACH|ENETUNREACH|ENETDOWN|ERR_INTERNET_DISCONNECTED|ERR_ADDRESS_UNREACHABLE)$/,
    code: 'network',
    cause: 'there is no way to it from this network',
    next: CHECK_NETWORK,
    maybeSent: false,
  },
  {
    codes: /^(UND_ERR_CONNECT_TIMEOUT|ERR_CONNECTION_TIMED_OUT)$/,
    code: 'network',
    cause: 'no connection came about in time',
    next: CHECK_NETWORK,
    maybeSent: false,
  },
  {
    codes:
      /^(ECONNRESET|ECONNABORTED|EPIPE|UND_ERR_SOCKET|ERR_CONNECTION_(RESET|CLOSED|ABORTED)|ERR_EMPTY_RESPONSE|ERR_CONTENT_LENGTH_MISMATCH|ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_HTTP2_.*)$/,
    code: 'network',
    cause: 'the connection was closed before it had answered',
    next: CHECK_NETWORK,
    maybeSent: true,
    isClosed: true,
  },
  {
    codes:
      /^(HTTPParserError$|HPE_|UND_ERR_(HEADERS|RES)|ERR_INVALID_(HTTP_)?RESPONSE|ERR_RESPONSE_HEADERS_|ERR_CONTENT_DECODING|Z_)/,
    code: 'service-failed',
    cause: 'its answer is not proper HTTP',
    next: CHECK_ADDRESS,
    maybeSent: true,
  },
];

const REDIRECTED: Row = {
  codes: /$/,
  code: 'service-failed',
  cause: 'it sends us on to another address, which Keyrack does not follow',
  next: `${CHECK_ADDRESS} It may have moved.`,
  maybeSent: true,
};

const OTHER: Row = {
  codes: /$/,
  code: 'network',
  cause: 'the connection failed',
  next: CHECK_NETWORK,
  maybeSent: true,
};

const MAX_CAUSES = 8;

/** All errors below this one: causes, and the tries that an AggregateError gathers. */
function unfold(error: unknown, left = MAX_CAUSES): Error[] {
  if (!(error instanceof Error) || left === 0) return [];
  const gathered: unknown[] = error instanceof AggregateError ? error.errors : [];
  return [error, ...[error.cause, ...gathered].flatMap((inner) => unfold(inner, left - 1))];
}

function codesOf(error: Error): string[] {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  const chromium = /net::(ERR_[A-Z0-9_]+)/.exec(error.message)?.[1];
  // undici says it in words alone.
  const proxy = /^Proxy response \((\d{3})\)/.exec(error.message)?.[1];
  return [
    code,
    ...(chromium === undefined ? [] : [chromium]),
    ...(proxy === undefined ? [] : [`PROXY_${proxy}`]),
  ];
}

function rowOf(error: unknown): Row {
  const errors = unfold(error);
  const codes = errors.flatMap(codesOf);
  const known = ROWS.find((row) => codes.some((code) => row.codes.test(code)));
  if (known !== undefined) return known;
  return errors.some(({ message }) => /redirect/i.test(message)) ? REDIRECTED : OTHER;
}

/**
 * Gives a transport's own error a meaning.
 * SECURITY: the error itself goes no further, since it may hold a header or bytes of the answer
 * (tests/unit/providers/trouble: "goes no further itself").
 */
export function troubleOf(error: unknown): Trouble {
  const row = rowOf(error);
  return {
    maybeSent: row.maybeSent,
    isClosed: row.isClosed === true,
    failure: (service) =>
      new AppError(row.code, { message: `${service} could not be reached: ${row.cause}.`, next: row.next }),
  };
}
