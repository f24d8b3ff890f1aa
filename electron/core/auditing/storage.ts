import { AppError } from '../errors.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { Account, SecretStore } from '../ports/secret-store.ts';
import type { StorageTiers } from '../ports/storage.ts';
import type { Secret } from '../secret.ts';
import { accountsOfLedger } from './anchor.ts';
import type { Audit } from './audit.ts';
import type { Chainer } from './chainer.ts';
import { orAudited } from './failing.ts';

interface Deps {
  readonly storage: StorageTiers;
  readonly ledger: Pick<Ledger, 'identity'>;
  readonly audit: Audit;
  readonly chainer: Pick<Chainer, 'open'>;
}

/** @returns the store in use; null where none is, or it cannot be told */
const storeOf = (storage: Pick<StorageTiers, 'store'>) => storage.store().catch(() => null);

/** What a store holds for a ledger itself; nothing where it is closed. */
async function heldFor(store: SecretStore | null, ledgerId: string | null) {
  const held: { readonly account: Account; readonly secret: Secret }[] = [];
  if (store === null || ledgerId === null) return held;
  await unlessClosed(async () => {
    for (const account of accountsOfLedger(ledgerId)) {
      const found = await store.read(account);
      if (found.state === 'present') held.push({ account, secret: found.secret });
    }
  });
  return held;
}

async function unlessClosed(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
}

/**
 * What opens and closes the storage of secrets, written down. The ledger's own key moves along with the choice: it
 * is no secret of the user that would bind the choice, and without it the audit could not be judged any more.
 */
export function auditedStorage({ storage, ledger, audit, chainer }: Deps): StorageTiers {
  /** @param not the same where it failed */
  const noted = async (what: string, not: string, work: () => Promise<void>, detail?: string) => {
    await orAudited(audit, { what: not, subject: null, about: detail }, work);
    audit(what, null, detail);
  };
  return {
    ...storage,
    choose: (tier, passphrase) => {
      const choose = async () => {
        const before = await storeOf(storage);
        // A vault that is no longer the chosen one does not open.
        const held = await heldFor(before, ledger.identity.get());
        await storage.choose(tier, passphrase);
        const now = await storeOf(storage);
        for (const { account, secret } of before?.tier === now?.tier ? [] : held) {
          await now?.write(account, secret);
          // One that no longer opens keeps what nobody can read there any more.
          await unlessClosed(async () => before?.remove(account));
          // Both tiers may seal it in a file of one name: then the old one's removal has taken it along.
          if ((await now?.read(account))?.state === 'absent') await now?.write(account, secret);
        }
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
