import * as z from 'zod/mini';
import { holdsKey } from '../text/key-like.ts';

/** The longest name of an environment, a connection or a key, in Unicode code points. */
const NAME_MAX = 120;
const DESCRIPTION_MAX = 500;
const NOTES_MAX = 4_000;

const codePoints = (text: string) => [...text].length;

// Line breaks and bidirectional overrides let one name pose as another in a list or a terminal.
const UNSAFE = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

/** All that leaves no ink: more than the above, which names are compared without and which ledgers hold by now. */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{White_Space}\u2800]/gu;

/** A name as people type it: NFC, trimmed, 1 to 120 code points, one line, emoji welcome. */
export const nameSchema = z.pipe(
  z.pipe(
    z.string('Enter a name.'),
    z.transform((text: string) => text.normalize('NFC').trim()),
  ),
  z.string().check(
    z.refine((text) => text !== '', { error: 'Enter a name.', abort: true }),
    z.refine((text) => text.replace(UNSEEN, '') !== '', 'Enter a name that can be seen.'),
    z.refine((text) => codePoints(text) <= NAME_MAX, {
      error: (issue) =>
        `Use at most ${NAME_MAX} characters; this name has ${codePoints(String(issue.input))}.`,
    }),
    z.refine((text) => !UNSAFE.test(text), 'Use one line, without control characters.'),
  ),
);

export const descriptionSchema = z.string().check(
  z.refine((text) => codePoints(text) <= DESCRIPTION_MAX, `Use at most ${DESCRIPTION_MAX} characters.`),
  z.refine((text) => !UNSAFE.test(text.replaceAll('\n', ' ')), 'Remove the control characters.'),
);

const isShort = (text: string): boolean => text.length <= 2 * NOTES_MAX && codePoints(text) <= NOTES_MAX;

/**
 * What a person writes down about a key: many lines, no control characters, at most 4,000 code points.
 * SECURITY: notes stand in the ledger as they are, so what looks like a key is refused; a text that is too long is
 * refused before anything reads through it.
 */
export const notesSchema = z.pipe(
  z.string().check(
    z.refine((text) => isShort(text), {
      error: (issue) =>
        `Use at most ${NOTES_MAX.toLocaleString('en')} characters; these notes have ${String(issue.input).length.toLocaleString('en')}.`,
      abort: true,
    }),
  ),
  z.pipe(
    z.transform((text: string) => text.normalize('NFC').replaceAll('\r\n', '\n')),
    z.string().check(
      z.refine((text) => !UNSAFE.test(text.replaceAll(/[\n\t]/g, ' ')), 'Remove the control characters.'),
      z.refine(
        (text) => !holdsKey(text),
        'This holds what looks like a key. Secrets do not belong into notes: keep them with Add key.',
      ),
    ),
  ),
);

/** The name of an environment variable: what `export` of a POSIX shell accepts. */
export const variableSchema = z
  .string()
  .check(
    z.regex(
      /^[A-Za-z_][A-Za-z0-9_]{0,127}$/,
      'Use letters, digits and underscores; do not begin with a digit.',
    ),
  );

export const idSchema = z.uuid();

/** An instant as the ledger, the command and the contract carry it: ISO 8601, UTC. */
export const instantSchema = z.iso.datetime(
  'Write a date like 2027-01-31, or a time like 2027-01-31T12:00:00Z.',
);
