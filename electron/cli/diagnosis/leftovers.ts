import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { shellWord } from '#shared/text/shell-word.ts';
import { OWN_FOLDERS } from '../../platform/home-names.ts';
import { isLeftover } from '../../platform/leftover-name.ts';
import type { Finding } from '../context.ts';
import { fewInWords, firstOf, ok, warning } from './finding.ts';

const IN_HOME = ['', ...OWN_FOLDERS];

/** Temp files of writes that were killed, in the home. */
export function checkLeftovers(check: string, home: string): readonly Finding[] {
  const left = IN_HOME.flatMap((folder) => leftoversIn(join(home, folder)));
  if (left.length === 0) return [ok(check, 'No write was left half-way.')];
  const message = `Left by a write that was killed: ${fewInWords(left)}.`;
  const fix = `Keyrack removes what nobody writes any more when it starts. Else: rm ${firstOf(left)
    .map((path) => shellWord(path, process.platform))
    .join(' ')}`;
  return [warning(check, message, fix)];
}

/** @returns whole paths; none where the folder cannot be read */
export function leftoversIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter(isLeftover)
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}
