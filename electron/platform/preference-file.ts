import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Whether the user switched the debug log on in the window; the command follows. The app alone writes the file, so a
 * broken one is left to it.
 */
export function wantsDebugLog(home: string): boolean {
  try {
    const found = JSON.parse(readFileSync(join(home, 'preferences.json'), 'utf8')) as {
      readonly preferences?: { readonly debugLog?: unknown };
    } | null;
    return found?.preferences?.debugLog === true;
  } catch {
    return false;
  }
}
