import { isBypassed } from '../../platform/transport-bypass.ts';
import type { Finding, Machine } from '../context.ts';
import { ok, problem, warning } from './finding.ts';

const PROXIES = ['http_proxy', 'https_proxy', 'all_proxy'];
const LOCAL = new URL('http://localhost');

/**
 * The variables by which programs find a proxy; the command reads HTTPS_PROXY and NO_PROXY.
 * SECURITY: no value is told: an address may carry a password (test: "tells no password of a proxy").
 */
export function checkProxy(env: Machine['env']): readonly Finding[] {
  const set = PROXIES.flatMap((name) => [name, name.toUpperCase()]).filter((name) => env[name]);
  if (set.length === 0) return [ok('proxy', 'No variable names a proxy.')];
  const found = set.flatMap((name) => judge(name, env[name] ?? ''));
  const bypass = env.no_proxy ?? env.NO_PROXY ?? '';
  const all = isBypassed(LOCAL, bypass)
    ? found
    : [
        ...found,
        warning(
          'proxy',
          'NO_PROXY does not name localhost: programs that Keyrack starts may send what is for this machine to the proxy.',
          'Set NO_PROXY=localhost,127.0.0.1,::1 beside it. Keyrack itself never uses the proxy for this machine.',
        ),
      ];
  return all.length > 0 ? all : [ok('proxy', `Set by ${set.join(', ')}.`)];
}

function judge(name: string, value: string): readonly Finding[] {
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `http://${value}`;
  const url = URL.canParse(whole) ? new URL(whole) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) {
    const fix = `Give ${name} an address such as http://proxy.example:8080, or unset ${name}.`;
    // The others are of programs that Keyrack starts.
    const isOurs = name.toLowerCase() === 'https_proxy';
    const message = `${name} is no address of an HTTP proxy${isOurs ? ', so no service can be reached' : ''}.`;
    return [isOurs ? problem('proxy', message, fix) : warning('proxy', message, fix)];
  }
  if (url.username === '' && url.password === '') return [];
  return [
    warning(
      'proxy',
      `${name} holds a user or password: every program that you start can read it.`,
      `Give the proxy to the connection (keyrack connection edit <connection> --proxy URL --proxy-user NAME --proxy-password), and unset ${name}.`,
    ),
  ];
}
