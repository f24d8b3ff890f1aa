import type { Review } from '#shared/model/policy.ts';
import type { KeyRow } from '../ports/ledger.ts';
import type { PolicyDeps } from './deps.ts';
import { connectionsThatTell } from './due-rows.ts';
import { quarterAfter } from './local-days.ts';
import { prescriptions } from './prescribing.ts';

type Deps = Pick<PolicyDeps, 'ledger' | 'clock' | 'plugins'>;

/** Every quarter: the first is due when the oldest key is a quarter old. */
export function reviewOf(deps: Deps): Omit<Review, 'keys'> {
  const reviewedAt = deps.ledger.reminders.reviewedAt();
  const now = deps.clock.now();
  // Looked through within the quarter, no key is asked for.
  const isOver = reviewedAt === null || quarterAfter(new Date(reviewedAt)) <= now;
  const made = (isOver ? keysInUse(deps) : []).map(({ createdAt }) => Date.parse(createdAt));
  const oldest = made.reduce((least, at) => Math.min(least, at), now.getTime());
  const since = new Date(reviewedAt ?? oldest);
  const next = quarterAfter(since);
  return { reviewedAt, nextAt: next.toISOString(), isDue: made.length > 0 && next <= now };
}

/** Those first that were not used for longest. */
export function fullReview(deps: Deps): Review {
  const telling = new Set(connectionsThatTell(deps).map(({ id }) => id));
  const deliveries = Map.groupBy(deps.ledger.deliveries.list(), ({ keyId }) => keyId);
  const keys = keysInUse(deps)
    .map(({ id, name, environmentId, lastUsedAt, connectionId }) => ({
      keyId: id,
      name,
      environmentId,
      lastUsedAt,
      tells: telling.has(connectionId ?? ''),
      deliveries: deliveries.get(id)?.length ?? 0,
    }))
    .sort((a, b) => Number(b.tells) - Number(a.tells) || timeOf(a.lastUsedAt) - timeOf(b.lastUsedAt));
  return { ...reviewOf(deps), keys };
}

const timeOf = (at: string | null): number => (at === null ? 0 : Date.parse(at));

function keysInUse({ ledger }: Deps): readonly KeyRow[] {
  const prescribedFor = prescriptions(ledger);
  return ledger.keys.list().filter((key) => prescribedFor(key) !== null);
}
