import type { Audit } from '../auditing/audit.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { Log } from '../ports/log.ts';
import type { Notifier } from '../ports/notifier.ts';
import type { ProviderPlugin } from '../ports/provider.ts';
import type { Writers } from '../ports/writers.ts';
import type { RotatingService } from '../rotating/service.ts';
import type { Vault } from '../vault.ts';

/** What policies need. */
export interface PolicyDeps {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly audit: Audit;
  readonly notifier: Notifier;
  readonly log: Log;
  readonly writers: Writers;
  readonly vault: Pick<Vault, 'assertOpen'>;
  readonly plugins: { list(): readonly ProviderPlugin[] };
  /** Asked when a run begins: it is made of services that are made after this one. */
  readonly rotating: () => Pick<RotatingService, 'attended' | 'plan' | 'start'>;
  /** Days before a key is due at which it counts as due soon. */
  readonly remindDays: () => number;
}
