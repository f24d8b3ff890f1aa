import { type Entry, type FileExporter, MASK } from '#core/ports/exporter.ts';
import { MECHANISMS, type Mechanism, type MechanismChoice } from '#shared/model/delivery.ts';

// What the targets share whose entries are a variable and its value.

/** @returns the value alone: the variable is the entry's place. @throws Error for what was not offered */
export function renderVariable(entry: Entry, reveal: (secret: 'value') => string): string {
  if (entry.mechanism !== 'inline') throw new Error(`${entry.mechanism} was not offered`);
  return reveal('value');
}

export const concealVariable: FileExporter['conceal'] = (value, { mechanism }) =>
  mechanism === 'inline' && typeof value === 'string' ? MASK : value;

/** The choices where only the value itself can stand in the file. */
export function inlineOnly(reasons: Readonly<Record<Mechanism, string>>): readonly MechanismChoice[] {
  return MECHANISMS.map((mechanism) => ({
    mechanism,
    possible: mechanism === 'inline',
    reason: reasons[mechanism],
  }));
}
