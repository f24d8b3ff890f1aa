import type {
  AdoptionPlace,
  AdoptionPlan,
  AdoptionResult,
  AdoptRequest,
  PlaintextList,
} from '#shared/model/adoption.ts';

export interface AdoptingService {
  /** The secrets that stand in one file in the clear. Needs no open storage. @throws AppError file-refused */
  find(place: AdoptionPlace): Promise<PlaintextList>;
  /** Nothing is written and nothing kept. */
  plan(request: AdoptRequest): Promise<AdoptionPlan>;
  /**
   * Keeps the value, then writes the file. Killed in between, the key is there and the file as it was: the next
   * attempt takes that key.
   * @throws AppError conflict where the file is no longer what was planned on; same-value-elsewhere, storage-*
   */
  adopt(plan: string): Promise<AdoptionResult>;
}
