import type { Connection, ConnectionTest, NewConnection } from '#shared/model/connection.ts';
import type {
  ChangeRow,
  Delivery,
  DeliveryRow,
  ExportPlan,
  ExportRequest,
  ExportResult,
  Target,
} from '#shared/model/delivery.ts';
import type { Environment, EnvironmentChanges, NewEnvironment } from '#shared/model/environment.ts';
import type { Key, LocalKey, NewKey, Verdict } from '#shared/model/key.ts';
import type { Provider } from '#shared/model/provider.ts';
import type { StorageTiers } from './ports/storage.ts';
import type { Secret } from './secret.ts';

/** The domain, as window and command use it: one implementation, two doors. */
export interface Services {
  readonly storage: StorageTiers;
  readonly environments: EnvironmentService;
  readonly providers: { list(): readonly Provider[] };
  readonly connections: ConnectionService;
  readonly keys: KeyService;
  readonly delivering: DeliveryService;
}

export interface EnvironmentService {
  list(): readonly Environment[];
  /** @throws AppError name-taken */
  create(input: NewEnvironment): Environment;
  createFromTemplate(): readonly Environment[];
  edit(input: EnvironmentChanges): Environment;
  /** Refused while keys or connections stand in it. @throws AppError not-found, forbidden-by-rule, confirmation-needed */
  remove(id: string, confirm?: string): void;
  /** By id or exact name (case and composition do not matter). @throws AppError not-found */
  find(idOrName: string): Environment;
}

export interface ConnectionService {
  list(): readonly Connection[];
  /** @param credential absent for Playground, which mints its own */
  add(input: NewConnection, credential: Secret | null): Promise<Connection>;
  test(id: string, signal?: AbortSignal): Promise<ConnectionTest>;
  /** Refused while keys of it are held. */
  remove(id: string, confirm?: string): Promise<void>;
  /** @param environmentId narrows a name that stands in several environments. @throws AppError not-found, ambiguous */
  find(idOrName: string, environmentId?: string): Connection;
}

export interface KeyService {
  list(): readonly Key[];
  get(id: string): Key;
  /** @throws AppError not-found, ambiguous (lists the ids) */
  find(idOrName: string, environmentId?: string): Key;
  /** Makes the key at the service and stores its value before anything shows it. */
  create(input: NewKey, signal?: AbortSignal): Promise<Key>;
  /** Keeps a value that the user has. */
  add(input: LocalKey, secret: Secret): Promise<Key>;
  verify(id: string, signal?: AbortSignal): Promise<Verdict>;
  /** Deletes at the service first, then here. @throws AppError confirmation-needed in production without the name */
  delete(id: string, confirm?: string): Promise<void>;
  /** Deletes an orphan at the service and makes the key anew. */
  recreate(id: string): Promise<Key>;
  acknowledge(id: string): Key;
  /** For exec, headers and delivery. @throws AppError not-held, storage-locked, storage-unavailable */
  read(id: string): Promise<Secret>;
  /** For the reveal window: only until the user has confirmed. Writes an audit row. @throws AppError forbidden-by-rule */
  readOnce(id: string): Promise<Secret>;
  /**
   * For the clipboard: free until confirmed, afterwards with presence.
   * @param presence the app passphrase; null: not asked yet
   * @throws AppError presence-needed, presence-unset, wrong-passphrase, forbidden-by-rule (copy-once environment)
   */
  readForCopy(id: string, presence: Secret | null): Promise<Secret>;
  /** Finds out what became of creates whose answer was lost, now or in an earlier run. */
  recover(): Promise<void>;
}

export interface DeliveryService {
  targets(): readonly Target[];
  /** Nothing is written. Needs no secret, so no open storage. */
  plan(request: ExportRequest): Promise<ExportPlan>;
  /** @throws AppError conflict where the file is no longer what was planned on */
  export(plan: string): Promise<ExportResult>;
  deliveries(): Promise<readonly DeliveryRow[]>;
  ofKey(keyId: string): readonly Delivery[];
  unexport(deliveryId: string): Promise<ExportResult>;
  changes(): readonly ChangeRow[];
  /** @param change absent: the newest that is not undone. @throws AppError conflict where the file was changed since */
  undo(change?: string): Promise<ChangeRow>;
  /** After a crash: finishes or takes back what was under way. */
  recover(): Promise<void>;
}
