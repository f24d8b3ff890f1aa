import type { ConnectionTest } from '#shared/model/connection.ts';
import type { KeyStatus, Verdict } from '#shared/model/key.ts';
import type { Provider } from '#shared/model/provider.ts';
import type { Secret } from '../secret.ts';
import type { Transport } from './http.ts';

/** A key as the service describes it. */
export interface RemoteKey {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly hint: string;
  readonly status: KeyStatus;
  readonly scopes: readonly string[];
  readonly testMode: boolean;
  readonly createdAt: string | null;
  readonly expiresAt: string | null;
  readonly lastUsedAt: string | null;
}

export interface RemoteKeyInput {
  readonly name: string;
  readonly description: string;
  readonly scopes: readonly string[];
  readonly testMode: boolean;
  /** ISO 8601, UTC */
  readonly expiresAt: string | null;
}

/** A service, reached through one connection. Every method throws AppError with the closed codes. */
export interface Service {
  /** Asks something harmless with the management credential. Never throws for an answer, only for a bug. */
  test(signal?: AbortSignal): Promise<ConnectionTest>;
  list(signal?: AbortSignal): Promise<readonly RemoteKey[]>;
  /**
   * Sent once, never retried.
   * @throws AppError outcome-unknown where the request may have reached the service and the answer did not come whole
   */
  create(
    input: RemoteKeyInput,
    signal?: AbortSignal,
  ): Promise<{ readonly key: RemoteKey; readonly secret: Secret }>;
  verify(secret: Secret, signal?: AbortSignal): Promise<Verdict>;
  /** A key that is not there counts as deleted. */
  delete(remoteId: string, signal?: AbortSignal): Promise<void>;
  /** Where the service only deletes, deletes. */
  revoke(remoteId: string, signal?: AbortSignal): Promise<void>;
}

/** What a service is reached with. */
export interface ServiceAccess {
  readonly baseUrl: string;
  /** The connection's own way out: no two connections share one. */
  readonly transport: Transport;
  readonly credential: Secret;
}

/** One kind of service: the contract of the provider family (tests/contract/provider). */
export interface ProviderPlugin {
  readonly summary: Provider;
  /** Published length of a key's visible prefix; null: not published. */
  readonly hintLength: number | null;
  /** @throws AppError invalid-input where the base URL is not allowed. */
  connect(access: ServiceAccess): Service;
  /** The base URL of a new connection. @throws AppError invalid-input, field `baseUrl` */
  baseUrl(wanted: string | undefined): string;
}

/** A service that Keyrack itself runs: no account is needed. */
export interface BuiltInService {
  /** Starts it in this process unless it runs already in another; @returns its URL, on loopback. */
  url(): Promise<string>;
  /** Mints a management credential. @param label the connection's name */
  mintCredential(label: string): Promise<Secret>;
}
