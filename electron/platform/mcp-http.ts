import { AppError } from '#core/errors.ts';
import type { Transport } from '#core/ports/http.ts';

const MAX_BYTES = 4_000_000;

export interface Calls {
  /** For the protocol's library, in the place of the platform's own. */
  readonly fetch: (url: string | URL, init?: RequestInit) => Promise<Response>;
  /** What went wrong on the way; null: nothing. SECURITY: in our words, since the error itself may hold a header. */
  failure(): AppError | null;
}

/** Sends through the one way out of the app: no redirect, no cookie, and not more than can be read. */
export function createCalls(transport: Transport, signal: AbortSignal): Calls {
  let failure: AppError | null = null;
  const send = async (url: string | URL, init: RequestInit): Promise<Response> => {
    const method = (init.method ?? 'GET') as 'GET' | 'POST' | 'DELETE';
    const headers = Object.fromEntries(new Headers(init.headers));
    const body = typeof init.body === 'string' ? init.body : null;
    const both = init.signal ? AbortSignal.any([signal, init.signal]) : signal;
    try {
      const answer = await transport({ method, url: String(url), headers, body, signal: both });
      if (method === 'POST') failure = refusalOf(answer.status);
      return new Response(capped(answer.body), { status: answer.status, headers: answer.headers });
    } catch (error) {
      // The stream of events that a client may ask for beside its messages is not what is tested.
      if (method === 'POST' && !both.aborted) failure = troubleOf(error);
      throw error;
    }
  };
  return { fetch: (url, init = {}) => send(url, init), failure: () => failure };
}

function refusalOf(status: number): AppError | null {
  if (status < 400) return null;
  if (status === 401 || status === 403) {
    return new AppError('service-failed', {
      message: `The server refused the key (HTTP ${status}).`,
      next: 'Verify the key, and look whether this is the header that the server wants.',
    });
  }
  return new AppError('service-failed', {
    message: `The server answered with HTTP ${status}.`,
    next:
      status < 500
        ? 'Look whether the address in the file is that of an MCP server.'
        : 'Try again later: the server itself has failed.',
  });
}

const REASONS: readonly (readonly [RegExp, string])[] = [
  [/redirect/i, 'it sends on to another address, which is not followed with a key'],
  [/ECONNREFUSED|CONNECTION_REFUSED/, 'nothing answers at its address'],
  [/ENOTFOUND|EAI_AGAIN|NAME_NOT_RESOLVED/, 'its host name is not known'],
  [/CERT|SELF_SIGNED|SSL|TLS/, 'its certificate is not one that this computer trusts'],
];

function troubleOf(error: unknown): AppError {
  const words = causesOf(error).join(' ');
  const reason = REASONS.find(([pattern]) => pattern.test(words))?.[1] ?? 'the connection failed';
  return new AppError('service-failed', {
    message: `The server was not reached: ${reason}.`,
    next: 'Check the address in the file, and the network.',
  });
}

const DEPTH = 6;

function causesOf(error: unknown, left = DEPTH): readonly string[] {
  if (!(error instanceof Error) || left === 0) return [];
  const code = 'code' in error ? String(error.code) : '';
  return [code, error.message, ...causesOf(error.cause, left - 1)];
}

function capped(body: ReadableStream<Uint8Array> | null): ReadableStream<Uint8Array> | null {
  if (body === null) return null;
  let read = 0;
  const counting = new TransformStream<Uint8Array, Uint8Array>({
    transform: (bytes, controller) => {
      read += bytes.length;
      if (read > MAX_BYTES) controller.error(new Error('too large'));
      else controller.enqueue(bytes);
    },
  });
  return body.pipeThrough(counting);
}
