/** Whether git has a file; null: it is in no work tree, or git could not be asked. */
export type GitState = 'tracked' | 'ignored' | 'untracked' | null;

interface KnownKey {
  readonly id: string;
  readonly name: string;
  readonly environment: string;
}

/** Something that stands in a file and should not: where, and never what. */
export interface ScanFinding {
  /** `secret`: in the clear; `address`: a service that is reached without encryption. */
  readonly what: 'secret' | 'address';
  readonly file: string;
  /** From 1: where it stands first. */
  readonly line: number;
  /** How often it stands in the file. */
  readonly times: number;
  /** What it is by its form, for people; null: it is told by its name alone. */
  readonly kind: string | null;
  /** The variable, header or option by which it is given. */
  readonly name: string | null;
  /** Its first characters, as few as `Secret.hint` gives; of an address its origin. */
  readonly hint: string;
  readonly target: string | null;
  /** When the file was changed last, ISO 8601, UTC. */
  readonly modifiedAt: string;
  /** Such as `0644`; null where the OS has none. */
  readonly mode: string | null;
  /** Others than its owner may read or write the file. */
  readonly isOpen: boolean;
  readonly git: GitState;
  /** The key that has this value. */
  readonly key: KnownKey | null;
  /** Keyrack wrote it, because its user chose so: nothing has to be done. */
  readonly isDelivered: boolean;
  /** What to do, a command or a sentence each. */
  readonly next: readonly string[];
}

export interface ScanReport {
  /** Files that were read. */
  readonly files: number;
  readonly findings: readonly ScanFinding[];
  /** What could not be looked into, and why. */
  readonly passedOver: readonly { readonly path: string; readonly why: string }[];
  /** Whether values were compared with those that Keyrack holds. */
  readonly isCompared: boolean;
}

export interface ScanRequest {
  /** Files and folders, whole paths. */
  readonly paths: readonly string[];
  /** Where the command was given: its `.env` files belong to the machine's places. */
  readonly folder: string;
  /** Also what is known of this machine: targets' files, shell profiles and histories. */
  readonly isMachineWide: boolean;
  /** The folder of the ledger, where one was named for this run: the commands to paste name it too. */
  readonly home: string | undefined;
}

export interface ScanRun {
  readonly signal?: AbortSignal;
  readonly onProgress?: (files: number, found: number) => void;
}

export interface ModeRepair {
  readonly file: string;
  readonly before: string;
  readonly after: string;
}

export interface ScanningService {
  /** Reads and changes nothing. @throws AppError not-found (a path), cancelled */
  scan(request: ScanRequest, run?: ScanRun): Promise<ScanReport>;
  /** What `closeFiles` would do. */
  repairs(report: ScanReport): readonly ModeRepair[];
  /** Takes the files of a report away from others than their owner. @throws AppError conflict, file-failed */
  closeFiles(report: ScanReport): Promise<readonly ModeRepair[]>;
}
