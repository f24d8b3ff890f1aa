/**
 * What stands behind --key: `K` or `K=VARIABLE`. A name may hold "=" itself, so the whole word goes first.
 * @param rows all keys that the word may name
 * @returns the variable as it was typed; null where none was
 */
export function splitKeyWord(
  rows: readonly { readonly id: string; readonly name: string }[],
  word: string,
): { readonly key: string; readonly variable: string | null } {
  const at = word.lastIndexOf('=');
  const isWhole = rows.some(({ id, name }) => id === word || name.normalize('NFC') === word.normalize('NFC'));
  if (at === -1 || isWhole) return { key: word, variable: null };
  return { key: word.slice(0, at), variable: word.slice(at + 1) };
}
