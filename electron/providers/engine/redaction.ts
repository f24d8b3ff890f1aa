import type { Secret } from '#core/secret.ts';
import { repeats } from '../http/words.ts';
import { isObject, masked } from './answer-path.ts';
import type { AnswerPath } from './manifest/words.ts';
import { SHOWN } from './opened.ts';

const SAYS_SECRET = /key|secret|token|passw|authorization|credential|cookie|session/i;
// An id names a key and opens nothing; a header that counts is no secret either.
const SAYS_NAME = /(id|ids|name|type|prefix|count|limit|remaining|reset)$/i;

/** Whether a member or a header of this name is taken for a secret. */
const saysSecret = (name: string): boolean => SAYS_SECRET.test(name) && !SAYS_NAME.test(name);

export interface Redaction {
  /** What was sent, in whatever form it comes back. */
  readonly sent: readonly Secret[];
  /** Where the manifest says that a secret stands; from the top, and from every object below it. */
  readonly paths: readonly AnswerPath[];
}

const hide = (text: string, { sent }: Redaction): string => (repeats(text, sent) ? SHOWN : text);

function walk(value: unknown, name: string, redaction: Redaction): unknown {
  if (typeof value === 'string') return saysSecret(name) && value !== '' ? SHOWN : hide(value, redaction);
  if (Array.isArray(value)) return value.map((inner: unknown) => walk(inner, name, redaction));
  if (!isObject(value)) return value;
  const clean = redaction.paths.reduce<unknown>((rest, path) => masked(rest, path, SHOWN), value);
  return isObject(clean)
    ? Object.fromEntries(Object.entries(clean).map(([own, inner]) => [own, walk(inner, own, redaction)]))
    : clean;
}

/**
 * JSON as a person may see it.
 * SECURITY: a secret is known by where it stands, by its member's name, and by repeating what we sent
 * (tests/unit/providers/redaction).
 */
export const redacted = (document: unknown, redaction: Redaction): unknown => walk(document, '', redaction);

type Shown = readonly { readonly name: string; readonly value: string }[];

/** Headers of an answer as a person may see them. */
export function redactedHeaders(headers: Headers, redaction: Redaction, secretName?: string): Shown {
  return [...headers].map(([name, value]) => {
    const isSecret = saysSecret(name) || name === secretName?.toLowerCase();
    return { name, value: isSecret ? SHOWN : hide(value, redaction) };
  });
}
