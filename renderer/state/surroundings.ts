import type { Connection } from '#shared/model/connection.ts';
import type { Environment } from '#shared/model/environment.ts';
import type { Provider } from '#shared/model/provider.ts';

/** What stands around a key: its environment, its connection and the service behind it. */
export interface Surroundings {
  readonly environment: Environment | null;
  readonly connection: Connection | null;
  readonly provider: Provider | null;
  /** Keyrack is locked; absent: it is not. */
  readonly locked?: boolean;
  /** A run replaces the key now; absent: none does. */
  readonly rotating?: boolean;
}
