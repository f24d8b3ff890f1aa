import type { Target } from '#shared/model/delivery.ts';

/** Programs that people make keys for; those that Keyrack delivers to are told by `targets.list`. */
const WELL_KNOWN = ['n8n', 'Make', 'Zapier', 'Shell'];

const same = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

/** @returns the names to choose from, those that Keyrack delivers to first */
export function toolNames(targets: readonly Pick<Target, 'name'>[]): readonly string[] {
  const delivered = targets.map(({ name }) => name);
  return [...delivered, ...WELL_KNOWN.filter((name) => delivered.every((each) => !same(each, name)))];
}

/** @returns the target that a tool's name means; null where Keyrack delivers nothing to it */
export const targetNamed = <T extends Pick<Target, 'id' | 'name'>>(
  targets: readonly T[],
  tool: string,
): T | null => targets.find(({ id, name }) => same(name, tool) || same(id, tool)) ?? null;
