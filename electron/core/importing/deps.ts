import type { Audit } from '../auditing/audit.ts';
import type { Files } from '../ports/files.ts';
import type { NewId } from '../ports/ids.ts';
import type { Importer } from '../ports/importer.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { Secret } from '../secret.ts';
import type { KeyService } from '../services.ts';

export interface ImportingDeps {
  readonly ledger: Pick<Ledger, 'keys' | 'environments' | 'transaction'>;
  readonly files: Pick<Files, 'snapshot' | 'remove' | 'sweepFolder'>;
  readonly importers: readonly Importer[];
  readonly keys: Pick<KeyService, 'add' | 'fingerprintHeld'>;
  /** null: it cannot be told now; storing the value asks again. */
  readonly fingerprintOf: (secret: Secret) => Promise<string | null>;
  /** @throws AppError storage-locked */
  readonly assertOpen: () => void;
  readonly newId: NewId;
  readonly audit: Audit;
}
