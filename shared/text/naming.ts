/** What a naming pattern can speak of. */
export const NAMING_PARTS = ['tool', 'purpose', 'service', 'environment', 'stage'] as const;
type NamingPart = (typeof NAMING_PARTS)[number];

/** What is known of a key before it is made; a part that is not known is absent or empty. */
export type NamingWords = Readonly<Partial<Record<NamingPart, string | undefined>>>;

/** The longest name of a key, in Unicode code points. */
const NAME_MAX = 120;
const PART = /<([^<>]*)>/g;
const isPart = (word: string): word is NamingPart => NAMING_PARTS.some((part) => part === word);
const LISTED = NAMING_PARTS.map((part) => `<${part}>`).join(', ');

/** @returns why no name can be made from a pattern, in words for the user; null where one can */
export function namingProblem(pattern: string): string | null {
  const parts = [...pattern.matchAll(PART)].map(([, word = '']) => word);
  const unknown = parts.find((part) => !isPart(part));
  if (unknown !== undefined) return `<${unknown}> means nothing here. Use ${LISTED}.`;
  if (parts.includes('tool') || parts.includes('purpose')) return null;
  return 'Use <tool> or <purpose>: without them all keys would have one name.';
}

// Stands where a part is not known until its separators are gone too. No text holds it: it is no character.
const GAP = '\uffff';
const BRACKETED = /[([{]\s*\uffff\s*[)\]}]/gu;
const GAPS = /[\s\-–—:/|·_.,+@]*\uffff[\s\-–—:/|·_.,+@\uffff]*/gu;
const BREAKING = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069\uffff]+/gu;

const oneLine = (text: string): string => text.normalize('NFC').replace(BREAKING, ' ').trim();

/** In the middle one separator stays: the first that is more than a blank. */
function closeGap(gap: string, at: number, whole: string): string {
  if (at === 0 || at + gap.length === whole.length) return '';
  const separators = gap.split(GAP).filter(Boolean);
  return separators.find((separator) => separator.trim() !== '') ?? separators[0] ?? '';
}

/**
 * The name that a pattern such as `<tool> - <purpose>` gives a key. A part that is not known goes together with its
 * separator, and what words bring along is never read as a part again.
 * @returns at most 120 code points on one line; empty where nothing is known
 */
export function nameFrom(pattern: string, words: NamingWords): string {
  const filled = oneLine(pattern).replace(PART, (whole, part: string) =>
    isPart(part) ? oneLine(words[part] ?? '') || GAP : whole,
  );
  const closed = filled.replace(BRACKETED, GAP).replace(GAPS, closeGap);
  return [...closed.trim()].slice(0, NAME_MAX).join('').trim();
}
