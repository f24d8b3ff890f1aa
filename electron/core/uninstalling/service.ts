import type { DeliveryRow, Mechanism } from '#shared/model/delivery.ts';

/** What becomes of a delivery: it is taken out, gets the value itself, or needs no Keyrack as it stands. */
export type Parting = 'take-out' | 'value' | 'stays';

export interface PlannedParting extends Pick<DeliveryRow, 'id' | 'target' | 'file' | 'server' | 'state'> {
  readonly mechanism: Mechanism;
  readonly parting: Parting;
}

/** A key that goes on working at its service, or may: `lost`, its create was sent and the answer never came. */
export interface LiveKey {
  readonly id: string;
  readonly name: string;
  readonly environment: string;
  readonly connection: string;
  readonly baseUrl: string;
  readonly lost: boolean;
}

export interface UninstallPlan {
  readonly deliveries: readonly PlannedParting[];
  /** Values and credentials in the storage of secrets. */
  readonly secrets: number;
  /** Names of the keys and connections that they are of. */
  readonly held: readonly string[];
  readonly live: readonly LiveKey[];
  /** Names of production environments that something stands in: each has to be confirmed. */
  readonly productions: readonly string[];
}

export interface Parted extends PlannedParting {
  readonly done: boolean;
  /** Why it was left as it is, and what to do; null where it was not. */
  readonly message: string | null;
  readonly next: string | null;
}

export interface UninstallRequest {
  /** Programs shall go on working: the value itself takes the place of what asks Keyrack for it. */
  readonly plaintext: boolean;
  /** Names of production environments, as they were typed. */
  readonly confirm: readonly string[];
}

export interface UninstallingService {
  /** Looks at every file and changes none. */
  plan(request: Pick<UninstallRequest, 'plaintext'>): Promise<UninstallPlan>;
  /**
   * Delivery by delivery; what fails is left as it is, and told. Asked again, it goes on with what is left.
   * @param onStep before each, how many are done of how many
   * @throws AppError confirmation-needed; storage-* before anything was changed; cancelled
   */
  part(
    request: UninstallRequest,
    watch: { readonly onStep: (next: PlannedParting) => void; readonly signal?: AbortSignal },
  ): Promise<readonly Parted[]>;
  /**
   * Takes values and credentials out of the storage, and says so in the ledger. What a delivery that is left needs is kept.
   * @returns how many were removed
   * @throws AppError storage-*: those before it are removed
   */
  removeSecrets(left: readonly Pick<Parted, 'id' | 'file'>[]): Promise<number>;
  /** Keys that stay, as the ledger knows it now. */
  live(): readonly LiveKey[];
}
