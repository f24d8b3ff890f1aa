import { AppError } from '#core/errors.ts';
import type { Services } from '#core/services.ts';
import type { ExportRequest } from '#shared/model/delivery.ts';
import type { CommandContext } from '../context.ts';
import { printable } from '../printable.ts';
import type { ExportOptions } from './exporting.ts';

/** Prints what an export would write into a new file; writes nothing. @throws AppError forbidden-by-rule for inline */
export async function printDocument(
  context: CommandContext,
  services: Services,
  request: ExportRequest,
): Promise<void> {
  const document = await services.delivering.document(request);
  for (const warning of document.warnings) context.tell(printable(warning));
  context.show(document, () => document.text.trimEnd());
}

/** What has no meaning where nothing is written. @throws AppError invalid-input */
export function assertPrinted(options: ExportOptions): void {
  const { file, scope, connection, repo, gitignore, dryRun } = options;
  const others = {
    ...{ '--file': file, '--scope': scope, '--connection': connection, '--repo': repo },
    ...{ '--gitignore': gitignore, '--dry-run': dryRun },
  };
  const given = Object.entries(others).find(([, value]) => value !== undefined);
  if (given === undefined) return;
  throw new AppError('invalid-input', {
    message: `${given[0]} is for a file that is written, and --stdout prints the document and writes none.`,
    next: 'Leave one of the two out.',
  });
}
