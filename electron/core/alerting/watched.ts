import type { Audit } from '../auditing/audit.ts';
import { AppError } from '../errors.ts';
import { getRow } from '../finding.ts';
import type { Clock } from '../ports/clock.ts';
import type { NewId } from '../ports/ids.ts';
import type { ConnectionRow, KeyRow, Ledger } from '../ports/ledger.ts';
import type { Notifier } from '../ports/notifier.ts';
import type { Reach } from '../reach.ts';

export interface Alerting {
  readonly ledger: Ledger;
  readonly reach: Reach;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly audit: Audit;
  readonly notifier: Notifier;
}

interface Watched {
  readonly key: KeyRow;
  readonly remoteId: string;
  readonly connection: ConnectionRow;
}

/** @throws AppError unsupported where no service counts the requests of this key */
export function watched({ ledger }: Alerting, keyId: string): Watched {
  const key = getRow('key', ledger.keys, keyId);
  const connection = key.connectionId === null ? null : ledger.connections.get(key.connectionId);
  if (connection !== null && key.remoteId !== null) return { key, remoteId: key.remoteId, connection };
  throw new AppError('unsupported', {
    message:
      connection === null
        ? `"${key.name}" is a local key: no service counts its requests for Keyrack.`
        : `The service's id of "${key.name}" is not known here, so its requests cannot be asked for.`,
    next:
      connection === null ? 'Look at its use where it is used.' : 'List the keys of its connection first.',
  });
}
