/**
 * Whether somebody has typed this name. Its case counts: who types a name only nearly has not read it. What composes a
 * letter and what stands around does not, as nobody sees it.
 */
export const isNameTyped = (name: string, typed: string): boolean =>
  typed.normalize('NFC').trim() === name.normalize('NFC').trim();
