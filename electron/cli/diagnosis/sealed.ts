import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { LEDGER, SEALED } from '../../platform/home-names.ts';
import type { Finding } from '../context.ts';
import { problem } from './finding.ts';

/** Whether the folder of sealed files went away: opening the home makes an empty one in its place. */
export function checkSealed(home: string): readonly Finding[] {
  if (!existsSync(join(home, LEDGER)) || existsSync(join(home, SEALED))) return [];
  return [
    problem(
      'items',
      `The folder ${join(home, SEALED)} is gone, and with it what was sealed in it: long values, and all of a passphrase storage.`,
      'Put it back from a copy of the home. What is lost for good has to be entered again: keyrack key enter',
    ),
  ];
}
