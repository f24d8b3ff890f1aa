import type { ActivityProblem, ActivityVerdict } from '#shared/model/activity.ts';
import type { Clock } from '../ports/clock.ts';
import type { Hmac } from '../ports/hmac.ts';
import type { AuditRow, AuditTable } from '../ports/ledger.ts';
import type { Secret } from '../secret.ts';
import { type Anchor, holds } from './anchor.ts';
import { macOf, START } from './chain.ts';

/** Between two of them others have their turn: at 100,000 rows the window would stand still for a second. */
const BATCH = 1_000;
/** One edited row may be a disk; more than this is told by the first of them. */
const PROBLEMS_MAX = 20;

interface Walk {
  rows: number;
  chained: number;
  late: number;
  /** Of the row before. */
  mac: string;
  number: number;
  /** Rows without a MAC since the last one that has it. */
  waiting: { readonly from: number; readonly to: number } | null;
  readonly problems: ActivityProblem[];
}

/** A row that is gone, and the next one that therefore does not fit, are one problem. */
function step(walk: Walk, row: AuditRow, fits: (before: string) => boolean): void {
  const gap = row.number > walk.number + 1;
  if (gap) walk.problems.push({ kind: 'missing', from: walk.number + 1, to: row.number - 1 });
  walk.rows += 1;
  walk.number = row.number;
  if (row.mac === null) {
    walk.waiting = { from: walk.waiting?.from ?? row.number, to: row.number };
    return;
  }
  if (walk.waiting !== null) walk.problems.push({ kind: 'unchained', ...walk.waiting });
  if (!gap && !fits(walk.mac)) walk.problems.push({ kind: 'edited', from: row.number, to: row.number });
  walk.waiting = null;
  walk.mac = row.mac;
  walk.chained += 1;
  if (row.late) walk.late += 1;
}

/** @param tail the number of the newest chained row */
function judgeAnchor(anchor: Anchor | null, audit: Pick<AuditTable, 'get'>, tail: number): ActivityProblem[] {
  if (anchor === null) return tail === 0 ? [] : [{ kind: 'anchor-lost', from: null, to: null }];
  const { count } = anchor;
  if (holds(anchor, audit.get(count))) return [];
  if (count > tail) return [{ kind: 'cut', from: tail + 1, to: count }];
  return [{ kind: 'rewritten', from: count, to: count }];
}

interface Deps {
  readonly audit: Pick<AuditTable, 'after' | 'get' | 'tail'>;
  readonly hmac: Pick<Hmac, 'digest'>;
  readonly clock: Clock;
}

/**
 * Walks along the whole chain.
 * @param anchor as it was read before this call: what it names was in the ledger then; null: the storage has none
 * @param key null: the storage has lost it; then only what needs no key is judged
 */
export async function judgeChain(
  { audit, hmac, clock }: Deps,
  anchor: Anchor | null,
  key: Secret | null,
): Promise<ActivityVerdict> {
  const walk: Walk = { rows: 0, chained: 0, late: 0, mac: START, number: 0, waiting: null, problems: [] };
  // What another process chains during the walk was waiting when it began, and is judged as it was then.
  const tail = audit.tail()?.number ?? 0;
  for (;;) {
    const rows = audit.after(walk.number, BATCH);
    for (const found of rows) {
      const row = found.number > tail ? { ...found, mac: null } : found;
      step(walk, row, (before) => key === null || macOf(hmac, key, row, before) === row.mac);
    }
    if (rows.length < BATCH) break;
    await new Promise<void>((resume) => clock.after(0, resume));
  }
  const { rows, chained, late, problems } = walk;
  if (key === null && chained > 0) problems.unshift({ kind: 'key-lost', from: null, to: null });
  problems.push(...judgeAnchor(anchor, audit, tail));
  return { valid: problems.length === 0, rows, chained, late, problems: problems.slice(0, PROBLEMS_MAX) };
}
