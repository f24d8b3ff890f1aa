import type { Identity } from '#shared/model/key.ts';
import type { Secret } from '../secret.ts';
import type { Lifecycle } from './deps.ts';
import { holdersOf } from './same-value.ts';

/**
 * Whose key is this? Compares and keeps nothing.
 * @throws AppError storage-*
 */
export async function identify(deps: Lifecycle, secret: Secret): Promise<Identity> {
  const holders = await holdersOf(deps, secret);
  deps.ledger.transaction(() => {
    for (const { id, name } of holders) deps.audit('value recognised', id, name);
    if (holders.length === 0) deps.audit('value asked about, unknown here', null);
  });
  return { keyIds: holders.map(({ id }) => id), beginning: deps.reach.beginning(secret) };
}
