import { type ExportRequest, isStored, type TargetScope } from '#shared/model/delivery.ts';
import { AppError } from '../errors.ts';
import type { Exporter, FileExporter } from '../ports/exporter.ts';
import type { FileSnapshot } from '../ports/files.ts';
import type { DeliveryRecord, Ledger } from '../ports/ledger.ts';
import type { DeliveringDeps } from './deps.ts';
import { type Document, openDocument } from './document.ts';

export interface FoundFile {
  readonly document: Document;
  readonly scope: TargetScope;
  /** Further files of the client that are there. */
  readonly others: readonly string[];
}

/** @param server the entry's name. @throws AppError forbidden-by-rule (no such scope), invalid-input (a file has to be named), file-refused */
export async function findFile(
  deps: DeliveringDeps,
  exporter: FileExporter,
  request: Pick<ExportRequest, 'scope' | 'file'>,
  server: string,
): Promise<FoundFile> {
  const scope = request.scope ?? 'user';
  if (!exporter.scopes.includes(scope)) {
    throw new AppError('forbidden-by-rule', {
      message: `${exporter.name} has no ${scope} file.`,
      next: `Export with the scope ${exporter.scopes.join(' or ')}.`,
      field: 'scope',
    });
  }
  if (request.file !== undefined) {
    return { document: await openDocument(deps.files, absolute(request.file)), scope, others: [] };
  }
  if (scope === 'project') {
    throw unnamed('Which project is meant is not known.', `its ${exporter.projectFile ?? 'file'}`);
  }
  if (exporter.own !== undefined) {
    const place = exporter.own.place(deps.machine, server);
    return { document: await openDocument(deps.files, place), scope, others: [] };
  }
  const candidates = exporter.files(deps.machine);
  const snapshots = await Promise.all(candidates.map((path) => deps.files.snapshot(path)));
  const there = snapshots.filter(({ bytes }) => bytes !== null).map(({ path }) => path);
  const path = there[0] ?? exporter.newFile?.(deps.machine) ?? candidates[0];
  if (path === undefined) {
    const { projectFile } = exporter;
    if (projectFile !== undefined)
      throw unnamed(
        `Which file is meant is not known: ${exporter.name} has no place of its own.`,
        `the file, such as ${projectFile}`,
      );
    throw unnamed(`Where ${exporter.name} keeps its file on this system is not known.`, 'the file');
  }
  const others = there.filter((other) => other !== path);
  return { document: await openDocument(deps.files, path), scope, others };
}

const unnamed = (message: string, what: string) =>
  new AppError('invalid-input', { message, next: `Name ${what}.`, field: 'file' });

/** In a store at a service that is reached by a program, named as that program names it: `owner/repository`. */
export const isAtService = (file: string): boolean => !isWholePath(file) && !isStored({ file });

/** Every file is one; a place at a service never is. */
export const isWholePath = (file: string): boolean =>
  file.startsWith('/') || /^[A-Za-z]:[\\/]/.test(file) || file.startsWith('\\\\');

function absolute(file: string): string {
  if (isWholePath(file)) return file;
  throw new AppError('invalid-input', {
    message: `"${file}" is not a whole path.`,
    next: 'Give the path from the root of the disk.',
    field: 'file',
  });
}

/** Every path by which this file was written: through a link it is another path, and the same bytes and mode. */
export async function pathsTo(
  { files, ledger }: Pick<DeliveringDeps, 'files' | 'ledger'>,
  { path, realPath }: Pick<FileSnapshot, 'path' | 'realPath'>,
): Promise<ReadonlySet<string>> {
  const known = new Set([...ledger.deliveries.list().map(({ file }) => file), ...ledger.changes.files()]);
  const leadsHere = async (file: string) => ((await files.realPath(file)) === realPath ? [file] : []);
  const found = await Promise.all([...known].map(leadsHere));
  return new Set([path, realPath, ...found.flat()]);
}

/** @returns our deliveries into this file, by the path as it was given or by the real one */
export const deliveriesOf = (
  { deliveries }: Pick<Ledger, 'deliveries'>,
  { path, realPath }: Pick<FileSnapshot, 'path' | 'realPath'>,
): readonly DeliveryRecord[] => deliveries.list().filter(({ file }) => file === path || file === realPath);

/** @param rows of one file. @returns our delivery of this entry; null: it is somebody else's */
export const atPlace = (
  exporters: readonly Exporter[],
  rows: readonly DeliveryRecord[],
  place: Pick<DeliveryRecord, 'target' | 'server'>,
): DeliveryRecord | null => rows.find((row) => samePlace(exporters, row, place)) ?? null;

/** Two targets may share a file, under other names in it or the same. */
export function samePlace(
  exporters: readonly Exporter[],
  one: Pick<DeliveryRecord, 'target' | 'server'>,
  other: Pick<DeliveryRecord, 'target' | 'server'>,
): boolean {
  const pathOf = ({ target, server }: typeof one) =>
    // Of a target that only a newer Keyrack knows nothing can be told.
    exporters.find(({ id }) => id === target)?.path(server) ?? [target, server];
  return JSON.stringify(pathOf(one)) === JSON.stringify(pathOf(other));
}
