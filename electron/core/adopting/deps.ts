import type { DeliveringDeps } from '../delivering/deps.ts';
import type { KeyRow } from '../ports/ledger.ts';
import type { Secret } from '../secret.ts';
import type { KeyService } from '../services.ts';

export interface AdoptingDeps extends DeliveringDeps {
  readonly keys: Pick<KeyService, 'add'>;
  /** The keys that hold this value. @throws AppError storage-* */
  readonly holders: (secret: Secret) => Promise<readonly KeyRow[]>;
}
