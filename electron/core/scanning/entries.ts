import { ENTRIES_MAX, plaintextsAt } from '../adopting/finding.ts';
import { AppError } from '../errors.ts';
import type { FileExporter, Plaintext } from '../ports/exporter.ts';
import type { Secret } from '../secret.ts';
import { namingOf } from './judging.ts';

/** A secret in an entry of a target's file, as `adopt` sees it. */
export interface EntrySecret {
  readonly entry: string;
  readonly plaintext: Plaintext;
}

/** @returns none where the file is not what its target reads: then its text alone was looked through */
export function entrySecrets(exporter: FileExporter | null, text: string): readonly EntrySecret[] {
  const adoption = exporter?.adoption;
  if (exporter === null || adoption === undefined) return [];
  try {
    return (
      adoption
        .names(text)
        .slice(0, ENTRIES_MAX)
        .flatMap((name) => plaintextsAt(exporter, adoption, text, name))
        // SECURITY: what else stands in an entry is let go of (test: "of an entry nothing is kept but its name").
        .map(({ entry, plaintext }) => ({ entry, plaintext }))
    );
  } catch (error) {
    if (error instanceof AppError) return [];
    throw error;
  }
}

/** The entry that holds one of these values. */
export const entryOf = (entries: readonly EntrySecret[], values: readonly Secret[]): EntrySecret | null =>
  entries.find(({ plaintext }) => values.some((value) => plaintext.secret.equals(value))) ?? null;

/** Those that an entry knows and its text does not show: written with escapes, or over several lines. */
export function unseen(entries: readonly EntrySecret[], text: string): readonly EntrySecret[] {
  const isTold = ({ plaintext: { name, place, secret } }: EntrySecret) =>
    secret.length >= 8 && (place !== 'variable' || ['password', 'token'].includes(namingOf(name) ?? ''));
  return entries.filter((each) => !each.plaintext.secret.isIn(text) && isTold(each));
}

/** @returns the line, from 1, on which a name stands first */
export const lineOf = (text: string, name: string): number =>
  text.slice(0, Math.max(0, text.indexOf(name))).split('\n').length;
