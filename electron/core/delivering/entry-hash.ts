import type { FileExporter, JsonValue } from '../ports/exporter.ts';
import type { DeliveryRecord } from '../ports/ledger.ts';
import type { DeliveringDeps } from './deps.ts';
import { encode } from './document.ts';
import type { EntryMarks } from './entry-marks.ts';

// Ours are four deep. What is deeper was changed by somebody, and must not exhaust the stack.
const DEPTH_MAX = 32;

type Hash = (bytes: Uint8Array) => string;
type How = Pick<DeliveryRecord, 'mechanism' | 'variable'>;

/**
 * What the ledger keeps of an entry, so that drift shows.
 * SECURITY: taken of the entry with dots for the secret, so that nothing can be guessed from it (test: "keeps no hash of a value").
 */
function entryHash(hash: Hash, exporter: FileExporter, value: JsonValue, how: How): string {
  return hash(encode(canonical(exporter.conceal(value, how), 0)));
}

// A colon stands in no hex.
const BETWEEN = ':';

/**
 * The same, and behind it for an entry with the value in it a keyed mark of all that was written.
 * @throws AppError storage-*
 */
export async function markedHash(
  { hash, marks }: Pick<DeliveringDeps, 'hash' | 'marks'>,
  exporter: FileExporter,
  value: JsonValue,
  how: How,
): Promise<string> {
  const form = entryHash(hash, exporter, value, how);
  if (how.mechanism !== 'inline') return form;
  const mark = await marks.of(encode(canonical(value, 0)));
  return mark === null ? form : `${form}${BETWEEN}${mark}`;
}

/** Whether an entry is as it was written, whatever value stands in it. */
export const hasSameForm = (
  hash: Hash,
  exporter: FileExporter,
  value: JsonValue,
  delivery: How & Pick<DeliveryRecord, 'entryHash'>,
): boolean => entryHash(hash, exporter, value, delivery) === formOf(delivery.entryHash);

/** @returns what is kept of the form alone, whatever value stands in it */
export const formOf = (written: string): string => written.split(BETWEEN)[0] ?? '';

/** Whether there is a mark of it, to compare its value by. */
export const isMarked = ({ entryHash: written }: Pick<DeliveryRecord, 'entryHash'>): boolean =>
  written.includes(BETWEEN);

/** Whether another value stands in it than was written; false also where that cannot be told without opening the storage. */
export function hasOtherValue(
  marks: Pick<EntryMarks, 'ifKnown'>,
  value: JsonValue,
  { entryHash: written }: Pick<DeliveryRecord, 'entryHash'>,
): boolean {
  const [, mark] = written.split(BETWEEN);
  const now = mark === undefined ? null : marks.ifKnown(encode(canonical(value, 0)));
  return now !== null && now !== mark;
}

/** JSON with sorted names and no white space. */
function canonical(value: JsonValue, depth: number): string {
  if (depth > DEPTH_MAX) return '…';
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value))
    return `[${value.map((item: JsonValue) => canonical(item, depth + 1)).join(',')}]`;
  const members = Object.entries(value)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, item]: [string, JsonValue]) => `${JSON.stringify(name)}:${canonical(item, depth + 1)}`);
  return `{${members.join(',')}}`;
}
