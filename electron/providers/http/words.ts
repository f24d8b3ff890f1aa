import type { Secret } from '#core/secret.ts';

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

function holds(text: string, value: string): boolean {
  const size = Math.min(value.length, SHOWN_AT_MOST + 1);
  if (size === 0) return false;
  const pieces = Array.from({ length: value.length - size + 1 }, (_, at) => value.slice(at, at + size));
  return pieces.some((piece) => text.includes(piece));
}

/** Whether `text` repeats a piece of what we sent, in whatever case, spacing or encoding. */
export function repeats(text: string, sent: readonly Secret[]): boolean {
  const bare = text.replace(UNPRINTABLE, '').replace(/\s/g, '').toLowerCase();
  return sent.some((secret) => {
    const value = secret.expose();
    const forms = [value, encodeURIComponent(value), btoa(encodeURIComponent(value))];
    return forms.some((form) => holds(bare, form.toLowerCase()));
  });
}

/**
 * What a service says of an error, for people.
 * SECURITY: dropped whole when it repeats a piece of what we sent (tests/unit/providers/words: "never repeats").
 * @returns null where there is nothing to show
 */
export function serviceWords(said: unknown, sent: readonly Secret[]): string | null {
  if (typeof said !== 'string') return null;
  const part = said.slice(0, MAX_READ);
  const words = oneLine(part, MAX_WORDS);
  return words === '' || repeats(part, sent) ? null : words;
}
