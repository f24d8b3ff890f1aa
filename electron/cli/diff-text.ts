import type { DiffLine } from '#shared/model/delivery.ts';
import { printable } from './printable.ts';

const MARKS: Record<DiffLine['kind'], string> = { same: '  ', added: '+ ', removed: '- ', gap: '…' };

/** A masked change as people read it in a terminal. */
export const diffText = (lines: readonly DiffLine[]): string =>
  lines.map(({ kind, text }) => MARKS[kind] + printable(text)).join('\n');
