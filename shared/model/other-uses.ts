import type { Delivery } from './delivery.ts';

/**
 * One key, one tool: where a key is delivered to already, besides the place that is chosen now. Another server in the
 * same file is the same tool.
 * @param place `file` empty: the target's own, not known yet
 */
export function otherUses(
  { deliveries }: { readonly deliveries: readonly Delivery[] },
  { target, file }: { readonly target: string; readonly file: string },
): readonly Delivery[] {
  const chosen = file.trim();
  return deliveries.filter((each) => each.target !== target || (chosen !== '' && each.file !== chosen));
}

const NAMED = 2;

/** @returns the uses in words, two of them by name. @param nameOf how people call a place */
export function usesInWords<Use>(uses: readonly Use[], nameOf: (use: Use) => string): string {
  const names = uses.slice(0, NAMED).map(nameOf);
  const more = uses.length - names.length;
  return more === 0 ? names.join(' and ') : `${names.join(', ')} and ${more} more`;
}
