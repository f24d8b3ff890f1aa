import type { RotationKind } from '#shared/model/rotation.ts';
import { AppError } from '../errors.ts';
import type { Lifecycle } from '../lifecycle/deps.ts';
import { isByApi } from '../lifecycle/ways.ts';
import type { ConnectionRow, KeyRow } from '../ports/ledger.ts';

/** How a key gets another value. */
export interface Way {
  readonly kind: RotationKind;
  /** A person makes the new value in the console, and enters it. */
  readonly byHand: boolean;
}

export const connectionOfKey = (
  { ledger }: Pick<Lifecycle, 'ledger'>,
  { connectionId }: Pick<KeyRow, 'connectionId'>,
): ConnectionRow | null => (connectionId === null ? null : ledger.connections.get(connectionId));

/**
 * A new key beside the old one comes first, as then both work while programs change over; a new value in place is for
 * services that know nothing else.
 * @param isOther the new key is to have other scopes, which no new value brings
 * @throws AppError unsupported
 */
export function wayOf(deps: Lifecycle, row: KeyRow, isOther: boolean): Way {
  const connection = connectionOfKey(deps, row);
  if (connection === null) return { kind: 'replace', byHand: true };
  const offers = (operation: 'create' | 'regenerate') => deps.reach.offer(connection, operation).way;
  const canRegenerate = !isOther && (row.status === 'active' || row.status === 'inactive');
  if (isByApi(deps, connection, 'create')) return { kind: 'replace', byHand: false };
  if (canRegenerate && isByApi(deps, connection, 'regenerate') && row.remoteId !== null) {
    return { kind: 'in-place', byHand: false };
  }
  if (offers('create') !== null) return { kind: 'replace', byHand: true };
  if (canRegenerate && offers('regenerate') !== null) return { kind: 'in-place', byHand: true };
  throw new AppError('unsupported', {
    message: `${deps.reach.plugin(connection.provider).summary.name} offers no way to make a new key from here.`,
    next: 'Make a new key in its console, and add it to Keyrack.',
  });
}

/** Whether the old key can be switched off and on again by a program. */
export const canDisable = (deps: Lifecycle, connection: ConnectionRow | null): boolean =>
  connection !== null && isByApi(deps, connection, 'disable') && isByApi(deps, connection, 'enable');
