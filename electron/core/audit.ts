import type { Clock } from './ports/clock.ts';
import type { AuditEntry, Ledger } from './ports/ledger.ts';

export type Audit = (what: string, subject: string | null, detail?: string) => void;

/** Rows of what was done and by which door; call it inside the transaction of the change itself. */
export function createAudit(deps: {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly by: AuditEntry['by'];
}): Audit {
  return (what, subject, detail) =>
    deps.ledger.audit.append({
      at: deps.clock.now().toISOString(),
      by: deps.by,
      what,
      subject,
      detail: detail ?? null,
    });
}
