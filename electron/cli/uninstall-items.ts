import { AppError } from '#core/errors.ts';
import { holdingsOf, ledgerAccounts, rotationAccounts } from '#core/holdings.ts';
import type { Ledger } from '#core/ports/ledger.ts';
import type { Account } from '#core/ports/secret-store.ts';
import type { StorageTiers } from '#core/ports/storage.ts';

/** What goes last: the ledger's own, and what rotations that go on keep beside their keys. */
export const lastAccounts = (ledger: Ledger): readonly Account[] => [
  ...rotationAccounts(ledger),
  ...ledgerAccounts(ledger),
];

export const accountsIn = (ledger: Ledger): readonly Account[] => [
  ...new Set([...holdingsOf(ledger).map(({ account }) => account), ...lastAccounts(ledger)]),
];

/** @returns items that are none of these; null where they cannot be named */
export async function straysOf(
  storage: StorageTiers,
  known: readonly Account[],
): Promise<readonly string[] | null> {
  const { tier, state } = await storage.status();
  // Under a passphrase every secret is a file of the home, and goes with it.
  if (tier === 'passphrase') return [];
  if (tier === null || state !== 'ready') return null;
  const found = await (await storage.store()).inspect(known);
  return found.state === 'told' ? found.strays : null;
}

/**
 * Removes items of the keychain. Under a passphrase there are none: sealed files go with the home, opened or not.
 * The key of sealed files goes last: until then all of them open.
 * @throws AppError storage-locked, storage-unavailable: then nothing was removed
 */
export async function removeItems(
  storage: StorageTiers,
  accounts: readonly Account[],
  strays: readonly string[],
): Promise<void> {
  const { tier, chosen, reason } = await storage.status();
  if (tier === null && chosen)
    throw closed('unavailable', reason ?? 'The storage of secrets cannot be read.');
  if (tier !== 'keychain') return;
  const store = await storage.store();
  const found = await store.inspect(accounts);
  if (found.state !== 'told' && found.state !== 'untold') {
    if (accounts.length + strays.length === 0) return;
    throw closed(found.state, found.reason);
  }
  const missing = found.state === 'told' ? found.missing : [];
  const going = [...accounts, ...(strays as readonly Account[]), ...found.own];
  for (const account of going.filter((each) => !missing.includes(each))) await store.remove(account);
}

const closed = (state: 'locked' | 'unavailable', message: string) =>
  new AppError(`storage-${state}`, {
    message,
    next: 'Then uninstall again: what is done stays done. If it never opens again: --without-storage',
  });
