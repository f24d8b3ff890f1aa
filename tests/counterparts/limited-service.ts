import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A service's limit, kept strictly: refused requests count as well. */
export interface Limiter {
  /** When each request came, in milliseconds. */
  readonly came: number[];
  /** @returns null: let through; else how long to stay away */
  arrive(): number | null;
  /** The most that ever came within one window, wherever that begins. */
  most(): number;
}

export function createLimiter(count: number, windowMs: number, now: () => number): Limiter {
  const came: number[] = [];
  return {
    came,
    arrive: () => {
      const at = now();
      const within = came.filter((other) => other > at - windowMs);
      came.push(at);
      const oldest = within[0];
      return oldest === undefined || within.length < count ? null : oldest + windowMs - at;
    },
    most: () =>
      Math.max(0, ...came.map((from) => came.filter((at) => at >= from && at < from + windowMs).length)),
  };
}

export interface LimitedService {
  readonly url: string;
  readonly limiter: Limiter;
  readonly refused: number;
  /** The most requests that were under way at the same time. */
  readonly mostOpen: number;
  stop(): Promise<void>;
}

/** Counts a request when it comes and answers a moment later; beyond its limit HTTP 429 with Retry-After. */
export async function startLimitedService(count: number, windowMs: number): Promise<LimitedService> {
  const limiter = createLimiter(count, windowMs, Date.now);
  let [open, mostOpen, refused] = [0, 0, 0];
  const server = createServer((_, response) => {
    open += 1;
    mostOpen = Math.max(mostOpen, open);
    const wait = limiter.arrive();
    const json = { 'content-type': 'application/json' };
    setTimeout(() => {
      open -= 1;
      if (wait === null) {
        response.writeHead(200, json).end('{}');
      } else {
        refused += 1;
        response.writeHead(429, { ...json, 'retry-after': String(wait / 1000) }).end('{}');
      }
    }, 20);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    limiter,
    get refused() {
      return refused;
    },
    get mostOpen() {
      return mostOpen;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
