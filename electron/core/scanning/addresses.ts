import { isLoopback, parseUrl } from '#shared/model/server-url.ts';
import { lineCounter, nameBefore } from './places-in-text.ts';

export interface PlainAddress {
  readonly line: number;
  readonly name: string | null;
  /** Scheme and host: a path or a query may hold more than others should see. */
  readonly origin: string;
}

const ADDRESS = /http:\/\/[^\s"'`,;<>)\]}]{1,2048}/gi;
const IS_SERVICE = /(?:url|uri|endpoint|host|base|server|address|api)$/i;

/**
 * Addresses of services that are reached without encryption, but on this machine itself.
 * @param isOfServers every address counts, as in a file of MCP servers; else those whose variable says so
 */
export function plainAddresses(text: string, isOfServers: boolean): readonly PlainAddress[] {
  const found = new Map<string, PlainAddress>();
  const lineAt = lineCounter(text);
  for (const { 0: address, index } of text.matchAll(ADDRESS)) {
    const name = nameBefore(text, index);
    const url = parseUrl(address);
    if (url === null || url.hostname === '' || isLoopback(url.hostname)) continue;
    if (name === '$schema' || !(isOfServers || IS_SERVICE.test(name ?? ''))) continue;
    const origin = `http://${url.hostname}`;
    const id = `${name} ${origin}`;
    if (!found.has(id)) found.set(id, { line: lineAt(index), name, origin });
  }
  return [...found.values()];
}
