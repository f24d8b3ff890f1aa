import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '#core/errors.ts';
import { inspectLedger, LEDGER_VERSION } from '../../ledger/integrity.ts';
import { LEDGER } from '../../platform/home-names.ts';
import type { Finding } from '../context.ts';
import { ok, problem } from './finding.ts';

const SHOWN = 3;

/** Pages and indexes, rows that refer to none, and the version of the ledger. */
export function checkLedger(home: string): readonly Finding[] {
  const file = join(home, LEDGER);
  if (!existsSync(file)) return [ok('ledger', 'There is none yet.')];
  const found = looked(file);
  if (found === null) return [damaged(home, 'it is no database, or cannot be read')];
  if (found.version > LEDGER_VERSION) {
    return [
      problem(
        'ledger',
        `${file} was written by a newer Keyrack (version ${found.version}; this one knows ${LEDGER_VERSION}).`,
        'Update Keyrack, or use another home with --home.',
      ),
    ];
  }
  const wrong = [...found.damage, ...found.strays].slice(0, SHOWN);
  if (wrong.length > 0) return [damaged(home, wrong.join('; '))];
  return [ok('ledger', `SQLite finds it whole, version ${found.version}.`)];
}

function looked(file: string) {
  try {
    return inspectLedger(file);
  } catch (error) {
    if (error instanceof AppError) throw error;
    return null;
  }
}

/** Before a migration, a copy is made beside it. */
function damaged(home: string, how: string): Finding {
  const copies = readdirSync(home).filter((name) => name.startsWith(`${LEDGER}.before-`));
  const copy = copies.at(-1);
  const from = copy === undefined ? 'a copy of yours' : `a copy of yours, or the older ${join(home, copy)},`;
  return problem(
    'ledger',
    `${join(home, LEDGER)} is damaged: ${how}.`,
    `Close Keyrack, move the file away, and put ${from} in its place. Do not delete it: the secrets in the keychain are found by it.`,
  );
}
