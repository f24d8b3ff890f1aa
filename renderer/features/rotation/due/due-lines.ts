import type { Environment } from '#shared/model/environment.ts';
import type { DueRow } from '#shared/model/policy.ts';

/** A key in the list, with where it stands. */
export interface DueLine {
  readonly key: { readonly id: string };
  /** Its date; where it has none, that it is not used. */
  readonly row: DueRow;
  /** That it is not used besides; null: it is, or `row` says so. */
  readonly unused: DueRow | null;
  readonly environment: Environment | null;
}

/**
 * One line a key: a key with a date may have a row for not being used as well.
 * @param environmentId only its keys; null for all
 */
export function dueLines(
  rows: readonly DueRow[],
  environments: readonly Environment[],
  environmentId: string | null,
): readonly DueLine[] {
  const byId = new Map(environments.map((each) => [each.id, each]));
  const shown = rows.filter((row) => environmentId === null || row.environmentId === environmentId);
  const lines = [...Map.groupBy(shown, ({ keyId }) => keyId)].flatMap(([id, own]): readonly DueLine[] => {
    const [row, unused = null] = own.toSorted(
      (one, other) => Number(isUnused(one)) - Number(isUnused(other)),
    );
    return row === undefined
      ? []
      : [{ key: { id }, row, unused, environment: byId.get(row.environmentId) ?? null }];
  });
  return lines.toSorted((one, other) => urgency(one) - urgency(other));
}

/** Within one they stay as main has them: the oldest date first. */
function urgency({ row, unused }: DueLine): number {
  if (row.snoozedUntil !== null) return 3;
  if (isUnused(row) || (row.state === 'later' && unused !== null)) return 2;
  return { overdue: 0, soon: 1, later: 4 }[row.state];
}

const isUnused = ({ why }: DueRow): boolean => why === 'unused';
