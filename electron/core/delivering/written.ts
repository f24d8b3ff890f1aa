import { AppError } from '../errors.ts';
import { type FileExporter, type JsonValue, MASK } from '../ports/exporter.ts';
import type { Backups } from '../ports/files.ts';
import type { DeliveryRecord } from '../ports/ledger.ts';
import { decode, encode } from './document.ts';

type How = Pick<DeliveryRecord, 'id' | 'mechanism' | 'variable'>;

/**
 * Keeps an entry as it was written, so that it can be put back when a client loses it.
 * SECURITY: with dots for the key, and sealed: a command line may name what is not ours to know.
 * @returns the name of the copy
 */
export function keepWritten(
  backups: Backups,
  exporter: FileExporter,
  value: JsonValue,
  how: How,
): Promise<string> {
  return backups.save(`entry/${how.id}`, encode(JSON.stringify(exporter.conceal(value, how))));
}

/**
 * @returns the entry as it was written, with dots for the key
 * @throws AppError forbidden-by-rule where no copy is kept; storage-*
 */
export async function readWritten(backups: Backups, delivery: DeliveryRecord): Promise<JsonValue> {
  if (delivery.written === null) throw unknown(delivery);
  try {
    return JSON.parse(decode(await backups.read(delivery.written), delivery.file)) as JsonValue;
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found') throw unknown(delivery);
    throw error;
  }
}

const unknown = ({ server, file }: DeliveryRecord) =>
  new AppError('forbidden-by-rule', {
    message: `Keyrack has no copy of the entry "${server}" as it wrote it into ${file}.`,
    next: 'Export the key again.',
  });

/** @returns the entry with the value in place of the dots */
export function withValue(value: JsonValue, secret: string): JsonValue {
  if (typeof value === 'string') return value.replaceAll(MASK, () => secret);
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((item: JsonValue) => withValue(item, secret));
  return Object.fromEntries(
    Object.entries(value).map(([name, item]: [string, JsonValue]) => [name, withValue(item, secret)]),
  );
}
