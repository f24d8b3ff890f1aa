const CERTIFICATE: readonly (readonly [RegExp, string])[] = [
  [/^CERT_HAS_EXPIRED$/, 'it has expired'],
  [/^CERT_NOT_YET_VALID$/, 'it is not valid yet; is the clock of this computer right'],
  [/^ERR_TLS_CERT_ALTNAME_INVALID$/, 'it belongs to another host'],
  [/^DEPTH_ZERO_SELF_SIGNED_CERT$/, 'it is self-signed'],
  [/^SELF_SIGNED_CERT_IN_CHAIN$/, 'its authority is not one that this computer knows'],
  [/^CERT_REVOKED$/, 'it was revoked'],
];

/** @returns a sentence about a certificate that may not be used */
export function certificateProblem(
  code: string,
  { host, issuer }: { readonly host: string; readonly issuer: string },
): string {
  const why =
    CERTIFICATE.find(([codes]) => codes.test(code))?.[1] ??
    'its authority is not one that this computer knows';
  return `The certificate of ${host} does not hold: ${why}. It is signed by "${issuer}".`;
}

const NETWORK: readonly (readonly [RegExp, string])[] = [
  [/^(ENOTFOUND|EAI_NODATA|EAI_NONAME)$/, 'nobody knows that name'],
  [/^EAI_/, 'the name server does not answer'],
  [/^ECONNREFUSED$/, 'nothing listens there'],
  [/^(EHOSTUNREACH|ENETUNREACH|ENETDOWN)$/, 'there is no way to it from this network'],
  [/^(ETIMEDOUT|ABORT_ERR)$/, 'nothing came back in time'],
  [/^(ECONNRESET|EPIPE)$/, 'the connection was closed'],
  [/CERT|SIGNATURE/, 'its certificate cannot be checked'],
  [/^(ERR_SSL|ERR_TLS|EPROTO)/, 'it does not speak TLS as it should'],
];

/** @param code of Node @returns what it means, to follow a colon */
export const networkProblem = (code: string): string =>
  NETWORK.find(([codes]) => codes.test(code))?.[1] ?? 'the connection failed';

/** @returns what a proxy means that did not answer CONNECT with 200 */
export function proxyRefusal(host: string, status: number): string {
  if (status === 407) {
    return `The proxy ${host} wants a user name and a password, or does not accept those that it got.`;
  }
  return `The proxy ${host} refuses to connect to the service (HTTP ${status}).`;
}
