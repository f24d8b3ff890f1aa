import { AppError } from '../errors.ts';
import { type JsonValue, MASK } from '../ports/exporter.ts';
import type { Backups } from '../ports/files.ts';
import type { DeliveryRecord } from '../ports/ledger.ts';
import type { Secret } from '../secret.ts';
import type { DeliveringDeps } from './deps.ts';
import { decode, encode } from './document.ts';
import { neededCopies } from './needed-copies.ts';

/**
 * Keeps an entry as it was written, so that it can be put back when a client loses it.
 * SECURITY: sealed, as it may hold what is not ours to know, and with dots for the key.
 * @returns the name of the copy
 */
export const keepWritten = (
  { backups, ledger }: Pick<DeliveringDeps, 'backups' | 'ledger'>,
  deliveryId: string,
  written: JsonValue,
): Promise<string> =>
  backups.save(`entry/${deliveryId}`, encode(JSON.stringify(written)), () => neededCopies(ledger));

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

/** @returns the same; null where no copy is kept. @throws AppError storage-* */
export async function writtenOrNull(backups: Backups, delivery: DeliveryRecord): Promise<JsonValue | null> {
  try {
    return await readWritten(backups, delivery);
  } catch (error) {
    if (error instanceof AppError && error.code === 'forbidden-by-rule') return null;
    throw error;
  }
}

const unknown = ({ server, file }: DeliveryRecord) =>
  new AppError('forbidden-by-rule', {
    message: `Keyrack has no copy of the entry "${server}" as it wrote it into ${file}.`,
    next: 'Export the key again.',
  });

/** @returns the entry with the value in place of the dots */
export const withValue = (written: JsonValue, secret: Secret): JsonValue =>
  replaced(written, MASK, secret.expose());

/** @returns the entry with dots in place of the value, and nothing else hidden */
export const withDots = (entry: JsonValue, secret: Secret): JsonValue =>
  replaced(entry, secret.expose(), MASK);

const replaced = (value: JsonValue, from: string, to: string): JsonValue =>
  mapTexts(value, (text) => text.replaceAll(from, () => to));

/** @returns the same data with each of its texts changed; names of members stay */
export function mapTexts(value: JsonValue, change: (text: string) => string): JsonValue {
  if (typeof value === 'string') return change(value);
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((item: JsonValue) => mapTexts(item, change));
  return Object.fromEntries(
    Object.entries(value).map(([name, item]: [string, JsonValue]) => [name, mapTexts(item, change)]),
  );
}
