import type { ConnectionTest, Exchange } from '#shared/model/connection.ts';
import type { Stage } from '#shared/model/environment.ts';
import type { KeyStatus, Snippet, Usage, Verdict } from '#shared/model/key.ts';
import type { Limits, ManifestCheck, Offer, Operation, Provider, Scope } from '#shared/model/provider.ts';
import type { Secret } from '../secret.ts';
import type { Transport } from './http.ts';
import type { Pace } from './pacing.ts';
import type { RemoteStore } from './remote-store.ts';

/** A key as the service describes it. What a service does not tell of a key is null, or empty. */
export interface RemoteKey {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly hint: string;
  readonly status: KeyStatus;
  readonly scopes: readonly string[] | null;
  readonly testMode: boolean | null;
  readonly createdAt: string | null;
  readonly expiresAt: string | null;
  readonly lastUsedAt: string | null;
  readonly allowedIps: readonly string[] | null;
  readonly rateLimit: string | null;
}

export interface RemoteKeyInput {
  readonly name: string;
  readonly description: string;
  readonly scopes: readonly string[];
  readonly testMode: boolean;
  /** ISO 8601, UTC */
  readonly expiresAt: string | null;
  readonly allowedIps: readonly string[];
}

export interface RemoteAlert {
  readonly id: string;
  readonly condition: string;
  /** The service's id of the key; null: the alert is about all keys. */
  readonly keyId: string | null;
}

/** What a test tells besides: for the diagnosis. */
export interface ServiceTest extends ConnectionTest {
  /** Clock of the service minus ours, by its Date header; null where it sent none. */
  readonly clockSkewMs: number | null;
  /** Requests left before the service asks to wait, by its headers. */
  readonly requestsLeft: number | null;
  readonly account: string | null;
}

interface Listing {
  readonly signal?: AbortSignal | undefined;
  /** Keys read so far; a long list comes in pages. */
  readonly onProgress?: ((read: number) => void) | undefined;
}

/**
 * A service, reached through one connection. Every method throws AppError with the closed codes; `unsupported` where
 * the connection offers no API way for it.
 */
export interface Service {
  /** Asks whether the service is there, without any credential. Never throws for an answer. */
  health(signal?: AbortSignal): Promise<ServiceTest>;
  /** Asks something harmless with the management credential. Never throws for an answer. */
  test(signal?: AbortSignal): Promise<ServiceTest>;
  list(listing?: Listing): Promise<readonly RemoteKey[]>;
  /** @throws AppError not-found */
  get(remoteId: string, signal?: AbortSignal): Promise<RemoteKey>;
  /**
   * Sent once, never retried.
   * @throws AppError outcome-unknown where the request may have reached the service and the answer did not come whole
   */
  create(
    input: RemoteKeyInput,
    signal?: AbortSignal,
  ): Promise<{ readonly key: RemoteKey; readonly secret: Secret }>;
  edit(
    remoteId: string,
    changes: { readonly name?: string; readonly description?: string },
    signal?: AbortSignal,
  ): Promise<void>;
  setScopes(remoteId: string, scopes: readonly string[], signal?: AbortSignal): Promise<void>;
  allowIps(remoteId: string, ranges: readonly string[], signal?: AbortSignal): Promise<void>;
  disable(remoteId: string, signal?: AbortSignal): Promise<void>;
  enable(remoteId: string, signal?: AbortSignal): Promise<void>;
  /**
   * The old value dies at once. Sent once.
   * @returns `key` null where the answer tells the new value only
   * @throws AppError outcome-unknown as for create
   */
  regenerate(
    remoteId: string,
    signal?: AbortSignal,
  ): Promise<{ readonly key: RemoteKey | null; readonly secret: Secret }>;
  /** Final. */
  revoke(remoteId: string, signal?: AbortSignal): Promise<void>;
  /** A key that is not there counts as deleted. */
  delete(remoteId: string, signal?: AbortSignal): Promise<void>;
  verify(secret: Secret, signal?: AbortSignal): Promise<Verdict>;
  usage(remoteId: string, since: Date, signal?: AbortSignal): Promise<Usage>;
  /** What the service says now; the manifest's where it has no call for it. */
  limits(signal?: AbortSignal): Promise<Limits>;
  /** The service's own catalogue; the manifest's where it has no call for it. */
  scopes(signal?: AbortSignal): Promise<readonly Scope[]>;
  listAlerts(signal?: AbortSignal): Promise<readonly RemoteAlert[]>;
  /** @returns the service's id of the alert */
  setAlert(
    alert: { readonly condition: string; readonly keyId: string },
    signal?: AbortSignal,
  ): Promise<string>;
  deleteAlert(id: string, signal?: AbortSignal): Promise<void>;
  /** What `operation` would send, without sending it. @param remoteId for operations about one key */
  preview(operation: Operation, remoteId: string | null): Exchange;
}

