import type { ActivityPage, ActivityRow } from '#shared/model/activity.ts';

export interface Read {
  /** What was asked for, as JSON. */
  readonly asked: string;
  readonly rows: readonly ActivityRow[];
  readonly total: number;
}

/** The newest page over what was read before. Where it does not reach that, what lies between is read anew. */
export function withNewest(before: Read | null, asked: string, { rows, total }: ActivityPage): Read {
  const oldest = rows.at(-1)?.number ?? 0;
  const kept = before?.asked === asked ? before.rows : [];
  const joins = kept.some(({ number }) => number === oldest);
  return {
    asked,
    rows: joins ? [...rows, ...kept.filter(({ number }) => number < oldest)] : rows,
    total,
  };
}
