import { describe, expect, it } from 'vitest';
import { troubleOf } from '../../../electron/providers/http/trouble.ts';

const node = (code: string): Error =>
  new TypeError('fetch failed', { cause: Object.assign(new Error('x'), { code }) });
const chromium = (code: string): Error => new Error(`net::${code}`);

// What each platform was seen to throw: undici 8 under Node 24, and ses.fetch of Electron 42.
describe('an error of the platform', () => {
  it.each([
    ['self-signed', node('DEPTH_ZERO_SELF_SIGNED_CERT'), 'tls', /self-signed/, false],
    ['self-signed', chromium('ERR_CERT_AUTHORITY_INVALID'), 'tls', /authority/, false],
    ['an unknown authority', node('UNABLE_TO_VERIFY_LEAF_SIGNATURE'), 'tls', /authority/, false],
    ['expired', node('CERT_HAS_EXPIRED'), 'tls', /expired/, false],
    ['expired', chromium('ERR_CERT_DATE_INVALID'), 'tls', /expired/, false],
    ['another host', node('ERR_TLS_CERT_ALTNAME_INVALID'), 'tls', /another host/, false],
    ['another host', chromium('ERR_CERT_COMMON_NAME_INVALID'), 'tls', /another host/, false],
    ['revoked', chromium('ERR_CERT_REVOKED'), 'tls', /certificate/, false],
    ['no TLS', chromium('ERR_SSL_PROTOCOL_ERROR'), 'tls', /TLS/, true],
    ['refused', node('ECONNREFUSED'), 'network', /nothing answers/, false],
    ['refused', chromium('ERR_CONNECTION_REFUSED'), 'network', /nothing answers/, false],
    ['no such name', node('ENOTFOUND'), 'network', /DNS/, false],
    ['no such name', chromium('ERR_NAME_NOT_RESOLVED'), 'network', /DNS/, false],
    ['offline', chromium('ERR_INTERNET_DISCONNECTED'), 'network', /no way to it/, false],
    ['no connection in time', node('UND_ERR_CONNECT_TIMEOUT'), 'network', /in time/, false],
    ['no proxy', chromium('ERR_PROXY_CONNECTION_FAILED'), 'network', /proxy cannot be reached/, false],
    ['no proxy', node('ERR_WAY_TO_PROXY'), 'network', /proxy cannot be reached/, false],
    ['a proxy that refuses', chromium('ERR_TUNNEL_CONNECTION_FAILED'), 'network', /proxy refuses/, false],
    ['a proxy that refuses', new Error('Proxy response (403) !== 200'), 'network', /proxy refuses/, false],
    ['a proxy with a password', chromium('ERR_PROXY_AUTH_REQUESTED'), 'network', /wants a user/, false],
    ['a proxy with a password', new Error('Proxy response (407) !== 200'), 'network', /wants a user/, false],
    ['an untrusted proxy', chromium('ERR_PROXY_CERTIFICATE_INVALID'), 'tls', /of the proxy/, false],
    ['a broken PAC file', chromium('ERR_PAC_SCRIPT_FAILED'), 'network', /proxy settings/, false],
    ['reset', node('ECONNRESET'), 'network', /closed/, true],
    ['closed', node('UND_ERR_SOCKET'), 'network', /closed/, true],
    ['closed', chromium('ERR_EMPTY_RESPONSE'), 'network', /closed/, true],
    ['not HTTP', chromium('ERR_INVALID_HTTP_RESPONSE'), 'service-failed', /HTTP/, true],
    [
      'redirected',
      new TypeError('fetch failed', { cause: new Error('unexpected redirect') }),
      'service-failed',
      /another address/,
      true,
    ],
    [
      'redirected',
      new Error("Attempted to redirect, but redirect policy was 'error'"),
      'service-failed',
      /another address/,
      true,
    ],
    ['something new', new Error('who knows'), 'network', /failed/, true],
    ['not even an error', 'text', 'network', /failed/, true],
  ] as const)('that means %s is told as such: %s', (_, error, code, words, maybeSent) => {
    const trouble = troubleOf(error);
    expect(trouble.failure('Acme')).toMatchObject({ code, message: expect.stringMatching(words) });
    expect(trouble.failure('Acme').message).toContain('Acme');
    expect(trouble.maybeSent).toBe(maybeSent);
  });

  it('is found among the tries of several addresses', () => {
    const tries = new AggregateError([Object.assign(new Error('a'), { code: 'ECONNREFUSED' })], 'all failed');
    expect(troubleOf(new TypeError('fetch failed', { cause: tries })).maybeSent).toBe(false);
  });

  it('may go round in circles', () => {
    const circle = new Error('a');
    circle.cause = circle;
    expect(troubleOf(circle).failure('Acme').code).toBe('network');
  });

  it('goes no further itself', () => {
    expect(troubleOf(new Error('Bearer CANARY')).failure('Acme')).toMatchObject({ cause: undefined });
  });
});
