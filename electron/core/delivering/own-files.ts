import { AppError } from '../errors.ts';
import { type Entry, type FileExporter, type JsonValue, MASK, type OwnFile } from '../ports/exporter.ts';
import type { FileSnapshot } from '../ports/files.ts';
import type { DeliveryRecord } from '../ports/ledger.ts';
import type { DeliveringDeps } from './deps.ts';
import { diffLines } from './diff.ts';
import { decode, hashOf } from './document.ts';
import { settled } from './history.ts';
import type { Found } from './looking.ts';
import { deliveriesOf } from './place.ts';

// Files that are ours as a whole. Nothing in them is another's, so there is no editing around anything: a file is as we
// wrote it, to the byte, or it is left alone.

/**
 * @param hash of the delivery's own file as the last write left it, where the caller has looked it up for many
 * @returns whether all files of a delivery are as they were written; of one that was imported, whether none is there
 */
export async function lookAtOwn(
  deps: DeliveringDeps,
  delivery: DeliveryRecord,
  hash: string | null = lastHash(deps, delivery),
): Promise<Found> {
  const main = { file: delivery.file, hash };
  const all = await Promise.all([main, ...delivery.companions].map((each) => lookAtFile(deps, each)));
  return all.find((found) => found === 'changed') ?? all.find((found) => found === 'missing') ?? 'intact';
}

async function lookAtFile(
  deps: DeliveringDeps,
  { file, hash }: { readonly file: string; readonly hash: string | null },
): Promise<Found> {
  const now = hashOf(deps, (await deps.files.snapshot(file)).bytes);
  if (now === hash) return 'intact';
  return now === null ? 'missing' : 'changed';
}

/** The entry's hash does not cover the secret; what the last write left does. */
function lastHash({ ledger }: DeliveringDeps, { id }: DeliveryRecord): string | null {
  return settled(ledger.changes.ofDelivery(id)).at(-1)?.afterHash ?? null;
}

/**
 * The delivery that the files are of already.
 * @returns null where there is no file yet
 * @throws AppError forbidden-by-rule where the file is somebody else's, or another key's; conflict where it was changed
 */
export async function ownDelivery(
  deps: DeliveringDeps,
  exporter: FileExporter,
  entry: Pick<Entry, 'keyId' | 'server'>,
  snapshot: FileSnapshot,
): Promise<DeliveryRecord | null> {
  const { path, bytes } = snapshot;
  const own = deliveriesOf(deps.ledger, snapshot)[0];
  if (own === undefined) {
    if (bytes === null) return null;
    throw taken(`${path} is there already, and Keyrack did not write it. It is left alone.`);
  }
  if (own.target !== exporter.id || own.keyId !== entry.keyId) {
    const name = deps.ledger.keys.get(own.keyId)?.name ?? own.keyId;
    throw taken(`${path} is of another delivery, of the key "${name}".`);
  }
  if ((await lookAtOwn(deps, own)) === 'changed') throw changedSince(path);
  return own;
}

/** A companion as it is, and as it shall be. */
export interface Companion extends OwnFile {
  readonly snapshot: FileSnapshot;
}

/** @throws AppError forbidden-by-rule where one of them is somebody else's */
export async function companionsOf(
  deps: DeliveringDeps,
  exporter: FileExporter,
  entry: Entry,
  existing: DeliveryRecord | null,
): Promise<readonly Companion[]> {
  const shown = exporter.render(entry, () => MASK);
  const files = exporter.own?.companions(entry, shown) ?? [];
  return Promise.all(
    files.map(async (file) => {
      const snapshot = await deps.files.snapshot(file.file);
      const isOurs = existing?.companions.some((known) => known.file === file.file) === true;
      if (snapshot.bytes !== null && !isOurs) {
        throw taken(`${file.file} is there already, and Keyrack did not write it. It is left alone.`);
      }
      return { ...file, snapshot };
    }),
  );
}

/** @returns the companions with the text that goes with what is really written */
export function asWritten(
  companions: readonly Companion[],
  exporter: FileExporter,
  entry: Entry,
  value: JsonValue,
): readonly Companion[] {
  const texts = new Map(exporter.own?.companions(entry, value).map(({ file, text }) => [file, text]));
  return companions.map((companion) => ({ ...companion, text: texts.get(companion.file) ?? companion.text }));
}

/** What is shown of a companion; nothing of it is a secret. */
export function companionDiff({ file, text, snapshot }: Companion) {
  const before = snapshot.bytes === null ? '' : decode(snapshot.bytes, file);
  return { file, diff: diffLines(before, text) };
}

const taken = (message: string) =>
  new AppError('forbidden-by-rule', {
    message,
    next: 'Choose another name, or another file.',
    field: 'file',
  });

export const changedSince = (file: string) =>
  new AppError('conflict', {
    message: `${file}, or a file that goes with it, was changed since Keyrack wrote it. All of them are left alone.`,
    next: 'Export to another file, or take these away yourself first.',
  });
