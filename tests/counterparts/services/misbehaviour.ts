import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';

/** How a counterpart goes wrong. Bytes count from the first one of the request line, or of the status line. */
export type Misbehaviour =
  /** The line breaks before the request has come whole: nothing happens at the service. */
  | { readonly does: 'cut request'; readonly bytes: number }
  /** The request has been carried out; of the answer come so many bytes. */
  | { readonly does: 'cut answer'; readonly bytes: number }
  /** The request has been carried out; no answer ever comes. */
  | { readonly does: 'silence' }
  /** All is well, but late. */
  | { readonly does: 'delay'; readonly ms: number }
  | {
      readonly does: 'answer';
      readonly status: number;
      readonly body?: unknown;
      readonly headers?: Readonly<Record<string, string>>;
      /** The request has been carried out all the same. */
      readonly after?: boolean;
    }
  | { readonly does: 'redirect'; readonly status: number; readonly to: string }
  | { readonly does: 'huge body'; readonly bytes: number }
  | { readonly does: 'endless body' }
  | { readonly does: 'gzip bomb' };

/** An order: plain data, so that it can come from another process too. */
export interface Order {
  readonly what: Misbehaviour;
  /** Requests that it is about; absent: all. The path has no query. */
  readonly on?: { readonly method?: string; readonly path?: string };
  /** How often; absent: until another order comes. */
  readonly times?: number;
}

export interface Orders {
  give(order: Order | null): void;
  /** What is to go wrong with the request that begins; counts it. */
  take(method: string, path: string): Misbehaviour | null;
}

export function createOrders(): Orders {
  let current: Order | null = null;
  let left = 0;
  return {
    give: (order) => {
      current = order;
      left = order?.times ?? Number.POSITIVE_INFINITY;
    },
    take: (method, path) => {
      if (current === null || left === 0) return null;
      const { on = {}, what } = current;
      if ((on.method ?? method) !== method || (on.path ?? path) !== path) return null;
      left -= 1;
      return what;
    },
  };
}

/** Whether the request is carried out before things go wrong. */
export function isCarriedOut(what: Misbehaviour): boolean {
  if (what.does === 'answer') return what.after === true;
  return ['cut answer', 'silence', 'delay'].includes(what.does);
}

const MB = 1_000_000;
const JSON_HEADERS = { 'content-type': 'application/json' };

function pour(response: ServerResponse, bytes: number): void {
  let left = bytes;
  const more = (): void => {
    while (left > 0 && !response.destroyed) {
      const part = Math.min(left, 65_536);
      left -= part;
      if (!response.write(' '.repeat(part))) return;
    }
    if (left <= 0) response.end();
  };
  response.on('drain', more);
  more();
}

/** Answers in the way of `what`, where that is not the service's own answer. */
export function answerBadly(response: ServerResponse, what: Misbehaviour): void {
  if (what.does === 'answer') {
    const { status, body, headers = {} } = what;
    response.writeHead(status, { ...(body === undefined ? {} : JSON_HEADERS), ...headers });
    response.end(body === undefined ? '' : JSON.stringify(body));
  } else if (what.does === 'redirect') {
    response.writeHead(what.status, { location: what.to });
    response.end();
  } else if (what.does === 'gzip bomb') {
    response.writeHead(200, { ...JSON_HEADERS, 'content-encoding': 'gzip' });
    response.end(gzipSync(Buffer.alloc(20 * MB, ' ')));
  } else if (what.does === 'huge body' || what.does === 'endless body') {
    response.writeHead(200, JSON_HEADERS);
    pour(response, what.does === 'huge body' ? what.bytes : Number.POSITIVE_INFINITY);
  }
}
