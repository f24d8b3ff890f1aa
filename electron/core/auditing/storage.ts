import type { Tier } from '#shared/model/storage.ts';
import { AppError } from '../errors.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { Account, Item, ReadResult, SecretStore } from '../ports/secret-store.ts';
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

/** The tiers as window and command use them. */
export interface StorageService extends Omit<StorageTiers, 'choose'> {
  /** @throws AppError audit-key-closed where the store in use until now is closed, and the choice would leave the audit's key there */
  choose(tier: Tier, passphrase: Secret | null, options?: ChoiceOptions): Promise<void>;
}

interface ChoiceOptions {
  /** The user knows that nobody can judge the audit any more. */
  readonly loseAuditKey?: boolean | undefined;
}

/** @returns the store in use; null where none was chosen and no keychain works */
async function storeOf(storage: Pick<StorageTiers, 'store'>): Promise<SecretStore | null> {
  try {
    return await storage.store();
  } catch (error) {
    if (error instanceof AppError && error.code === 'storage-unchosen') return null;
    throw error;
  }
}

/** All that a store holds for a ledger itself. @throws AppError audit-key-closed */
async function heldFor(store: SecretStore | null, ledgerId: string): Promise<Item[]> {
  const held: Item[] = [];
  for (const account of accountsOfLedger(ledgerId)) {
    const found = await readFrom(store, account);
    if (found.state === 'present') held.push({ account, secret: found.secret });
    else if (found.state !== 'absent') throw keyClosed(found.reason);
  }
  return held;
}

async function readFrom(store: SecretStore | null, account: Account): Promise<ReadResult> {
  if (store === null) return { state: 'unavailable', reason: 'It is a keychain that does not work now.' };
  try {
    return await store.read(account);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { state: 'locked', reason: [error.message, error.next ?? ''].join(' ').trim() };
  }
}

const keyClosed = (reason: string) =>
  new AppError('audit-key-closed', {
    message: `The storage in use until now is closed, and the key of the audit is in it. ${reason}`,
    next: 'Open that storage, then choose again. If nothing can open it any more, you can go on without the key (in the command: --lose-audit-key): then nobody can verify the audit of this folder again, and Keyrack no longer recognises equal values.',
  });

async function unlessClosed(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
}

/** The new store has it by now: takes it from the old one. */
async function leave(before: SecretStore, now: SecretStore, { account, secret }: Item): Promise<void> {
  const found = await now.read(account);
  // Another process chose in the same moment, and sealed its own in a file of the same name.
  if (found.state !== 'present' || !found.secret.equals(secret)) await now.write(account, secret);
  // One that no longer opens keeps what nobody can read there any more.
  await unlessClosed(() => before.remove(account));
}

/**
 * What opens and closes the storage of secrets, written down. The ledger's own key moves along with the choice: it
 * is no secret of the user that would bind the choice, and without it the audit could not be judged any more.
 */
export function auditedStorage({ storage, ledger, audit, chainer }: Deps): StorageService {
  /** @param not the same where it failed */
  const noted = async (what: string, not: string, work: () => Promise<void>) => {
    await orAudited(audit, { what: not, subject: null }, work);
    audit(what, null);
  };
  /** @returns whether the key of the audit was left in a closed store */
  const choose = async (tier: Tier, passphrase: Secret | null, mayLose: boolean): Promise<boolean> => {
    const before = await storeOf(storage);
    let carried: readonly Item[] = [];
    let isLost = false;
    await storage.choose(tier, passphrase, async () => {
      const ledgerId = ledger.identity.get();
      if (ledgerId === null) return carried;
      try {
        carried = await heldFor(before, ledgerId);
      } catch (error) {
        if (!mayLose || !(error instanceof AppError)) throw error;
        isLost = true;
      }
      return carried;
    });
    const now = await storage.store();
    if (before !== null) for (const item of carried) await leave(before, now, item);
    await chainer.open();
    return isLost;
  };
  return {
    ...storage,
    choose: async (tier, passphrase, { loseAuditKey = false } = {}) => {
      const failing = { what: 'storage not chosen', subject: null, about: tier };
      const isLost = await orAudited(audit, failing, () => choose(tier, passphrase, loseAuditKey));
      audit('storage chosen', null, isLost ? `${tier}, without the key of the audit` : tier);
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
