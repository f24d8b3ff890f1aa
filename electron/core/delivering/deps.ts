import type { Provider } from '#shared/model/provider.ts';
import type { Audit } from '../auditing/audit.ts';
import { AppError } from '../errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { Exporter, LauncherCommand, Machine } from '../ports/exporter.ts';
import type { Backups, Files } from '../ports/files.ts';
import type { NewId } from '../ports/ids.ts';
import type { ConnectionRow, Ledger } from '../ports/ledger.ts';
import type { RemoteStore } from '../ports/remote-store.ts';
import type { Writers } from '../ports/writers.ts';
import type { Secret } from '../secret.ts';
import type { EntryMarks } from './entry-marks.ts';

/** What delivering needs. */
export interface DeliveringDeps {
  readonly ledger: Ledger;
  readonly files: Files;
  readonly writers: Writers;
  readonly backups: Backups;
  readonly exporters: readonly Exporter[];
  readonly machine: Machine;
  /** How a client starts the command here. @throws AppError where this build has no command to start */
  readonly launcher: () => LauncherCommand;
  /** Opens a key's value: for inline entries, and by reference where a client alters some; only when the file is written. */
  readonly readSecret: (keyId: string) => Promise<Secret>;
  /** null: there is no such provider any more. */
  readonly provider: (id: string) => Provider | null;
  /** The store of the program that a connection leads to. @throws AppError unsupported, not-held, storage-* */
  readonly store: (connection: ConnectionRow) => Promise<RemoteStore>;
  /** Whether a program of one of these names runs; false where that cannot be told. */
  readonly running: (processNames: readonly string[]) => Promise<boolean>;
  /** Whether git may take this file into a commit: a work tree is around it. */
  readonly inWorkTree: (file: string) => Promise<boolean>;
  /** What git says of a file inside a work tree; null: it could not be asked. */
  readonly gitState: (realPath: string) => Promise<'tracked' | 'ignored' | 'untracked' | null>;
  /** SHA-256, as lower-case hex. */
  readonly hash: (bytes: Uint8Array) => string;
  readonly marks: EntryMarks;
  /** @throws AppError storage-locked: a locked Keyrack writes nothing into other programs' files */
  readonly assertOpen: () => void;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly audit: Audit;
}

/** @throws AppError not-found, which lists the targets */
export function exporterOf(exporters: readonly Exporter[], target: string): Exporter {
  const found = exporters.find(({ id }) => id === target);
  if (found !== undefined) return found;
  throw new AppError('not-found', {
    message: `There is no target "${target}".`,
    next: `Targets are: ${exporters.map(({ id }) => id).join(', ')}.`,
    field: 'target',
  });
}
