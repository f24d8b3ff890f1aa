import type { EntryKind } from '#shared/ipc/client.ts';
import { entryProblems, PASSPHRASE_MIN } from '../text/windows.ts';

/** Why what was typed cannot be sent, and which field is at fault; null where it can. */
export type EntryProblem = { readonly field: 'value' | 'repeat'; readonly text: string } | null;

/** Main checks again, and judges whether a passphrase is the right one. */
export function checkEntry(kind: EntryKind, value: string, repeated: string): EntryProblem {
  if (value === '') {
    return { field: 'value', text: entryProblems.empty[kind === 'secret' ? 'secret' : 'passphrase'] };
  }
  if (kind !== 'new-passphrase') return null;
  const length = [...value].length;
  if (length < PASSPHRASE_MIN) return { field: 'value', text: entryProblems.short(length) };
  return value === repeated ? null : { field: 'repeat', text: entryProblems.different };
}
