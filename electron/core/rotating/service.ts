import type {
  Incident,
  Rotation,
  RotationAct,
  RotationJournalRow,
  RotationPlan,
  RotationRequest,
} from '#shared/model/rotation.ts';
import type { Secret } from '../secret.ts';

export interface RunOptions {
  readonly signal?: AbortSignal | undefined;
  /** Told after each step, with the run as it is then. */
  readonly onStep?: ((rotation: Rotation) => void) | undefined;
}

export interface RotatingService {
  /** Runs that go on, the newest first; then the newest of those that ended. */
  list(): readonly Rotation[];
  /** @throws AppError not-found */
  get(id: string): Rotation;
  /** By its id, or by the id or exact name of the key of a run that goes on. @throws AppError not-found, ambiguous */
  find(idOrKey: string): Rotation;
  journal(id: string): readonly RotationJournalRow[];
  /** What a run would do; nothing is done. @throws AppError not-found, unsupported, forbidden-by-rule, invalid-input (scopes) */
  plan(request: RotationRequest): Promise<RotationPlan>;
  /**
   * Why a person has to be there for a planned run, as far as the ledger alone tells; null: it tells nothing. Reads all
   * keys once, for as many as are asked about.
   */
  attended(): (keyId: string) => string | null;
  /** The plan as Markdown, without a secret. */
  runbook(request: RotationRequest): Promise<string>;
  /**
   * Goes on until it ends or has to wait. What fails before the old key is revoked is taken back.
   * @throws AppError what `plan` throws; conflict where another run of this key goes on; confirmation-needed; the first failure, once it is taken back
   */
  start(
    request: RotationRequest & { readonly confirm?: string | undefined },
    options?: RunOptions,
  ): Promise<Rotation>;
  /** @param secret the new value, for `enter`. @throws AppError forbidden-by-rule where the run cannot do that now */
  act(
    request: { readonly id: string; readonly act: RotationAct; readonly confirm?: string | undefined },
    secret: Secret | null,
    options?: RunOptions,
  ): Promise<Rotation>;
  /** An item of the check list is done. */
  tick(id: string, delivery: string): Promise<Rotation>;
  /** The new value, for a place of the check list: each item once. @throws AppError forbidden-by-rule */
  readForTask(id: string, delivery: string): Promise<Secret>;
  /** Goes on with every run that is due, or that a crash left. Never fails: what went wrong stands in the journal. @returns how many went on */
  resume(signal?: AbortSignal): Promise<number>;
  /**
   * A leaked key: no overlap, all deliveries replaced.
   * @throws AppError not-found where no key has this value
   */
  panic(
    leaked: { readonly keyId: string } | { readonly secret: Secret },
    options?: RunOptions & { readonly confirm?: string | undefined },
  ): Promise<Incident>;
  /** Markdown: what leaked, what was done and when, usage since. */
  incidentNote(id: string): Promise<string>;
}
