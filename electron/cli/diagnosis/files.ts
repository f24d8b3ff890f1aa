import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { modeText, needsPrivate } from '#core/delivering/modes.ts';
import { isAtService } from '#core/delivering/place.ts';
import { isStored } from '#shared/model/delivery.ts';
import { shellWord } from '#shared/text/shell-word.ts';
import type { Finding } from '../context.ts';
import { type OpenPatient, ok, orWell, warning } from './finding.ts';
import { leftoversIn } from './leftovers.ts';

/** Files of other programs with our entries in them: their modes, and what a killed write left beside them. */
export function checkFiles({
  outside,
  machine,
}: Pick<OpenPatient, 'outside' | 'machine'>): readonly Finding[] {
  const records = outside.ledger.deliveries
    .list()
    .filter((record) => !isStored(record) && !isAtService(record.file) && !record.imported);
  const files = new Set(records.map(({ file }) => file));
  const closed = new Set(
    records
      .filter(needsPrivate)
      .flatMap(({ file, companions }) => [file, ...companions.map((each) => each.file)]),
  );
  const wide = machine.platform === 'win32' ? [] : [...closed].flatMap(wideOpen);
  const left = [...new Set([...files].map((file) => dirname(file)))].flatMap(leftoversIn);
  return orWell(
    [
      ...wide,
      ...left.map((path) =>
        warning(
          'leftovers',
          `${path} was left by a write that was killed.`,
          `rm ${shellWord(path, process.platform)}`,
        ),
      ),
    ],
    ok('files', `${files.size} of other programs, none open to other users that should not be.`),
  );
}

function wideOpen(file: string): readonly Finding[] {
  const stat = statSync(file, { throwIfNoEntry: false });
  const mode = (stat?.mode ?? 0) & 0o777;
  if ((mode & 0o077) === 0) return [];
  return [
    warning(
      'files',
      `${file} is ${modeText(mode)}: other users can read it.`,
      `chmod 600 ${shellWord(file, process.platform)}`,
    ),
  ];
}
