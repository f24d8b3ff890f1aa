import { exporterOf } from '#core/delivering/deps.ts';
import { openDocument } from '#core/delivering/document.ts';
import { launchOf } from '#core/delivering/launcher-words.ts';
import { AppError } from '#core/errors.ts';
import type { OpenPatient } from './finding.ts';

/** How an entry of ours starts Keyrack. */
export interface LaunchWords {
  readonly id: string;
  readonly file: string;
  readonly server: string;
  /** Node, the command, and its options. */
  readonly launcher: readonly string[];
  /** What that starts in turn; empty where it prints headers. */
  readonly started: readonly string[];
  /** SECURITY: false: somebody else wrote something there, so nothing of it may be run. */
  readonly isIntact: boolean;
}

/** Of every entry that starts Keyrack, also by words that were changed. */
export async function wordsOf({ deliveries, outside }: OpenPatient): Promise<readonly LaunchWords[]> {
  const { files, exporters } = outside.delivery;
  const rows = (await deliveries()).filter(
    ({ mechanism, state }) =>
      (state === 'intact' || state === 'changed') && (mechanism === 'launcher' || mechanism === 'helper'),
  );
  const found: LaunchWords[] = [];
  for (const { id, file, server, target, state } of rows) {
    try {
      const { text } = await openDocument(files, file);
      const words = launchOf(exporterOf(exporters, target), { text, file, server });
      if (words !== null) found.push({ id, file, server, isIntact: state === 'intact', ...words });
    } catch (error) {
      // What does not read now is told by another check.
      if (!(error instanceof AppError)) throw error;
    }
  }
  return found;
}
