import type { FileExporter, JsonValue } from '../ports/exporter.ts';
import type { DeliveryRecord } from '../ports/ledger.ts';
import { encode } from './document.ts';

// Ours are four deep. What is deeper was changed by somebody, and must not exhaust the stack.
const DEPTH_MAX = 32;

type Hash = (bytes: Uint8Array) => string;
type How = Pick<DeliveryRecord, 'mechanism' | 'variable'>;

/**
 * What the ledger keeps of an entry, so that drift shows.
 * SECURITY: taken of the entry with dots for the secret, so that nothing can be guessed from it (test: "keeps no hash of a value").
 */
export function entryHash(hash: Hash, exporter: FileExporter, value: JsonValue, how: How): string {
  return hash(encode(canonical(exporter.conceal(value, how), 0)));
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
