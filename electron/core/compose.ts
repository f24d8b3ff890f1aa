import { createAudit } from './audit.ts';
import { createConnections } from './connections.ts';
import { createDelivering, type DeliveringDeps } from './delivering/index.ts';
import { createEnvironments } from './environments.ts';
import { createKeys } from './keys.ts';
import type { Clock } from './ports/clock.ts';
import type { Transport } from './ports/http.ts';
import type { NewId } from './ports/ids.ts';
import type { AuditEntry, Ledger } from './ports/ledger.ts';
import type { BuiltInService, ProviderPlugin } from './ports/provider.ts';
import type { StorageTiers } from './ports/storage.ts';
import { createReach } from './reach.ts';
import type { Services } from './services.ts';
import { createVault } from './vault.ts';

/** Everything that the domain needs of the outside. The two roots differ in nothing else. */
export interface Outside {
  readonly by: AuditEntry['by'];
  readonly ledger: Ledger;
  readonly storage: StorageTiers;
  readonly providers: readonly ProviderPlugin[];
  readonly builtIns: Readonly<Record<string, BuiltInService>>;
  readonly transport: (connectionId: string) => Transport;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly delivery: Omit<DeliveringDeps, 'ledger' | 'clock' | 'newId' | 'audit' | 'readSecret' | 'provider'>;
}

export function createServices(outside: Outside): Services {
  const { ledger, storage, clock, newId, providers } = outside;
  const vault = createVault(storage);
  const audit = createAudit({ ledger, clock, by: outside.by });
  const reach = createReach({ providers, builtIns: outside.builtIns, vault, transport: outside.transport });
  const keys = createKeys({ ledger, vault, reach, clock, newId, audit, storage });
  return {
    storage,
    environments: createEnvironments({ ledger, newId, audit }),
    providers: { list: () => providers.map(({ summary }) => summary) },
    connections: createConnections({ ledger, vault, reach, newId, audit }),
    keys,
    delivering: createDelivering({
      ...outside.delivery,
      ledger,
      clock,
      newId,
      audit,
      readSecret: keys.read,
      provider: (id) => providers.find(({ summary }) => summary.id === id)?.summary ?? null,
    }),
  };
}
