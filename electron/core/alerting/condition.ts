import { conditionSchema } from '#shared/model/key.ts';
import { AppError } from '../errors.ts';

/** In milliseconds. */
export const INTERVALS = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;

export interface Condition {
  readonly threshold: number;
  readonly interval: keyof typeof INTERVALS;
}

/** @throws AppError invalid-input, field `condition` */
export function readCondition(text: string): Condition {
  const parsed = conditionSchema.safeParse(text);
  const found = /> (?<threshold>\d+)\/(?<interval>minute|hour|day)$/.exec(text)?.groups;
  if (parsed.success && found !== undefined) {
    return { threshold: Number(found.threshold), interval: found.interval as Condition['interval'] };
  }
  throw new AppError('invalid-input', {
    message: `"${text}" is no condition that Keyrack can judge.`,
    next: 'Write it like: api_requests > 1000/hour',
    field: 'condition',
  });
}
