import { AppError } from '../errors.ts';
import type { ChangeRecord, CompanionChange } from '../ports/ledger.ts';
import type { DeliveringDeps } from './deps.ts';
import { hashOf } from './document.ts';
import { PRIVATE_MODE } from './modes.ts';
import { changedSince } from './own-files.ts';
import type { FileWrite } from './writing.ts';

/** @returns the bytes before a change; null: there was no file; `gone`: the copy is no longer kept */
export async function bytesBefore(
  deps: DeliveringDeps,
  change: Pick<CompanionChange, 'beforeHash' | 'backup'>,
): Promise<Uint8Array | null | 'gone'> {
  if (change.beforeHash === null) return null;
  if (change.backup === null) return 'gone';
  try {
    const bytes = await deps.backups.read(change.backup);
    return deps.hash(bytes) === change.beforeHash ? bytes : 'gone';
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found') return 'gone';
    throw error;
  }
}

/**
 * All files of a change as they were before it: the delivery's own, and what goes with it.
 * @throws AppError conflict where one of them was changed since, or its copy is no longer kept
 */
export async function filesBefore(
  deps: DeliveringDeps,
  change: ChangeRecord,
): Promise<{ readonly main: FileWrite; readonly companions: readonly FileWrite[] }> {
  const main = await fileBefore(deps, change);
  return { main, companions: await Promise.all(change.companions.map((each) => fileBefore(deps, each))) };
}

async function fileBefore(deps: DeliveringDeps, part: CompanionChange): Promise<FileWrite> {
  const { file, afterHash, beforeMode } = part;
  const snapshot = await deps.files.snapshot(file);
  if (hashOf(deps, snapshot.bytes) !== afterHash) throw changedSince(file);
  const after = await bytesBefore(deps, part);
  if (after !== 'gone') return { file, snapshot, after, mode: beforeMode ?? PRIVATE_MODE };
  throw new AppError('conflict', {
    message: `The copy of ${file} from before is no longer kept.`,
    next: 'Export the key again.',
  });
}
