import { AppError } from '../errors.ts';
import type { FileExporter } from '../ports/exporter.ts';
import type { FileSnapshot, Files } from '../ports/files.ts';
import type { DeliveringDeps } from './deps.ts';

/** A foreign file and its text; no file is an empty text. */
export interface Document {
  readonly snapshot: FileSnapshot;
  readonly text: string;
}

/** @throws AppError file-refused (also where it is not UTF-8), file-failed */
export async function openDocument(files: Files, path: string): Promise<Document> {
  const snapshot = await files.snapshot(path);
  return { snapshot, text: snapshot.bytes === null ? '' : decode(snapshot.bytes, path) };
}

/** @returns the text with its byte order mark, so that encoding gives back the same bytes. */
export function decode(bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new AppError('file-refused', {
      message: `${path}: not UTF-8 text. The file is left alone.`,
      next: 'Save it as UTF-8, then try again.',
    });
  }
}

export function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** @returns SHA-256 in hex; null for no file. */
export function hashOf({ hash }: Pick<DeliveringDeps, 'hash'>, bytes: Uint8Array | null): string | null {
  return bytes === null ? null : hash(bytes);
}

/** Runs an editor, which does not know its file: a refusal then names it. */
export function inFile<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'file-refused') throw error;
    throw new AppError('file-refused', {
      message: `${path}: ${error.message}`,
      ...(error.next === null ? {} : { next: error.next }),
    });
  }
}

/** A new or blank file begins with what its program wants. */
export function framed(
  exporter: Pick<FileExporter, 'frame'>,
  document: Document,
  deliveryId: string,
): Document {
  const isBlank = document.text.replace(/^\uFEFF/, '').trim() === '';
  const frame = isBlank ? exporter.frame?.(document.snapshot.path, deliveryId) : undefined;
  return frame === undefined ? document : { ...document, text: frame };
}
