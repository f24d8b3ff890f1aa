import type { KeyAct } from '#shared/model/key.ts';
import { AppError } from '../errors.ts';
import { getRow } from '../finding.ts';
import type { DeliveryRecord, KeyRow } from '../ports/ledger.ts';
import { connectionAccount, keyAccount } from '../ports/secret-store.ts';
import { isOnlyHere } from './acting.ts';
import { environmentOf } from './brought.ts';
import type { Lifecycle } from './deps.ts';
import { twinsByFingerprint } from './same-value.ts';
import { connectionOf, offered } from './ways.ts';

export type EndingAct = KeyAct | 'regenerate';

/** Whether the key is what a connection of its service works with. */
export async function tellsOfManagement(deps: Lifecycle, row: KeyRow): Promise<'same' | 'other' | 'maybe'> {
  const own = row.connectionId === null ? null : deps.ledger.connections.get(row.connectionId);
  if (own === null) return 'other';
  const isSelfManaged = deps.reach.plugin(own.provider).summary.selfManaged;
  const unknown = isSelfManaged ? 'maybe' : 'other';
  const siblings = deps.ledger.connections.list().filter(({ provider }) => provider === own.provider);
  try {
    const value = row.held ? await deps.vault.readIfHeld(keyAccount(row.environmentId, row.id)) : null;
    const used = await Promise.all(siblings.map(({ id }) => deps.vault.readIfHeld(connectionAccount(id))));
    if (value === null) {
      const known = used.filter((one) => one !== null);
      // What does not begin as the key is listed is another one.
      return isSelfManaged && known.some((one) => one.fitsHint(row.hint)) ? 'maybe' : 'other';
    }
    return used.some((one) => one?.equals(value)) ? 'same' : 'other';
  } catch (error) {
    if (error instanceof AppError) return unknown;
    throw error;
  }
}

/** Whether a connection of its service certainly works with the key's value. @throws AppError storage-* where that cannot be told */
export async function isManagement(deps: Lifecycle, row: KeyRow): Promise<boolean> {
  const own = row.connectionId === null ? null : deps.ledger.connections.get(row.connectionId);
  const value = await deps.vault.readIfHeld(keyAccount(row.environmentId, row.id));
  if (own === null || value === null) return false;
  const siblings = deps.ledger.connections.list().filter(({ provider }) => provider === own.provider);
  const used = await Promise.all(siblings.map(({ id }) => deps.vault.readIfHeld(connectionAccount(id))));
  return used.some((one) => one?.equals(value));
}

function ofOffers(deps: Lifecycle, row: KeyRow, act: EndingAct): readonly string[] {
  const connection = row.connectionId === null ? null : deps.ledger.connections.get(row.connectionId);
  if (connection === null || row.status === 'ghost') return [];
  const { final, notes } = deps.reach.offer(connection, act);
  return final ? ['This cannot be taken back.', ...notes] : notes;
}

const MANAGEMENT = {
  same: 'This key is the management credential of a connection: without it Keyrack cannot manage the keys of this service.',
  maybe:
    'This may be the key that a connection works with: it cannot be told from here. Without it Keyrack could not manage the keys of this service.',
  other: null,
} as const;

/** Whose programs stop too: the service knows one key, whatever it is called here. */
function ofTwins(deps: Lifecycle, row: KeyRow, act: EndingAct): readonly string[] {
  if (act !== 'regenerate' && isOnlyHere(row, act)) return [];
  return twinsByFingerprint(deps)(row).map(({ name, environmentId }) => {
    const place = environmentOf(deps, environmentId).name;
    return `The key "${name}" of "${place}" has the same value: what uses it stops working too.`;
  });
}

/** Nobody is told of losses by what cannot be done. */
function assertPossible(deps: Lifecycle, row: KeyRow, act: EndingAct): void {
  if (act === 'regenerate' || !isOnlyHere(row, act)) offered(deps, connectionOf(deps, row, act), act);
}

/**
 * @returns what stops working when this is done to the key, and what else to know before
 * @throws AppError unsupported, forbidden-by-rule, where it cannot be done to this key
 */
export async function consequencesOf(
  deps: Lifecycle,
  id: string,
  act: EndingAct,
): Promise<{ readonly deliveries: readonly DeliveryRecord[]; readonly warnings: readonly string[] }> {
  const row = getRow('key', deps.ledger.keys, id);
  assertPossible(deps, row, act);
  const uses = deps.ledger.deliveries.list().filter(({ keyId }) => keyId === id);
  if (act === 'enable') return { deliveries: [], warnings: ofOffers(deps, row, act) };
  const environment = environmentOf(deps, row.environmentId);
  const losesValue = act !== 'disable' && row.held && !row.acknowledged;
  const warnings = [
    environment.stage === 'production' ? `"${environment.name}" is a production environment.` : null,
    losesValue ? 'It was not confirmed that this key was copied; its value is gone then.' : null,
    MANAGEMENT[await tellsOfManagement(deps, row)],
    ...ofTwins(deps, row, act),
    ...ofOffers(deps, row, act),
  ].filter((one) => one !== null);
  return { deliveries: uses, warnings };
}
