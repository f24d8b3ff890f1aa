import type {
  ActivityFilter,
  ActivityFormat,
  ActivityPage,
  ActivityQuery,
  ActivityRow,
  ActivityVerdict,
} from '#shared/model/activity.ts';
import type {
  Connection,
  ConnectionChanges,
  ConnectionTest,
  Diagnosis,
  DiagnosisStep,
  NewConnection,
  SyncReport,
  TryRequest,
  TryResult,
  WebhookVerdict,
} from '#shared/model/connection.ts';
import type {
  Environment,
  EnvironmentChanges,
  EnvironmentCopy,
  EnvironmentMove,
  NewEnvironment,
} from '#shared/model/environment.ts';
import type {
  Alert,
  Consequences,
  Identity,
  Key,
  KeyAct,
  KeyActRequest,
  KeyChanges,
  KeyEntry,
  LocalKey,
  NewKey,
  Snippet,
  Usage,
  ValueCopy,
  Verdict,
} from '#shared/model/key.ts';
import type { PackageCheck } from '#shared/model/npm-package.ts';
import type { CredentialPart, ManifestCheck, Offer, Provider } from '#shared/model/provider.ts';
import type { AdoptingService } from './adopting/service.ts';
import type { StorageService } from './auditing/storage.ts';
import type { DeliveryService } from './delivering/service.ts';
import type { DeliveryTestService } from './delivering/testing/service.ts';
import type { ImportingService } from './importing/service.ts';
import type { InventoryService } from './inventory/service.ts';
import type { PolicyService } from './policies/service.ts';
import type { RotatingService } from './rotating/service.ts';
import type { ScanningService } from './scanning/service.ts';
import type { Secret } from './secret.ts';
import type { Session } from './session/session.ts';
import type { UninstallingService } from './uninstalling/service.ts';

/** The domain, as window and command use it: one implementation, two doors. */
export interface Services {
  readonly session: Session;
  readonly storage: StorageService;
  readonly environments: EnvironmentService;
  readonly providers: ProviderService;
  readonly connections: ConnectionService;
  readonly keys: KeyService;
  readonly alerts: AlertService;
  readonly webhooks: WebhookService;
  readonly delivering: DeliveryService;
  readonly deliveryTests: DeliveryTestService;
  readonly packages: PackageService;
  readonly adopting: AdoptingService;
  readonly importing: ImportingService;
  readonly inventory: InventoryService;
  readonly scanning: ScanningService;
  readonly samples: SampleService;
  readonly uninstalling: UninstallingService;
  readonly rotating: RotatingService;
  readonly policies: PolicyService;
  readonly activity: ActivityService;
}

export interface SampleService {
  /** @returns the ids of the environments that are sample data, with all that stands in them */
  list(): readonly string[];
  /** Environments with keys of Playground, marked; nothing outside Keyrack is touched. @throws AppError conflict, storage-* */
  fill(signal?: AbortSignal): Promise<void>;
  /** Takes their deliveries back, deletes their keys, and removes them. @throws AppError forbidden-by-rule where the user's own stand in them */
  clear(): Promise<void>;
}

export interface EnvironmentService {
  /** In their order, archived ones too. */
  list(): readonly Environment[];
  /** The last in order. @throws AppError name-taken */
  create(input: NewEnvironment): Environment;
  createFromTemplate(): readonly Environment[];
  /**
   * Changes what is given, leaves the rest.
   * @throws AppError not-found, name-taken, forbidden-by-rule; confirmation-needed where production's keys could be copied again
   */
  edit(input: EnvironmentChanges): Environment;
  /** @returns all of them, in the new order. @throws AppError not-found, forbidden-by-rule (archived) */
  move(input: EnvironmentMove): readonly Environment[];
  /** Its stage, colour, project and defaults under another name, next to it. @throws AppError not-found, name-taken */
  duplicate(input: EnvironmentCopy): Environment;
  /** Keeps all that it has, which goes on working; it is no longer offered, and nothing new is made in it. */
  archive(id: string): Environment;
  unarchive(id: string): Environment;
  /** Refused while keys or connections stand in it. @throws AppError not-found, forbidden-by-rule, confirmation-needed */
  remove(id: string, confirm?: string): void;
  /** By id or exact name (case and composition do not matter). @throws AppError not-found */
  find(idOrName: string): Environment;
}

