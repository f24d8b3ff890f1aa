import type { Secret } from '#core/secret.ts';
import { hideKeys } from '#shared/text/key-like.ts';

const MAX_WORDS = 200;
const MAX_READ = 4_000;
// So much of a key may be shown as its hint; a longer piece of it is a leak.
const SHOWN_AT_MOST = 12;
const UNPRINTABLE = /[\p{Cc}\p{Cf}\u2028\u2029]+/gu;

/** @returns one line of `text` without anything that could pose as something else in a window or a terminal. */
export function oneLine(text: string, max: number): string {
  const clean = text.replace(UNPRINTABLE, ' ').replace(/ {2,}/g, ' ').trim();
  return clean.length <= max ? clean : `${clean.slice(0, max - 1)}…`;
}

const PIECE = SHOWN_AT_MOST + 1;
/** Less of it in base64 stands in many a word. */
const LEAST = 8;

/**
 * As it stands in base64, alone or behind something else, as in `user:secret` of basic authentication: after one or two
 * bytes more it looks quite different.
 */
function inBase64(value: string): readonly string[] {
  const bytes = String.fromCharCode(...new TextEncoder().encode(value));
  return (
    ['', '.', '..']
      // What mixes with the bytes around it is no sign of it.
      .map((before) =>
        btoa(before + bytes)
          .replace(/=+$/, '')
          .slice(before === '' ? 0 : before.length + 1, -1),
      )
      .filter((form) => form.length >= LEAST)
  );
}

interface Pieces {
  readonly long: ReadonlySet<string>;
  /** Of a value that is itself no longer than a piece. */
  readonly short: readonly string[];
}

const known = new WeakMap<Secret, Pieces>();

function piecesOf(secret: Secret): Pieces {
  const found = known.get(secret);
  if (found !== undefined) return found;
  const value = secret.expose();
  const encoded = encodeURIComponent(value);
  const forms = [value, encoded, btoa(encoded), ...inBase64(value)].map((form) => form.toLowerCase());
  const long = new Set<string>();
  for (const form of forms) {
    for (let at = 0; at + PIECE <= form.length; at += 1) long.add(form.slice(at, at + PIECE));
  }
  const pieces = { long, short: forms.filter((form) => form !== '' && form.length < PIECE) };
  known.set(secret, pieces);
  return pieces;
}

/** Whether `text` repeats a piece of what we sent, in whatever case, spacing or encoding. */
export function repeats(text: string, sent: readonly Secret[]): boolean {
  const bare = text.replace(UNPRINTABLE, '').replace(/\s/g, '').toLowerCase();
  const texts = /[-_]/.test(bare) ? [bare, bare.replaceAll('-', '+').replaceAll('_', '/')] : [bare];
  return sent.some((secret) => {
    const { long, short } = piecesOf(secret);
    return texts.some((one) => short.some((piece) => one.includes(piece)) || hasPiece(one, long));
  });
}

/** By the pieces of the text, not of the secret: a long text is gone through once, however long the secret is. */
function hasPiece(text: string, pieces: ReadonlySet<string>): boolean {
  for (let at = 0; at + PIECE <= text.length; at += 1) {
    if (pieces.has(text.slice(at, at + PIECE))) return true;
  }
  return false;
}

/**
 * What a service says of an error, for people.
 * SECURITY: dropped whole when it repeats a piece of what we sent, and shown without whatever else looks like a key: the
 * service may know more of our secrets than this request told it (tests/unit/providers/words: "never repeats", "names no key").
 * @returns null where there is nothing to show
 */
export function serviceWords(said: unknown, sent: readonly Secret[]): string | null {
  if (typeof said !== 'string') return null;
  const part = said.slice(0, MAX_READ);
  const words = oneLine(hideKeys(part), MAX_WORDS);
  return words === '' || repeats(part, sent) ? null : words;
}