export type CredentialName = 'management' | 'key';

/** What a service is reached with. */
export interface ServiceAccess {
  readonly baseUrl: string;
  /** The connection's own way out: no two connections share one. */
  readonly transport: Transport;
  /** Keeps to the service's limits, together with every other process. */
  readonly pace: Pace;
  /** null where the connection offers nothing that needs one. */
  readonly credential: Secret | null;
  readonly params: Readonly<Record<string, string>>;
  readonly inferred: boolean;
  readonly paths: Readonly<Record<string, string>>;
  /** Which of the manifest's candidates worked last time; the ids are the manifest's. */
  readonly candidates: Readonly<Partial<Record<CredentialName, string>>>;
  /** A candidate worked: it comes first the next time. */
  readonly remember: (credential: CredentialName, candidate: string) => void;
  /** Sees every exchange, with the secrets taken out: *try it*. */
  readonly watch?: (exchange: Exchange) => void;
  /** One line a try for the debug log, without a header, a body or a value of a query. */
  readonly log?: (line: Readonly<Record<string, string | number>>) => void;
}

export interface HostQuestion {
  /** What the user named; absent: the service's own. */
  readonly wanted: string | undefined;
  readonly stage: Stage;
  readonly params: Readonly<Record<string, string>>;
}

export interface SnippetQuestion {
  readonly baseUrl: string;
  readonly variable: string;
  readonly params: Readonly<Record<string, string>>;
}

/** One kind of service: the contract of the provider family (tests/contract/provider). */
/** A server of a service that can test itself. */
export interface SelfTest {
  /** The words that start it. */
  readonly command: readonly string[];
  /** Words behind them that make it test itself and end. */
  readonly words: readonly string[];
}

export interface ProviderPlugin {
  readonly summary: Provider;
  /** Published length of a key's visible prefix; null: not published. */
  readonly hintLength: number | null;
  /** A key that it lists without a last use was never used; false: that cannot be told. */
  readonly tellsLastUse: boolean;
  /** The manifest as JSON, to be kept, shown and exported. */
  readonly manifest: string;
  /** Every operation, once, in the order of OPERATIONS. */
  offers(inferred: boolean): readonly Offer[];
  /** Whether the value looks like a test-mode key, by its prefix; null: that cannot be told. */
  isTestKey(secret: Secret): boolean | null;
  /** @throws AppError invalid-input, field `params` */
  checkParams(params: Readonly<Record<string, string>>): void;
  /** Operations whose path may be replaced by the user, with the path that they have now. */
  readonly inferredPaths: Readonly<Partial<Record<Operation, string>>>;
  /** @throws AppError invalid-input, field `paths` */
  checkPaths(paths: Readonly<Record<string, string>>): void;
  /** @throws AppError invalid-input where the base URL is not allowed. */
  connect(access: ServiceAccess): Service;
  /** A program's own store of secrets, to which keys are delivered; absent: it has none that Keyrack knows. */
  readonly store?: (access: ServiceAccess) => RemoteStore;
  /** Every origin that requests of a connection go to, the credential with them; none where it has no address. */
  destinations(at: Pick<ServiceAccess, 'baseUrl' | 'params'>): readonly string[];
  /** The base URL of a new connection. @throws AppError invalid-input, field `baseUrl` */
  baseUrl(question: HostQuestion): { readonly url: string; readonly custom: boolean };
  snippets(question: SnippetQuestion): readonly Snippet[];
  readonly selfTests: readonly SelfTest[];
}

/** Turns the user's own manifest into a provider. */
export interface ManifestReader {
  /** Never throws for what the text says. */
  check(text: string): ManifestCheck;
  /** @throws AppError invalid-input, naming the first thing that is wrong */
  read(text: string): ProviderPlugin;
}

/** A service that Keyrack itself runs: no account is needed. */
export interface BuiltInService {
  /** Starts it in this process unless it runs already in another; @returns its URL, on loopback. */
  url(): Promise<string>;
  /** Mints a management credential. @param label the connection's name */
  mintCredential(label: string): Promise<Secret>;
}