export interface ProviderService {
  /** Ours first, then the user's. */
  list(): readonly Provider[];
  /** @throws AppError not-found */
  find(id: string): Provider;
  /** Looks at a manifest and keeps nothing. @param text JSON */
  check(text: string): ManifestCheck;
  /** Keeps the user's manifest; the same id again replaces it. @throws AppError invalid-input, name-taken (one of ours) */
  add(text: string): Provider;
  /** Refused while connections use it. @throws AppError not-found, forbidden-by-rule */
  remove(id: string): void;
  /** @returns the manifest as JSON, to be shared or edited */
  manifest(id: string): string;
}

/** Secrets of a connection; what is absent stays as it is. */
export interface ConnectionSecrets {
  readonly credential?: Secret | null;
  readonly proxyPassword?: Secret | null;
}

export interface ConnectionService {
  list(): readonly Connection[];
  get(id: string): Connection;
  /** What a connection of these settings will need of the user. */
  needs(input: Pick<NewConnection, 'provider' | 'baseUrl' | 'params'>): {
    readonly credential: readonly CredentialPart[];
  };
  /** @param secrets without a credential for Playground, which mints its own, and where nothing needs one */
  add(input: NewConnection, secrets: ConnectionSecrets): Promise<Connection>;
  edit(changes: ConnectionChanges, secrets?: ConnectionSecrets): Promise<Connection>;
  test(id: string, signal?: AbortSignal): Promise<ConnectionTest>;
  diagnose(id: string, options?: DiagnoseOptions): Promise<Diagnosis>;
  /** Lists the keys at the service and writes down what differs. Nothing is deleted here. @throws AppError unsupported */
  sync(id: string, options?: SyncOptions): Promise<SyncReport>;
  /** Shows what an operation sends and gets, secrets replaced. */
  tryOut(request: TryRequest, signal?: AbortSignal): Promise<TryResult>;
  /** Refused while keys of it are held. */
  remove(id: string, confirm?: string): Promise<void>;
  /** @param environmentId narrows a name that stands in several environments. @throws AppError not-found, ambiguous */
  find(idOrName: string, environmentId?: string): Connection;
}

export interface DiagnoseOptions {
  readonly signal?: AbortSignal | undefined;
  /** Told each step that is looked at, once, as soon as it is known; those that are left out stand in the result alone. */
  readonly onStep?: ((found: DiagnosisStep) => void) | undefined;
}

export interface SyncOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((read: number) => void) | undefined;
}

