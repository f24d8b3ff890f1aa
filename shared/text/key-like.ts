// Long runs of token characters are what keys look like; a path or a sentence has separators in between.
const TOKEN = /[A-Za-z0-9_\-+/=]{20,}/g;
const UUID = /^[0-9a-f-]{36}$/;
const looksRandom = (text: string): boolean => /\d/.test(text) && /[A-Za-z]/.test(text) && !UUID.test(text);

/** SECURITY: what looks like a key is cut out, whoever put it there. */
export function hideKeys(text: string): string {
  return text.replaceAll(TOKEN, (token) => (looksRandom(token) ? '[redacted]' : token));
}
