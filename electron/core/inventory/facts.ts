import type { InventoryRow } from '#shared/model/inventory.ts';
import type { KeyStatus } from '#shared/model/key.ts';
import type { Operation } from '#shared/model/provider.ts';
import type { ConnectionRow, DeliveryRecord, KeyRow } from '../ports/ledger.ts';

/** A key with its status of now, and its connection; null: local, or the connection is not there any more. */
export type KnownKey = Omit<KeyRow, 'status'> & {
  readonly status: KeyStatus;
  readonly connection: ConnectionRow | null;
  readonly inProduction: boolean;
};

/** All that the rows follow from, without a look at a file or a service. */
export interface Facts {
  readonly keys: readonly KnownKey[];
  readonly deliveries: readonly DeliveryRecord[];
  /** By program or by hand. */
  readonly offers: (connection: ConnectionRow, operation: Operation) => boolean;
  /** A key that its service lists without a last use was never used; false: that cannot be told. */
  readonly tellsLastUse: (connection: ConnectionRow) => boolean;
}

/** It can be used, now or once it is enabled again. */
export const isUsable = ({ status }: Pick<KnownKey, 'status'>): boolean =>
  status === 'active' || status === 'inactive';

/** Of keys of one value the first is the one that stays: the service knows it, production uses it, it was there first. */
export const byRight = (one: KnownKey, other: KnownKey): number =>
  Number(other.remoteId !== null) - Number(one.remoteId !== null) ||
  Number(other.inProduction) - Number(one.inProduction) ||
  one.createdAt.localeCompare(other.createdAt) ||
  one.id.localeCompare(other.id);

/** A row of the key alone; a kind names what else it has. */
export const rowOf = (
  key: KnownKey,
  row: Pick<InventoryRow, 'kind' | 'mend'> & Partial<InventoryRow>,
): InventoryRow => ({ keyId: key.id, place: null, others: [], asOf: null, note: null, ...row });

/** What ends a key at its service, as far as that is offered; else what takes its row away. */
export const ending = (key: KnownKey, { offers }: Facts): { readonly act: 'revoke' | 'delete' } => ({
  act: key.connection !== null && offers(key.connection, 'revoke') ? 'revoke' : 'delete',
});