export interface KeyService {
  list(): readonly Key[];
  /** Part of `list`. @param after the `next` of the page before; 0: from the first on. @returns `next` null: it was the last */
  page(after: number, limit: number): { readonly keys: readonly Key[]; readonly next: number | null };
  /** The newest first. @param environmentId only its keys; null, or of none in use: those of all in use */
  newest(environmentId: string | null, limit: number): readonly Key[];
  get(id: string): Key;
  /** @throws AppError not-found, ambiguous (lists the ids) */
  find(idOrName: string, environmentId?: string): Key;
  /**
   * Makes the key at the service and stores its value before anything shows it.
   * @throws AppError steps-needed where the connection creates keys by hand: then `createByHand`
   */
  create(input: NewKey, signal?: AbortSignal): Promise<Key>;
  /** Checks a request as `create` would, before the user is sent to the console. @returns the steps to do there */
  prepareByHand(input: NewKey): Offer;
  /** Keeps a key that the user made in the console. It is verified first, where the service can; a refused one is not kept. */
  createByHand(input: NewKey, secret: Secret, signal?: AbortSignal): Promise<Key>;
  /**
   * Keeps a value that the user has.
   * @param id under which a preview announced it; absent: a new one
   * @throws AppError same-value-here where a key of the environment has it; same-value-elsewhere where one of another has
   */
  add(input: LocalKey, secret: Secret, id?: string): Promise<Key>;
  /** The value of a key that is not held. @throws AppError invalid-input where hint or service say that it is another */
  enter(request: KeyEntry, secret: Secret, signal?: AbortSignal): Promise<Key>;
  /** The same value as a key of another environment: only where the user insists, and no service forbids it. */
  copyValue(copy: ValueCopy): Promise<Key>;
  /** Whose key is this? The value is compared, and not kept. @throws AppError storage-* */
  identify(secret: Secret): Promise<Identity>;
  /** @throws AppError forbidden-by-rule where the service fixes the scopes: a rotation makes a key with others */
  edit(changes: KeyChanges, signal?: AbortSignal): Promise<Key>;
  /** @returns the key as it is then; null where it was deleted. @throws AppError steps-needed, confirmation-needed */
  act(request: KeyActRequest, signal?: AbortSignal): Promise<Key | null>;
  /** The value changes, the key stays. @param secret the new value, where it was made by hand. @throws AppError steps-needed */
  regenerate(
    request: { readonly id: string; readonly confirm?: string | undefined },
    secret: Secret | null,
    signal?: AbortSignal,
  ): Promise<Key>;
  /** What stops working when this is done to the key. */
  consequences(id: string, act: KeyAct | 'regenerate'): Promise<Consequences>;
  verify(id: string, signal?: AbortSignal): Promise<Verdict>;
  usage(id: string, since: Date, signal?: AbortSignal): Promise<Usage>;
  snippets(id: string): readonly Snippet[];
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
  /** Finds out what became of creates and regenerates whose answer was lost, now or in an earlier run. */
  recover(): Promise<void>;
  /** Looks at held values whose fingerprint is not known, while the storage is open. @returns how many are known now */
  fingerprintHeld(): Promise<number>;
}

export interface AlertService {
  /** Ours, and where the service has alerts its own too. */
  list(keyId: string, signal?: AbortSignal): Promise<readonly Alert[]>;
  /** Set at the service where it has alerts, else judged here. @throws AppError unsupported where there is no usage either */
  add(keyId: string, condition: string, signal?: AbortSignal): Promise<Alert>;
  remove(keyId: string, alertId: string, signal?: AbortSignal): Promise<void>;
  /** Judges our own alerts by the usage now; one that is passed is told and audited, once an interval. */
  judge(signal?: AbortSignal): Promise<void>;
}

export interface WebhookService {
  /** @param payload raw bytes as received. @param signature in hex or base64, bare or as `sha256=…` */
  verify(payload: Uint8Array, signature: string, secret: Secret): Promise<WebhookVerdict>;
}

export interface PackageService {
  /**
   * Asks the user's own npm, and so the registry that it is set to, about what this command would fetch and run.
   * @returns nothing where that is no package of a registry. Never fails for what npm says
   */
  check(command: readonly string[]): Promise<readonly PackageCheck[]>;
}

export interface ActivityService {
  /** Newest first, a page at a time. */
  list(query: ActivityQuery): ActivityPage;
  newest(limit: number, filter: ActivityFilter): readonly ActivityRow[];
  /** All that fits, newest first, as the text of a file. */
  write(filter: ActivityFilter, format: ActivityFormat, limit?: number): string;
  /** Judges the whole chain. @throws AppError storage-* where the storage is closed: then nobody can judge it */
  verify(): Promise<ActivityVerdict>;
  /** Chains what waits and anchors the chain, where the storage is open. Never fails, never asks. */
  keep(): Promise<void>;
  /** The same at the end of a process, and only where it has opened the storage for something else. */
  end(): Promise<void>;
  /** Writes down what `work` does: an agent of its own opens the storage. */
  unlocking(work: () => Promise<void>): Promise<void>;
}
