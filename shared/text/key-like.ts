// Long runs of token characters are what keys look like; a path or a sentence has separators in between.
const TOKEN = /[A-Za-z0-9_\-+/=]{20,}/g;
const UUID = /^[0-9a-f-]{36}$/;
// One key in sixty of 24 characters has no digit; more capitals than a name of a function has give it away.
const CAPITALS = /(?:[A-Z][^A-Z]*){5}/;
const SMALL = /(?:[a-z][^a-z]*){5}/;

function looksRandom(text: string): boolean {
  if (UUID.test(text)) return false;
  return (/\d/.test(text) && /[A-Za-z]/.test(text)) || (CAPITALS.test(text) && SMALL.test(text));
}

const PARTS = /[-_/+=]+/;

/** Paths, dates and names of tickets are words with signs between; in a key the letters and digits stand mixed. */
function isMixed(token: string): boolean {
  const mixed = token.split(PARTS).filter(looksRandom);
  return mixed.some(({ length }) => length >= 8) || mixed.filter(({ length }) => length >= 4).length >= 3;
}

/**
 * Milder than `hideKeys`: it judges what a person wrote, and a wrong word from us would keep an honest text out.
 * @returns whether a text holds what looks like a key
 */
export const holdsKey = (text: string): boolean =>
  (text.match(TOKEN) ?? []).some((token) => looksRandom(token) && isMixed(token));

/** SECURITY: what looks like a key is cut out, whoever put it there. */
export function hideKeys(text: string): string {
  return text.replaceAll(TOKEN, (token) => (looksRandom(token) ? '[redacted]' : token));
}

/** @returns the words of a text that look like keys */
export const keysIn = (text: string): readonly string[] => (text.match(TOKEN) ?? []).filter(looksRandom);
