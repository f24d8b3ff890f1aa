import type { AppError } from '#core/errors.ts';
import type { HttpRequest } from '#core/ports/http.ts';

export interface Call {
  readonly method: HttpRequest['method'];
  /** Below the base URL; its values are percent-encoded. A query may follow. */
  readonly path: string;
  /** Instead of the base URL: another address whose origin the service may be reached at, without a slash at its end. */
  readonly origin?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  /** What is read of the answer's body: `errors` reads it from HTTP 400 on, and drops a good one unread. */
  readonly read: 'always' | 'errors' | 'never';
  /** Doing it twice does no more than doing it once: it is repeated while the trouble looks passing. Never a create. */
  readonly repeatable: boolean;
  readonly signal: AbortSignal | undefined;
}

/** What came back: any status counts as an answer. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** How long the service asks to be left alone, at most a day; null where it does not say. */
  readonly retryAfterMs: number | null;
  /** The service's clock minus ours, to the second; null where it sent no date. */
  readonly clockSkewMs: number | null;
  /** From the request to the end of the answer, without the waits. */
  readonly milliseconds: number;
  readonly body:
    | { readonly state: 'json'; readonly document: unknown }
    /** Dropped, or there is none: HEAD, 204, 205, 304. */
    | { readonly state: 'unread' }
    | { readonly state: 'unusable'; readonly failure: AppError };
}

export type Outcome =
  | { readonly state: 'answered'; readonly answer: Answer }
  /** `maybeSent` false: not one byte of the request can have reached the service. */
  | { readonly state: 'failed'; readonly maybeSent: boolean; readonly failure: AppError };

export interface HttpClient {
  /**
   * Keeps to the pace, sends, and repeats what may be repeated. Never throws for what the service or the network does.
   * @throws AppError invalid-input (address)
   */
  send(call: Call): Promise<Outcome>;
}

/** The manifest's `rateLimit`: headers that tell how many requests are left, and when there will be more. */
export interface RateLimitHeaders {
  readonly limit?: string | undefined;
  readonly remaining?: string | undefined;
  readonly reset?: string | undefined;
  readonly resetIn: 'epochS' | 'epochMs' | 'seconds' | 'milliseconds';
}
