import { describe, expect, it } from 'vitest';
import { readCertificates } from '#core/connecting/certificates.ts';

/** Made for this test alone; its key was thrown away. */
const BODY =
  'MIIBmTCCAT+gAwIBAgIUdUjkBhJljcG+dAKOuL7VnmgFiPcwCgYIKoZIzj0EAwIwITEfMB0GA1UEAwwWS2V5cmFjayB0ZXN0IGF1dGhvcml0eTAgFw0yNjExMjAyMTE3MzRaGA8yMTI2MTAyNzIxMTczNFowITEfMB0GA1UEAwwWS2V5cmFjayB0ZXN0IGF1dGhvcml0eTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABDOK4jeugQy35xAk+6VoGMstn/J/+V0VAp6ny2kw45CpNaMOmRxUf/5pUCYUzeR75GewZUEaD/PhvUNVllhUKDijUzBRMB0GA1UdDgQWBBS3dffQA6uFNaaaKpXK2DjDPQhXDjAfBgNVHSMEGDAWgBS3dffQA6uFNaaaKpXK2DjDPQhXDjAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0gAMEUCIQCSmoIHtpYWXjfmVG435V7i0ql8eNLRuuS1t8gLpIjDrgIgWzCwZ9fdd4lJr6rC9jRJ25j+/3JcIWbKBiS9aggq/lw=';
const pem = (body = BODY, label = 'CERTIFICATE') =>
  `-----BEGIN ${label}-----\n${body}\n-----END ${label}-----\n`;
const failureOf = (text: string): unknown => {
  try {
    return readCertificates(text);
  } catch (error) {
    return error;
  }
};

describe('the certificates of an authority', () => {
  it('are kept alone, without what stands around them, in lines of 64', () => {
    const read = readCertificates(`Subject: somebody\r\n${pem().replaceAll('\n', '\r\n')}# end`);
    expect(read.split('\n').every((line) => line.length <= 64)).toBe(true);
    expect(read.replaceAll('\n', '')).toBe(pem().replaceAll('\n', ''));
  });

  it('may be several, and what was read is read again as it is', () => {
    const read = readCertificates(pem() + pem());
    expect(read.match(/BEGIN CERTIFICATE/g)).toHaveLength(2);
    expect(readCertificates(read)).toBe(read);
  });

  it.each([
    ['nothing', '', 'no certificate'],
    ['a certificate in DER', '\u0030\u0082\u0001', 'no certificate'],
    ['a private key', pem('MIGHAgEA', 'PRIVATE KEY'), 'no certificate but "PRIVATE KEY"'],
    ['a private key after the certificate', pem() + pem('MIGHAgEA', 'EC PRIVATE KEY'), 'Block 2 of 2'],
    ['a request', pem(BODY, 'CERTIFICATE REQUEST'), 'CERTIFICATE REQUEST'],
    ['a certificate that is cut', pem(BODY.slice(0, 200)), 'damaged'],
    ['a certificate with more behind it', pem(`${BODY}AAAA`), 'damaged'],
    ['words in place of a certificate', pem('not base64 at all'), 'damaged'],
    ['an empty block', pem(''), 'damaged'],
    ['a block with two names', pem().replace('END CERTIFICATE', 'END X'), 'no certificate'],
  ])('are not %s', (_, text, words) => {
    const failure = failureOf(text);
    expect(failure).toMatchObject({ code: 'invalid-input', field: 'ca' });
    expect(String(failure)).toContain(words);
    expect(String(failure)).not.toContain('MIGHAgEA');
  });
});

it('reads a megabyte of beginnings without an end in one go', () => {
  // Looking for an end from each of them would take a minute.
  expect(() => readCertificates('-----BEGIN A-----'.repeat(60_000))).toThrow('holds no certificate');
});
