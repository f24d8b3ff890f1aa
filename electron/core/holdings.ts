import { accountsOfLedger } from './auditing/anchor.ts';
import type { ConnectionRow, KeyRow, Ledger } from './ports/ledger.ts';
import { type Account, connectionAccount, keyAccount, proxyAccount } from './ports/secret-store.ts';

/** A secret that the ledger says is kept, and whose it is. */
export type Holding = { readonly account: Account } & (
  | { readonly of: 'key'; readonly row: KeyRow }
  | { readonly of: 'credential' | 'proxy'; readonly row: ConnectionRow }
);

/** Where the secrets of keys and connections should stand, as the ledger knows it. */
export function holdingsOf({ keys, connections }: Pick<Ledger, 'keys' | 'connections'>): readonly Holding[] {
  const ofKeys = keys
    .list()
    .filter(({ held }) => held)
    .map((row): Holding => ({ of: 'key', row, account: keyAccount(row.environmentId, row.id) }));
  const ofConnections = connections
    .list()
    .flatMap((row): Holding[] => [
      ...(row.hasCredential ? [{ of: 'credential', row, account: connectionAccount(row.id) } as const] : []),
      ...(row.proxy?.user ? [{ of: 'proxy', row, account: proxyAccount(row.id) } as const] : []),
    ]);
  return [...ofKeys, ...ofConnections];
}

/** What the storage of secrets holds for the ledger itself; some of it may not be there yet. */
export function ledgerAccounts({ identity }: Pick<Ledger, 'identity'>): readonly Account[] {
  const id = identity.get();
  return id === null ? [] : accountsOfLedger(id);
}

/** Under which a rotation that goes on keeps a second value of its key, now or in a moment: none of them is a stray. */
export function rotationAccounts({ rotations }: Pick<Ledger, 'rotations'>): readonly Account[] {
  return rotations
    .open()
    .flatMap(({ environmentId, newId, oldId }) => [
      keyAccount(environmentId, newId),
      keyAccount(environmentId, oldId),
    ]);
}
