import type { Transport, WayOut } from '#core/ports/http.ts';
import type { FindProxy } from './transport-proxy.ts';
import { createUndiciTransport, type UndiciTransport } from './transport-undici.ts';

interface Options {
  /** For connections without a proxy of their own. */
  readonly findProxy: FindProxy;
  readonly isSystemTrusted: boolean;
}

export interface UndiciWays {
  /** The same connection and the same settings give the same sockets, and nothing else does. */
  transport(way: WayOut): Transport;
  close(): Promise<void>;
}

function isSameProxy(one: WayOut['proxy'], other: WayOut['proxy']): boolean {
  if (one === null || other === null) return one === other;
  const samePassword =
    one.password === null || other.password === null
      ? one.password === other.password
      : one.password.equals(other.password);
  return samePassword && one.url === other.url && one.user === other.user && one.bypass === other.bypass;
}

/** Each connection has its own way out: none sees another's. */
export function createUndiciWays(options: Options): UndiciWays {
  const open = new Map<string, { readonly way: WayOut; readonly undici: UndiciTransport }>();
  const left: UndiciTransport[] = [];
  return {
    transport: (way) => {
      const known = open.get(way.connectionId);
      if (known !== undefined && known.way.ca === way.ca && isSameProxy(known.way.proxy, way.proxy)) {
        return known.undici.transport;
      }
      // What is under way ends on the old one; its idle sockets close by themselves.
      if (known !== undefined) left.push(known.undici);
      const undici = createUndiciTransport({ ...options, proxy: way.proxy, ca: way.ca });
      open.set(way.connectionId, { way, undici });
      return undici.transport;
    },
    close: async () => {
      const all = [...left, ...[...open.values()].map(({ undici }) => undici)];
      open.clear();
      await Promise.all(all.map((undici) => undici.close()));
    },
  };
}
