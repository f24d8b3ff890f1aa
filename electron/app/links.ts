import { shell } from 'electron';
import { AppError } from '#core/errors.ts';

/** SECURITY: a user's manifest is foreign text; a file, a script or another program's scheme is never opened. */
const OPENED: ReadonlySet<string> = new Set(['https:', 'mailto:']);

/** Opens an address of a manifest in the user's browser or mail program. @throws AppError forbidden-by-rule, unsupported */
export async function browse(address: string): Promise<void> {
  const parsed = URL.parse(address);
  if (parsed === null || !OPENED.has(parsed.protocol)) {
    throw new AppError('forbidden-by-rule', {
      message: 'Keyrack opens web pages over https and mail addresses, nothing else.',
      next: 'Mend the link in the description of the service.',
    });
  }
  try {
    await shell.openExternal(parsed.href);
  } catch (cause) {
    throw new AppError('unsupported', {
      message: `This desktop did not open ${parsed.href}.`,
      next: 'Open it yourself.',
      cause,
    });
  }
}
