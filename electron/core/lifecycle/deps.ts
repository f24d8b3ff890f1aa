import type { Audit } from '../auditing/audit.ts';
import type { Fingerprints } from '../fingerprints.ts';
import type { Clock } from '../ports/clock.ts';
import type { NewId } from '../ports/ids.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { Reach } from '../reach.ts';
import type { Vault } from '../vault.ts';

/** What a key's life needs. */
export interface Lifecycle {
  readonly ledger: Ledger;
  readonly vault: Vault;
  readonly reach: Pick<Reach, 'plugin' | 'offer' | 'service' | 'beginning' | 'addressAt'>;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly audit: Audit;
  readonly fingerprints: Fingerprints;
}
