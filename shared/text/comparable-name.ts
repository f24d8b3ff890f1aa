// Marks of direction and joiners have no width: what they alone tell apart, nobody can.
const withoutInvisible = (text: string): string => text.replace(/[\u200b-\u200f\u2060-\u2064\ufeff]/gu, '');

/** The form in which names are compared: neither case nor composition nor what has no width tells two names apart. */
export function comparableName(name: string): string {
  return withoutInvisible(name.normalize('NFC')).trim().toLowerCase().normalize('NFC');
}
