import { describe, expect, it } from 'vitest';
import { chromiumBypass, isBypassed } from '../../../electron/platform/transport-bypass.ts';
import { chromiumProxy, environmentProxy } from '../../../electron/platform/transport-proxy.ts';

describe('a list like NO_PROXY', () => {
  it.each([
    ['a.example', 'https://a.example'],
    ['a.example', 'https://api.a.example'],
    ['.a.example', 'https://a.example'],
    ['*.a.example', 'https://api.a.example'],
    ['A.Example.', 'https://a.example'],
    ['b.example, a.example', 'https://a.example'],
    ['b.example a.example', 'https://a.example'],
    ['a.example:8443', 'https://a.example:8443'],
    ['a.example:443', 'https://a.example'],
    ['*', 'https://a.example'],
    ['10.0.0.0/8', 'https://10.1.2.3'],
    ['fd00::/8', 'https://[fd12::1]'],
    ['[::1]:8443', 'https://[::1]:8443'],
    ['::1', 'https://[::1]'],
  ])('%j leaves %s to itself', (list, url) => {
    expect(isBypassed(new URL(url), list)).toBe(true);
  });

  it.each([
    ['', 'https://a.example'],
    ['a.example', 'https://ba.example'],
    ['a.example', 'https://a.example.evil'],
    ['*.a.example', 'https://a.example'],
    ['a.example:8443', 'https://a.example'],
    ['10.0.0.0/8', 'https://11.1.2.3'],
    ['10.0.0.0/99', 'https://10.1.2.3'],
    ['10.0.0.0/8', 'https://10.example'],
    ['a', 'https://aa'],
  ])('%j does not mean %s', (list, url) => {
    expect(isBypassed(new URL(url), list)).toBe(false);
  });

  it('means the same to Chromium', () => {
    expect(chromiumBypass('a.example, *.b.example:8443 10.0.0.0/8,[::1]:8443,*')).toBe(
      '<-loopback>;a.example;*.a.example;*.b.example:8443;10.0.0.0/8;[::1]:8443;*',
    );
  });
});

describe('what Chromium finds for an address', () => {
  it.each([
    ['DIRECT', null],
    ['PROXY p.example:8080', 'http://p.example:8080'],
    ['HTTPS p.example:443; DIRECT', 'https://p.example:443'],
    ['', null],
  ])('"%s" is %s', async (found, url) => {
    const route = await chromiumProxy(async () => found)(new URL('https://a.example'));
    expect(route?.url ?? null).toBe(url);
  });

  it('is refused where it cannot be used, rather than left out', async () => {
    const target = new URL('https://a.example');
    const found = chromiumProxy(async () => 'SOCKS5 p.example:1080')(target);
    await expect(found).rejects.toMatchObject({ code: 'ERR_NO_SUPPORTED_PROXIES' });
    for (const HTTPS_PROXY of ['socks5://p.example', 'http://', 'http://a b']) {
      await expect(environmentProxy({ HTTPS_PROXY })(target)).rejects.toMatchObject({
        code: 'ERR_NO_SUPPORTED_PROXIES',
      });
    }
  });
});
