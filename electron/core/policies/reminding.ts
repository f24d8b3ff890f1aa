import { type DueRow, REMIND_DAYS } from '#shared/model/policy.ts';
import { daysUntil, dueSentence } from '#shared/text/due.ts';
import type { Notifier } from '../ports/notifier.ts';
import type { PolicyDeps } from './deps.ts';
import { reviewOf } from './reviewing.ts';

/** More are counted. */
const NAMED = 3;
const RUNGS = [0, ...REMIND_DAYS.toSorted((a, b) => a - b)];

/** Above it there is nothing to look up. */
const HIGHEST = Math.max(...RUNGS);

/** In place of a key's id: the review is of all. */
const REVIEW = 'review';

interface News {
  readonly row: DueRow;
  readonly rung: number;
  /** The user put it off until now. */
  readonly woken: boolean;
}

/** @returns the rung that was passed last; null: none yet, or it was passed before the key was made */
function rungAt({ ledger }: PolicyDeps, { keyId, dueAt, why }: DueRow, now: Date): number | null {
  if (why === 'unused') return 0;
  const days = daysUntil(dueAt, now);
  const rung = RUNGS.find((each) => days <= each) ?? null;
  const madeAt = ledger.keys.get(keyId)?.createdAt;
  if (rung === null || madeAt === undefined) return null;
  return daysUntil(dueAt, new Date(madeAt)) > rung || rung === 0 ? rung : null;
}

/** Tells what is new since anybody was told, once, whichever process comes first. */
export function remind(deps: PolicyDeps, due: readonly DueRow[]): void {
  const now = deps.clock.now();
  const found = newsOf(deps, due, now);
  if (found.length > 0) {
    const told = deps.ledger.transaction(() => claimed(deps, found));
    if (told.length > 0) deps.notifier.notify(wordsOf(told, now));
  }
  remindOfReview(deps);
}

function newsOf(deps: PolicyDeps, due: readonly DueRow[], now: Date): readonly News[] {
  const { reminders } = deps.ledger;
  const snoozes = new Map(reminders.snoozes().map(({ keyId, until }) => [keyId, Date.parse(until)]));
  const lowest = new Map<string, number>();
  for (const { keyId, dueAt, rung } of reminders.told()) {
    const known = lowest.get(`${keyId} ${dueAt}`) ?? rung;
    lowest.set(`${keyId} ${dueAt}`, Math.min(known, rung));
  }
  return due.flatMap((row): News[] => {
    if (row.state === 'later' && daysUntil(row.dueAt, now) > HIGHEST) return [];
    const rung = rungAt(deps, row, now);
    const until = snoozes.get(row.keyId);
    if (rung === null || row.rotationId !== null || (until !== undefined && until > now.getTime())) return [];
    const isNew = rung < (lowest.get(`${row.keyId} ${row.dueAt}`) ?? Number.POSITIVE_INFINITY);
    return isNew || until !== undefined ? [{ row, rung, woken: until !== undefined }] : [];
  });
}

/** Written down before it is told: a process that ends in between has told too little, and none tells twice. */
function claimed({ ledger: { reminders } }: PolicyDeps, found: readonly News[]): readonly DueRow[] {
  const sleepers = new Set(found.filter(({ woken }) => woken).map(({ row }) => row.keyId));
  const woken = new Set([...sleepers].filter((keyId) => reminders.wake(keyId)));
  return found
    .filter(({ row: { keyId, dueAt }, rung }) => reminders.tell({ keyId, dueAt, rung }) || woken.has(keyId))
    .map(({ row }) => row);
}

function wordsOf(rows: readonly DueRow[], now: Date): Parameters<Notifier['notify']>[0] {
  const said = rows.slice(0, NAMED).map((row) => `"${row.name}" ${dueSentence(row, now)}`);
  const [only] = rows;
  if (rows.length === 1 && only !== undefined) {
    return {
      title: `The key ${said[0]}`,
      body: only.why === 'unused' ? 'Is it still needed?' : 'Replace it everywhere with Rotate.',
      keyId: only.keyId,
    };
  }
  const rest = rows.length - said.length;
  const more = rest > 0 ? [`${rest} more`] : [];
  return { title: `${rows.length} keys need a look`, body: `${[...said, ...more].join(', ')}.`, keyId: null };
}

function remindOfReview(deps: PolicyDeps): void {
  const { isDue, nextAt } = reviewOf(deps);
  if (!isDue || !deps.ledger.reminders.tell({ keyId: REVIEW, dueAt: nextAt, rung: 0 })) return;
  deps.notifier.notify({
    title: 'A quarter has passed',
    body: 'Look through your keys: which of them are still used?',
    keyId: null,
  });
}
