import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '#core/errors.ts';
import { Secret } from '#core/secret.ts';
import { parseBaseUrl, requestUrl, secretHeader } from '../../../electron/providers/http/policy.ts';

describe('the base URL of a connection', () => {
  it.each([
    ['https://api.example.com', 'https://api.example.com'],
    [' https://API.Example.com/v1/ ', 'https://api.example.com/v1'],
    ['https://api.example.com:8443/', 'https://api.example.com:8443'],
    ['https://[2001:db8::1]/', 'https://[2001:db8::1]'],
  ])('may be %j', (text, url) => {
    expect(parseBaseUrl(text, 'https-only')).toBe(url);
  });

  it.each([
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
    ['http://localhost:5678/', 'http://localhost:5678'],
    ['http://[::1]:8080', 'http://[::1]:8080'],
    ['http://127.1', 'http://127.0.0.1'],
  ])("may be %j, over http, where the host is the user's own", (text, url) => {
    expect(parseBaseUrl(text, 'http-to-loopback')).toBe(url);
    expect(() => parseBaseUrl(text, 'https-only')).toThrow(AppError);
  });

  it.each([
    '',
    'api.example.com',
    'ftp://api.example.com',
    'file:///etc/passwd',
    'app://keyrack',
    'javascript:alert(1)',
    'http://api.example.com',
    'http://127.0.0.1.example.com',
    'http://localhost.example.com',
    'http://127.0.0.1@evil.example',
    'https://user@api.example.com',
    'https://user:password@api.example.com',
    'https://api.example.com?key=1',
    'https://api.example.com?',
    'https://api.example.com#x',
    'https://api.example.com/#',
    'http://0.0.0.0',
    'http://[::ffff:127.0.0.1]',
    'http://192.168.1.1',
    'http://169.254.169.254',
    'https://',
    'https://exa mple.com',
    'https://api.example.com:99999',
  ])('may not be %j', (text) => {
    let thrown: unknown = null;
    try {
      parseBaseUrl(text, 'http-to-loopback');
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(AppError);
    expect(thrown).toMatchObject({
      code: 'invalid-input',
      field: 'baseUrl',
      next: expect.stringMatching(/\S/),
    });
  });
});

describe('the address of a request', () => {
  const origins = new Set(['https://a.example']);
  it('stands below the base URL', () => {
    expect(requestUrl('https://a.example/base', '/v1/keys', origins)).toBe('https://a.example/base/v1/keys');
  });

  it.each([
    'v1',
    '@evil.example/',
    '.evil.example/',
    ':1/',
    '//evil.example/',
    '/..',
    '/../x',
    '/v1/../x',
    '/v1/%2e%2e/x',
    '/v1/./x',
    '/v1//x',
    '/\\evil.example',
    '/v1?x=#y',
    '/v1?x=\ny',
    '/v1?x=a b',
    '/v1#x',
    '/a b',
    '/a\tb',
  ])('cannot be %j', (path) => {
    expect(() => requestUrl('https://a.example', path, origins)).toThrow(AppError);
  });

  it('may have a query and a slash at its end', () => {
    expect(requestUrl('https://a.example/base', '/v1/?a=1&b=%2F', origins)).toBe(
      'https://a.example/base/v1/?a=1&b=%2F',
    );
  });

  it.each(['https://b.example', 'http://a.example', 'https://a.example:8443'])(
    'is not at %s, which is not listed',
    (base) => {
      expect(() => requestUrl(base, '/v1', origins)).toThrow(AppError);
    },
  );

  it('never leaves the host or the path, whatever an id says', () => {
    void fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (id) => {
        let url: URL;
        try {
          url = new URL(
            requestUrl('https://a.example/v1', `/keys/${encodeURIComponent(id)}/revoke`, origins),
          );
        } catch (error) {
          return error instanceof AppError || error instanceof URIError;
        }
        const [, v1, keys, one = '', revoke, ...more] = url.pathname.split('/');
        return (
          url.host === 'a.example' &&
          url.search === '' &&
          more.length === 0 &&
          [v1, keys, revoke].join() === 'v1,keys,revoke' &&
          decodeURIComponent(one) === id
        );
      }),
    );
  });
});

describe('a secret in a header', () => {
  it('is sent as it is', () => {
    expect(secretHeader('Bearer ', new Secret('abc def'), 'key')).toBe('Bearer abc def');
  });

  it('is never sent, nor quoted, with a character that ends or changes a header', () => {
    void fc.assert(
      fc.property(
        fc.string(),
        fc.constantFrom('\r', '\n', '\0', '\x7f', 'é', '😀', '\t'),
        fc.string(),
        (a, bad, b) => {
          const secret = new Secret(`CANARY${a}${bad}${b}CANARY`);
          try {
            secretHeader('', secret, 'key');
            return false;
          } catch (error) {
            return error instanceof AppError && !`${error.message}${error.stack}`.includes('CANARY');
          }
        },
      ),
    );
  });
});
