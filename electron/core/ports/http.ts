export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  readonly signal: AbortSignal;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: Headers;
  /** Decompressed bytes as they come; null for an empty answer. */
  readonly body: ReadableStream<Uint8Array> | null;
}

/**
 * The one way to a service: no redirect is followed, no cookie or credential added, nothing cached.
 * Rejects with the platform's own error; providers/http gives it a meaning.
 */
export type Transport = (request: HttpRequest) => Promise<HttpResponse>;
