import type { WayOut } from '#core/ports/http.ts';
import { isBypassed } from './transport-bypass.ts';

/** A proxy that a request goes through. */
export interface ProxyRoute {
  readonly url: string;
  /** The whole value of Proxy-Authorization; null: it wants none. */
  readonly token: string | null;
}

/** @returns null: straight to the service */
export type FindProxy = (url: URL) => Promise<ProxyRoute | null>;

const LOOPBACK = 'localhost,127.0.0.0/8,[::1]';

const basic = (user: string, password: string): string =>
  `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

/** The proxy of a connection's own. */
export function ownProxy({ url, user, password, bypass }: NonNullable<WayOut['proxy']>): FindProxy {
  // SECURITY: the proxy's password leaves here, for the proxy alone (tests/contract/http/proxy: "for the proxy alone").
  const token = user === null && password === null ? null : basic(user ?? '', password?.expose() ?? '');
  return async (target) => (isBypassed(target, bypass) ? null : { url, token });
}

const unusable = () => Object.assign(new Error('proxy'), { code: 'ERR_NO_SUPPORTED_PROXIES' });

/** @throws Error ERR_NO_SUPPORTED_PROXIES: going without it would be worse than not going */
function named(text: string): ProxyRoute {
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  if (!URL.canParse(whole) || !/^https?:/i.test(whole)) throw unusable();
  const url = new URL(whole);
  const [user, password] = [decodeURIComponent(url.username), decodeURIComponent(url.password)];
  return { url: url.origin, token: user === '' && password === '' ? null : basic(user, password) };
}

/**
 * The proxy that the environment names, as most programs read it: HTTPS_PROXY, NO_PROXY, lower case first. Never for
 * this very machine.
 */
export function environmentProxy(env: Readonly<Record<string, string | undefined>>): FindProxy {
  const proxy = env.https_proxy ?? env.HTTPS_PROXY ?? '';
  const bypass = `${LOOPBACK},${env.no_proxy ?? env.NO_PROXY ?? ''}`;
  return async (target) => (proxy === '' || isBypassed(target, bypass) ? null : named(proxy));
}

const SCHEMES: Readonly<Record<string, string>> = { PROXY: 'http', HTTPS: 'https' };

/** What Chromium found for an address, written as in a PAC file: `PROXY proxy:8080;DIRECT`. The first counts. */
export function chromiumProxy(resolve: (url: string) => Promise<string>): FindProxy {
  return async (target) => {
    const [word = '', host = ''] = (await resolve(target.href)).split(';')[0]?.trim().split(/\s+/) ?? [];
    if (word === '' || word === 'DIRECT') return null;
    const scheme = SCHEMES[word];
    if (scheme === undefined) throw unusable();
    return { url: `${scheme}://${host}`, token: null };
  };
}
