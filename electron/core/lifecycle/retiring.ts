import type { ConnectionRow } from '../ports/ledger.ts';
import type { Service } from '../ports/provider.ts';
import type { Lifecycle } from './deps.ts';
import { isByApi } from './ways.ts';

/** How a key that is replaced is taken out of use, best first. */
const RETIREMENTS = ['revoke', 'delete', 'disable'] as const;
export type Retirement = (typeof RETIREMENTS)[number];

/** @returns null where the connection offers no way at all */
export function retirementOf(deps: Lifecycle, connection: ConnectionRow): Retirement | null {
  return RETIREMENTS.find((one) => deps.reach.offer(connection, one).way !== null) ?? null;
}

/**
 * Takes a key back that nobody has the value of.
 * @returns false where no program can
 */
export async function withdraw(
  deps: Lifecycle,
  connection: ConnectionRow,
  service: Service,
  remoteId: string,
): Promise<boolean> {
  if (isByApi(deps, connection, 'delete')) await service.delete(remoteId);
  else if (isByApi(deps, connection, 'revoke')) await service.revoke(remoteId);
  else return false;
  return true;
}
