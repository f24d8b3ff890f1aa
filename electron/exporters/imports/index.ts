import type { Importer } from '#core/ports/importer.ts';
import { bitwarden } from './bitwarden.ts';
import { dotenvImport } from './dotenv.ts';
import { onePassword } from './one-password.ts';

/** The files that keys are imported from, the first that recognises a file takes it. */
export const importers: readonly Importer[] = [bitwarden, onePassword, dotenvImport];
