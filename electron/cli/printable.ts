// Line breaks, escapes and bidirectional overrides would let a name of a service write over the terminal.
const UNPRINTABLE = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/** @returns the text with what could steer a terminal replaced by a visible mark. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, '�');
}
