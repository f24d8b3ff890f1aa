import * as z from 'zod/mini';
import type { Contract } from '../define.ts';

const entryKindSchema = z.enum(['secret', 'passphrase', 'new-passphrase']);
export type EntryKind = z.infer<typeof entryKindSchema>;

/** The entry window's own calls: the one place where a secret is typed or pasted. */
export const entryWindow = {
  'entry.describe': {
    input: z.undefined(),
    /** `purpose`: one sentence, what the value is for. */
    output: z.strictObject({ kind: entryKindSchema, purpose: z.string() }),
  },
  'entry.paste': { input: z.undefined(), output: z.strictObject({ text: z.string() }) },
  /** `problem`: why the value was refused; the window stays open then. null: taken, the window closes. */
  'entry.save': {
    input: z.strictObject({ value: z.string().check(z.maxLength(65_536)) }),
    output: z.strictObject({ problem: z.nullable(z.string()) }),
  },
  'entry.cancel': { input: z.undefined(), output: z.void() },
} satisfies Contract;

export type EntryWindow = typeof entryWindow;
