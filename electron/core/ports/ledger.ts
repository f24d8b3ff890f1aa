import type { Connection } from '#shared/model/connection.ts';
import type { Mechanism, TargetScope } from '#shared/model/delivery.ts';
import type { Environment } from '#shared/model/environment.ts';
import type { KeyStatus } from '#shared/model/key.ts';
import type { PacingTable } from './pacing.ts';
import type { PolicyTable, ReminderTable } from './policies.ts';
import type { CredentialName } from './provider.ts';
import type { RotationTable } from './rotations.ts';

/** A connection as it is kept; what it offers follows from its provider. */
export type ConnectionRow = Readonly<Omit<Connection, 'offers'>> & {
  /** Which of the manifest's candidates worked last time, by credential. */
  readonly candidates: Readonly<Partial<Record<CredentialName, string>>>;
};

/** A provider that the user described. */
export interface ProviderRow {
  readonly id: string;
  /** JSON */
  readonly manifest: string;
  readonly addedAt: string;
}

/** An alert that Keyrack judges, or one that it set at a service. */
export interface AlertRow {
  readonly id: string;
  readonly keyId: string;
  readonly condition: string;
  /** null: judged here. */
  readonly remoteId: string | null;
  readonly lastFiredAt: string | null;
}

export type KeyRow = {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly environmentId: string;
  readonly connectionId: string | null;
  readonly remoteId: string | null;
  readonly variable: string | null;
  readonly hint: string;
  readonly held: boolean;
  readonly acknowledged: boolean;
  readonly status: KeyStatus;
  readonly scopes: readonly string[];
  readonly testMode: boolean;
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly lastUsedAt: string | null;
  readonly allowedIps: readonly string[];
  readonly rateLimit: string | null;
  readonly checkedAt: string | null;
  /** The user's own words, kept here alone. */
  readonly notes: string;
  /** HMAC-SHA256 of the value under the ledger's key, in hex: tells equal values; null: not known yet. */
  readonly fingerprint: string | null;
  /** The key that took its place: this is the old value, kept until it is retired; null: it is a key of its own. */
  readonly replacedBy: string | null;
};

/** A create or regenerate that was sent or is about to be: what a crash or a lost answer is mended by. */
export interface Intent {
  readonly id: string;
  /** `regenerate`: `keyId` is the key that it is about, and `listedBefore` is empty. */
  readonly kind: 'create' | 'regenerate';
  readonly keyId: string;
  readonly environmentId: string;
  readonly connectionId: string;
  readonly name: string;
  readonly description: string;
  readonly scopes: readonly string[];
  readonly tags: readonly string[];
  readonly testMode: boolean;
  readonly expiresAt: string | null;
  readonly variable: string | null;
  readonly allowedIps: readonly string[];
  /** Ids at the service just before the request. */
  readonly listedBefore: readonly string[];
  readonly startedAt: string;
}

export interface DeliveryRecord {
  readonly id: string;
  readonly target: string;
  readonly keyId: string;
  readonly environmentId: string;
  readonly mechanism: Mechanism;
  readonly file: string;
  readonly server: string;
  readonly variable: string;
  /** A file of the user is private always, one of a project while it holds a value. */
  readonly scope: TargetScope;
  /** By reference: the variable that the program must see. */
  readonly reference: string | null;
  /** SHA-256 of our entry as canonical JSON with dots for the key, so that drift shows; with the value in it also, behind a colon, an HMAC of all of it. At a service: when it was set, as the service says; empty: it did not say. */
  readonly entryHash: string;
  /** Name of the sealed copy of our entry, with dots for the key; null: written before such were kept. */
  readonly written: string | null;
  /** Further files of ours that go with it, with SHA-256 of their bytes. */
  readonly companions: readonly { readonly file: string; readonly hash: string }[];
  /** The program has taken the files in, and they were deleted: what it holds is known from here alone. */
  readonly imported: boolean;
  readonly createdAt: string;
}

/** What a write did to one file besides the delivery's own. */
export interface CompanionChange {
  readonly file: string;
  /** As of a change. */
  readonly beforeHash: string | null;
  readonly afterHash: string | null;
  readonly beforeMode: number | null;
  readonly backup: string | null;
}

/** One write to a foreign file, kept so that it can be finished or taken back. */
export interface ChangeRecord {
  readonly id: string;
  readonly deliveryId: string;
  /** `adopt`: an entry of somebody else became a delivery. `keep`: what somebody made of it is taken for right, and no file is written. `deleted`: the files went after the program had taken them in. `rotate`: another value of the key, and nothing else. `rotate-back`: the one before it again. */
  readonly kind:
    | 'export'
    | 'adopt'
    | 'restore'
    | 'keep'
    | 'unexport'
    | 'deleted'
    | 'rotate'
    | 'rotate-back'
    | 'undo';
  readonly file: string;
  /** SHA-256 of the bytes before and after; null: no file. At a service: when it was set last, as the service says. */
  readonly beforeHash: string | null;
  readonly afterHash: string | null;
  readonly beforeMode: number | null;
  /** Name of the sealed copy of the bytes before; null: no file. */
  readonly backup: string | null;
  readonly at: string;
  /** `writing` until the file was renamed into place. */
  readonly state: 'writing' | 'done' | 'undone';
  /** The delivery as it is once done; null when the change takes it away. */
  readonly delivery: DeliveryRecord | null;
  /** When it is undone by itself; null: it stands until the user undoes it. */
  readonly until: string | null;
  /** Written before `file`, which tells whether the change happened. */
  readonly companions: readonly CompanionChange[];
  /** The process that is writing it, by its id; null: none, or it is not known. */
  readonly writer: number | null;
}

