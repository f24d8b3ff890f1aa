import type { Ledger } from '../ports/ledger.ts';
import type { Account, SecretStore } from '../ports/secret-store.ts';
import type { StorageTiers } from '../ports/storage.ts';
import { accountsOfLedger } from './anchor.ts';
import type { Audit } from './audit.ts';
import type { Chainer } from './chainer.ts';
import { orAudited } from './failing.ts';

interface Deps {
  readonly storage: StorageTiers;
  /** The same, without the lock of this process in front. */
  readonly bare: Pick<StorageTiers, 'store'>;
  readonly ledger: Pick<Ledger, 'identity'>;
  readonly audit: Audit;
  readonly chainer: Pick<Chainer, 'open'>;
}

/** @returns the store in use; null where none is, or it cannot be told */
const storeOf = (storage: Pick<StorageTiers, 'store'>) => storage.store().catch(() => null);

async function move(from: SecretStore, to: SecretStore, account: Account): Promise<void> {
  const found = await from.read(account);
  if (found.state !== 'present') return;
  await to.write(account, found.secret);
  await from.remove(account);
}

/**
 * What opens and closes the storage of secrets, written down. The ledger's own key moves along with the choice: it
 * is no secret of the user that would bind the choice, and without it the audit could not be judged any more.
 */
export function auditedStorage({ storage, bare, ledger, audit, chainer }: Deps): StorageTiers {
  /** @param not the same where it failed */
  const noted = async (what: string, not: string, work: () => Promise<void>, detail?: string) => {
    await orAudited(audit, { what: not, subject: null, about: detail }, work);
    audit(what, null, detail);
  };
  const moveKey = async (from: SecretStore | null, to: SecretStore | null) => {
    const ledgerId = ledger.identity.get();
    if (from === null || to === null || from === to || ledgerId === null) return;
    for (const account of accountsOfLedger(ledgerId)) await move(from, to, account);
  };
  return {
    ...storage,
    choose: (tier, passphrase) => {
      const choose = async () => {
        const before = await storeOf(bare);
        await storage.choose(tier, passphrase);
        await moveKey(before, await storeOf(bare));
        await chainer.open();
      };
      return noted('storage chosen', 'storage not chosen', choose, tier);
    },
    setPresence: (passphrase) =>
      noted('app passphrase set', 'app passphrase not set', () => storage.setPresence(passphrase)),
    changePresence: (current, next) =>
      noted('app passphrase changed', 'app passphrase not changed', () =>
        storage.changePresence(current, next),
      ),
    checkPresence: async (passphrase) => {
      const fits = await storage.checkPresence(passphrase);
      if (!fits) audit('app passphrase not accepted', null, 'wrong-passphrase');
      return fits;
    },
    unlock: async (passphrase) => {
      await noted('storage unlocked', 'storage not unlocked', async () => {
        await storage.unlock(passphrase);
        await chainer.open();
      });
    },
    lock: () => noted('storage locked', 'storage not locked', () => storage.lock()),
  };
}
