import type { Clock } from '../ports/clock.ts';
import type { AuditEntry, Ledger } from '../ports/ledger.ts';
import type { Chainer } from './chainer.ts';

/**
 * Writes down what was done; call it inside the transaction of the change itself, so that both stand or neither.
 * @param what plain words such as `key created`
 * @param subject the id of what it was done to; it must still stand in the ledger, so that its name is found
 * @param detail what else is worth knowing, such as the code of a failure. SECURITY: never a secret, nor words of a service
 */
export type Audit = (what: string, subject: string | null, detail?: string) => void;

interface Deps {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly by: AuditEntry['by'];
  /** The program behind the command; null where it is a person at a shell, or not known. */
  readonly client: () => string | null;
  readonly chainer: Pick<Chainer, 'chain'>;
}

/** What the subject is called now, and where it is: it may be gone when somebody reads. */
function placeOf(ledger: Ledger, subject: string | null): Pick<AuditEntry, 'name' | 'environmentId'> {
  if (subject === null) return { name: null, environmentId: null };
  const found = ledger.keys.get(subject) ?? ledger.connections.get(subject);
  if (found !== null) return { name: found.name, environmentId: found.environmentId };
  const environment = ledger.environments.get(subject);
  return { name: environment?.name ?? null, environmentId: environment?.id ?? null };
}

export function createAudit({ ledger, clock, by, client, chainer }: Deps): Audit {
  return (what, subject, detail) =>
    ledger.transaction(() => {
      const number = ledger.audit.append({
        at: clock.now().toISOString(),
        by,
        client: client(),
        what,
        subject,
        ...placeOf(ledger, subject),
        detail: detail ?? null,
      });
      chainer.chain(number);
    });
}
