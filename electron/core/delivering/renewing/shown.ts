import type { DiffLine } from '#shared/model/delivery.ts';
import { AppError } from '../../errors.ts';
import { type FileExporter, type JsonValue, MASK } from '../../ports/exporter.ts';
import type { DeliveryRecord } from '../../ports/ledger.ts';
import { diffLines } from '../diff.ts';
import { rewriteEntry } from '../rewriting.ts';

// What the diff of a new value shows: dots stand on both sides, so each says which value it is.

const [OLD, NEW] = [`${MASK} (old)`, `${MASK} (new)`];

/** What stands for the value while its lines are looked for. No line break is in it, nor anything that a format would quote. */
const PROBE = 'keyrack0probe0of0a0new0value';

/** @returns the value alone, where it stands in no file, or nothing tells where in it */
export const valueLines = (name: string): DiffLine[] => [
  { kind: 'removed', text: `${name} = ${OLD}`, line: 1 },
  { kind: 'added', text: `${name} = ${NEW}`, line: 1 },
];

/**
 * The lines of a file that a new value changes, and what is around them.
 * SECURITY: of the text as people see it, every value in dots (test: "shows no value").
 * @param value the entry as it stands in the text
 */
export function renewalDiff(
  exporter: FileExporter,
  delivery: DeliveryRecord,
  text: string,
  value: JsonValue,
): DiffLine[] {
  const alone = valueLines(delivery.variable || delivery.server);
  try {
    const masked = exporter.editor.mask(text, null).split('\n');
    const lines = linesOfValue(exporter, delivery, text, value);
    if (lines.length === 0) return alone;
    const shown = (as: string) =>
      masked.map((line, index) => (lines.includes(index) ? labelled(line, as) : line)).join('\n');
    return diffLines(shown(OLD), shown(NEW));
  } catch (error) {
    if (error instanceof AppError) return alone;
    throw error;
  }
}

function linesOfValue(
  exporter: FileExporter,
  delivery: DeliveryRecord,
  text: string,
  value: JsonValue,
): readonly number[] {
  const after = probed(value, exporter.conceal(value, delivery));
  const path = exporter.path(delivery.server);
  const edited = rewriteEntry(exporter.editor, text, path, { before: value, after }).text.split('\n');
  const plain = text.split('\n');
  if (edited.length !== plain.length) return [];
  return plain.flatMap((line, index) => (line === edited[index] ? [] : [index]));
}

/** The entry with the probe where dots hide what is not written as dots. */
function probed(value: JsonValue, hidden: JsonValue | undefined): JsonValue {
  if (typeof value === 'string') return hidden === MASK && value !== MASK ? PROBE : value;
  if (value === null || typeof value !== 'object' || hidden === null || typeof hidden !== 'object')
    return value;
  if (Array.isArray(value)) {
    const items = hidden as readonly JsonValue[];
    return value.map((item: JsonValue, index) => probed(item, items[index]));
  }
  const members = hidden as { readonly [name: string]: JsonValue };
  return Object.fromEntries(
    Object.entries(value).map(([name, item]: [string, JsonValue]) => [name, probed(item, members[name])]),
  );
}

function labelled(line: string, as: string): string {
  const parts = line.split(MASK);
  return parts.length === 2
    ? parts.join(as)
    : `${line.trimEnd()} ${as === OLD ? '(old value)' : '(new value)'}`;
}
