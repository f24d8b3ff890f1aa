import type {
  ChangeRow,
  Delivery,
  DeliveryRow,
  ExportDocument,
  ExportPlan,
  ExportRequest,
  ExportResult,
  Target,
} from '#shared/model/delivery.ts';
import type { RestorePlan } from '#shared/model/guard.ts';

export interface DeliveryService {
  targets(): readonly Target[];
  /** Nothing is written. Needs no secret, so no open storage. */
  plan(request: ExportRequest): Promise<ExportPlan>;
  /** What it would write into a new file, to be copied; it never holds a value. @throws AppError unsupported, forbidden-by-rule (inline) */
  document(request: ExportRequest): Promise<ExportDocument>;
  /** @param wishes.ignored also adds the file to the .gitignore beside it. @throws AppError conflict where the file is no longer what was planned on */
  export(plan: string, wishes?: { readonly ignored?: boolean }): Promise<ExportResult>;
  /** @param look.thorough opens the storage to compare values; otherwise they are compared where this process has opened it before */
  deliveries(look?: { readonly thorough?: boolean }): Promise<readonly DeliveryRow[]>;
  ofKey(keyId: string): readonly Delivery[];
  unexport(deliveryId: string): Promise<ExportResult>;
  /** For a target that imports whole files, once it has: they go, and the delivery stays known. @throws AppError unsupported, conflict */
  deleteFiles(deliveryId: string): Promise<ExportResult>;
  /** What somebody did to an entry, and what putting it back would do. @throws AppError conflict where nobody did */
  planRestore(deliveryId: string): Promise<RestorePlan>;
  /** Our entry alone, as it was written. @throws AppError conflict also while the client runs that would write over it */
  restore(plan: string): Promise<ExportResult>;
  /** Takes a changed entry for right. @throws AppError conflict where it no longer brings the key */
  keep(deliveryId: string): Promise<void>;
  changes(): readonly ChangeRow[];
  /** What `undo` can take back, newest first: of each entry its newest act. */
  undoable(): readonly ChangeRow[];
  /** @param change absent: the newest that is not undone. @throws AppError conflict where the file was changed since */
  undo(change?: string): Promise<ChangeRow>;
  /**
   * After a crash: finishes or takes back what was under way. Takes out what was to stand for a while alone.
   * @returns whether there was anything to do
   */
  recover(): Promise<boolean>;
}
