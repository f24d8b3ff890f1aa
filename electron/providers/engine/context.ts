import type { Clock } from '#core/ports/clock.ts';
import type { CredentialName, ServiceAccess } from '#core/ports/provider.ts';
import type { HttpClient } from '../http/call.ts';
import type { Reachable } from './hosts.ts';
import type { Manifest } from './manifest/index.ts';
import type { TokenStore } from './tokens.ts';

/** One connection, as the parts of the engine need it. */
export interface Context {
  readonly manifest: Manifest;
  readonly access: ServiceAccess;
  /** The manifest's params, with defaults. */
  readonly params: Readonly<Record<string, string>>;
  readonly reach: Reachable;
  readonly http: HttpClient;
  readonly clock: Clock;
  readonly tokens: TokenStore;
  /** Candidates that worked, now or in an earlier run. */
  readonly worked: Map<CredentialName, string>;
}
