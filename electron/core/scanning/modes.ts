import type { Audit } from '../auditing/audit.ts';
import { modeText } from '../delivering/modes.ts';
import type { ScanReader } from '../ports/scanning.ts';
import type { ModeRepair, ScanReport } from './service.ts';

const OTHERS = 0o077;

/** Whether others than the owner may do anything with a file. */
export const isOpenMode = (mode: number | null): boolean => mode !== null && (mode & OTHERS) !== 0;

/** @returns each file once; an address alone is no reason to close one */
export function repairsOf({ findings }: ScanReport): readonly ModeRepair[] {
  const files = new Map<string, ModeRepair>();
  for (const { file, mode, isOpen, what } of findings) {
    if (!isOpen || mode === null || what === 'address') continue;
    const after = modeText(Number.parseInt(mode, 8) & ~OTHERS);
    files.set(file, { file, before: mode, after });
  }
  return [...files.values()];
}

interface Deps {
  readonly reader: Pick<ScanReader, 'setMode'>;
  readonly audit: Audit;
}

export async function closeFiles(
  { reader, audit }: Deps,
  repairs: readonly ModeRepair[],
  realPathOf: (file: string) => string,
): Promise<void> {
  for (const { file, before, after } of repairs) {
    const seen = { realPath: realPathOf(file), mode: Number.parseInt(before, 8) };
    await reader.setMode(seen, Number.parseInt(after, 8));
    audit('file closed to others', null, `${file} ${before} -> ${after}`);
  }
}
