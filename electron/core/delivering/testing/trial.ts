import type { FileExporter } from '../../ports/exporter.ts';
import type { DeliveryRecord } from '../../ports/ledger.ts';
import type { Secret } from '../../secret.ts';
import type { DeliveryTestDeps } from './deps.ts';

/** One test under way, and what is gathered for its report. */
export interface Trial {
  readonly deps: DeliveryTestDeps;
  readonly delivery: DeliveryRecord;
  readonly exporter: FileExporter;
  /** The key's value. */
  readonly held: Secret;
  /** What must not be told. */
  readonly secrets: Secret[];
  readonly notes: string[];
}
