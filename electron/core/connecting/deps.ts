import type { Connection } from '#shared/model/connection.ts';
import type { Audit } from '../auditing/audit.ts';
import type { Clock } from '../ports/clock.ts';
import type { NewId } from '../ports/ids.ts';
import type { ConnectionRow, Ledger } from '../ports/ledger.ts';
import type { Reach } from '../reach.ts';
import type { Vault } from '../vault.ts';

/** What connections need. */
export interface Connecting {
  readonly ledger: Ledger;
  readonly vault: Vault;
  readonly reach: Reach;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly audit: Audit;
}

/** @returns a connection as window and command see it */
export function viewOf({ reach }: Pick<Connecting, 'reach'>, row: ConnectionRow): Connection {
  const { candidates: _, ...kept } = row;
  return { ...kept, offers: [...reach.offers(row)] };
}
