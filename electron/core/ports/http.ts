import type { Secret } from '../secret.ts';

export interface HttpRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
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

/** How one connection gets out. */
export interface WayOut {
  readonly connectionId: string;
  readonly proxy: {
    readonly url: string;
    readonly user: string | null;
    readonly password: Secret | null;
    /** As in NO_PROXY. */
    readonly bypass: string;
  } | null;
  /** PEM; trusted besides the authorities that this computer knows. */
  readonly ca: string | null;
}
