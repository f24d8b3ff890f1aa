import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_PREFERENCES } from '#shared/model/preferences.ts';

interface Kept {
  readonly debugLog?: unknown;
  readonly remindDays?: unknown;
}

/**
 * What the user chose in the window; the command follows. The app alone writes the file, so a broken one is left to it.
 */
function keptIn(home: string): Kept {
  try {
    const found = JSON.parse(readFileSync(join(home, 'preferences.json'), 'utf8')) as {
      readonly preferences?: Kept;
    } | null;
    return found?.preferences ?? {};
  } catch {
    return {};
  }
}

/** Whether the debug log is switched on. */
export const wantsDebugLog = (home: string): boolean => keptIn(home).debugLog === true;

/** Days before a key is due at which it counts as due soon. */
export function remindDaysOf(home: string): number {
  const { remindDays } = keptIn(home);
  const isUsable = typeof remindDays === 'number' && Number.isInteger(remindDays) && remindDays > 0;
  return isUsable ? remindDays : DEFAULT_PREFERENCES.remindDays;
}