export interface AuditEntry {
  readonly at: string;
  /** Who: the window or the command. */
  readonly by: 'window' | 'command';
  /** The program behind the command; null: a person at a shell, or not known. */
  readonly client: string | null;
  readonly what: string;
  /** The id of what it was done to. */
  readonly subject: string | null;
  /** What that was called then. */
  readonly name: string | null;
  /** Where it was. */
  readonly environmentId: string | null;
  readonly detail: string | null;
}

export interface AuditRow extends AuditEntry {
  /** From 1, without a gap. */
  readonly number: number;
  /** In hex, over this row and the MAC before it; null: not chained yet. */
  readonly mac: string | null;
  /** It was chained after it was written. */
  readonly late: boolean;
}

/** What is absent does not narrow. */
export interface AuditFilter {
  /** In what was done, to what, by which program, or in the detail; case does not matter. */
  readonly text?: string | undefined;
  /** Any of these in what was done. */
  readonly what?: readonly string[] | undefined;
  /** true: what was tried and failed; false: what was done. */
  readonly failed?: boolean | undefined;
  readonly by?: AuditEntry['by'] | undefined;
  /** ISO 8601, inclusive. */
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  readonly environmentId?: string | undefined;
  readonly subject?: string | undefined;
}

/** Rows are added, get their MAC once, and are never changed otherwise. */
export interface AuditTable {
  /** @returns its number */
  append(entry: AuditEntry): number;
  /** Newest first. @param before only rows with a lower number */
  list(limit: number, filter?: AuditFilter, before?: number): readonly AuditRow[];
  count(filter?: AuditFilter): number;
  get(number: number): AuditRow | null;
  /** Oldest first, those with a higher number. */
  after(number: number, limit: number): readonly AuditRow[];
  /** The newest row that has a MAC. */
  tail(): AuditRow | null;
  /** Gives a row its MAC, once. */
  chain(number: number, mac: string, late: boolean): void;
}

/** A table of rows with an id. */
interface Table<Row> {
  list(): readonly Row[];
  get(id: string): Row | null;
  /** Inserts, or replaces the row of this id. */
  put(row: Row): void;
  remove(id: string): void;
}

/**
 * The SQLite file that app and command share. Synchronous: every call is a few microseconds on a local file.
 * @throws AppError name-taken where a unique name is put twice
 */
export interface Ledger {
  readonly environments: Table<Environment>;
  readonly connections: Table<ConnectionRow>;
  readonly keys: Table<KeyRow> & {
    /** Those of these environments, the newest first. */
    newest(environmentIds: readonly string[], limit: number): readonly KeyRow[];
    /** In the order of `list`. @param after the `next` of the page before; 0: from the first on. @returns `next`; null: it was the last */
    page(after: number, limit: number): { readonly rows: readonly KeyRow[]; readonly next: number | null };
    /** Held, and their fingerprint is not known. */
    unfingerprinted(): readonly KeyRow[];
    /** Rows of one key at the service: a sync and a create may each have made one. */
    ofRemote(connectionId: string, remoteId: string): readonly KeyRow[];
  };
  readonly intents: Table<Intent>;
  readonly deliveries: Table<DeliveryRecord>;
  readonly changes: Table<ChangeRecord> & {
    /** In the order of `list`, which has thousands. */
    ofDelivery(deliveryId: string): readonly ChangeRecord[];
    /** Begun, and not known to be done. */
    unfinished(): readonly ChangeRecord[];
    /** What was written into, each once. */
    files(): readonly string[];
  };
  readonly rotations: RotationTable;
  readonly policies: PolicyTable;
  readonly reminders: ReminderTable;
  /** Manifests that the user wrote. */
  readonly providers: Table<ProviderRow>;
  readonly alerts: Table<AlertRow>;
  /** Environments of the sample data; the mark goes with the environment. */
  readonly samples: {
    list(): readonly string[];
    add(environmentId: string): void;
  };
  readonly pacing: PacingTable;
  /** The name under which the storage of secrets holds this ledger's key. */
  readonly identity: {
    /** null: it has no key yet. */
    get(): string | null;
    /** Of several that claim it the first has it. @returns the one that counts */
    claim(id: string): string;
  };
  readonly audit: AuditTable;
  /** All of `work` or none of it; also against the other process. */
  transaction<T>(work: () => T): T;
  /** Counts up whenever another process has written: what the app polls to refresh its window. */
  version(): number;
  close(): void;
}
