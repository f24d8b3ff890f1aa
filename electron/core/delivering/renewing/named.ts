import type { ChangeRecord, DeliveryRecord, Ledger } from '../../ports/ledger.ts';
import { renewalOf } from '../history.ts';

/**
 * The change by which a value was renewed.
 * @param id null: killed behind it, nobody has its id: the newest of this delivery
 */
export function namedRenewal(
  { ledger }: { readonly ledger: Pick<Ledger, 'changes'> },
  delivery: DeliveryRecord,
  id: string | null,
): ChangeRecord | null {
  if (id === null) return renewalOf(ledger, delivery.id) ?? null;
  const named = ledger.changes.get(id);
  return named?.kind === 'rotate' ? named : null;
}
