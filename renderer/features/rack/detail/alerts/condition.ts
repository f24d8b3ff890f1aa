import { conditionSchema } from '#shared/model/key.ts';

export const INTERVALS = ['minute', 'hour', 'day'] as const;
export type Interval = (typeof INTERVALS)[number];

/** @returns the condition as the reference writes it; null where the count is no whole number above 0 */
export function conditionOf(count: string, interval: Interval): string | null {
  const condition = `api_requests > ${count.trim()}/${interval}`;
  return conditionSchema.safeParse(condition).success ? condition : null;
}
