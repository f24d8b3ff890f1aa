const PLURALS = {
  note: 'notes',
  card: 'cards',
  identity: 'identities',
  'SSH key': 'SSH keys',
  passkey: 'passkeys',
  'one-time password': 'one-time passwords',
  'earlier password': 'earlier passwords',
  'user name': 'user names',
  'other field': 'other fields',
  'item without a password': 'items without a password',
  'item in the bin': 'items in the bin',
  comment: 'comments',
  reference: 'references',
  'variable without a value': 'variables without a value',
} as const;

/** Something of a file that no item of an import stands for: it would be lost with the file. */
export type PassedOver = keyof typeof PLURALS;

/** @returns in words and as a count, such as `2 notes`; one for each sort, as they first come */
export function inWords(things: readonly PassedOver[]): string[] {
  const counts = new Map<PassedOver, number>();
  for (const thing of things) counts.set(thing, (counts.get(thing) ?? 0) + 1);
  return [...counts].map(([thing, count]) => `${count} ${count === 1 ? thing : PLURALS[thing]}`);
}
