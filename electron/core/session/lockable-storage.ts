import { AppError } from '../errors.ts';
import type { Sealer, SecretStore } from '../ports/secret-store.ts';
import type { StorageTiers } from '../ports/storage.ts';
import { keyrackLocked, type Session } from './session.ts';

/**
 * The tiers behind the session: while it is locked no secret is read, written, sealed or opened, whichever tier is in
 * use, and what was read in the moment of locking is not handed out either.
 */
export function lockableStorage(tiers: StorageTiers, session: Session): StorageTiers {
  return {
    status: async () => {
      const status = await tiers.status();
      if (!session.locked) return status;
      if (status.state !== 'ready') return { ...status, appLocked: true };
      return { ...status, appLocked: true, state: 'locked', reason: keyrackLocked().message };
    },
    store: async () => lockableStore(await tiers.store(), session),
    choose: async (tier, passphrase, carry) => {
      // Before the first choice there is nothing that a lock could guard.
      if (session.locked && (await tiers.status()).chosen) throw keyrackLocked();
      await tiers.choose(tier, passphrase, carry);
      session.open();
    },
    setPresence: async (passphrase) => {
      session.assertOpen();
      await tiers.setPresence(passphrase);
    },
    changePresence: async (current, next) => {
      session.assertOpen();
      await tiers.changePresence(current, next);
    },
    checkPresence: (passphrase) => tiers.checkPresence(passphrase),
    unlock: async (passphrase) => {
      const { tier, chosen, presence, reason } = await tiers.status();
      if (tier === null && chosen) throw unreadable(reason);
      if (tier === 'passphrase') await tiers.unlock(passphrase);
      else if (presence && !(passphrase !== null && (await tiers.checkPresence(passphrase)))) throw wrong();
      session.open();
    },
    lock: async () => {
      session.lock();
      await tiers.lock(session.settled());
    },
  };
}

function lockableStore(store: SecretStore, session: Session): SecretStore {
  const whileOpen = async <T>(work: () => Promise<T>): Promise<T> => {
    session.assertOpen();
    const done = await work();
    session.assertOpen();
    return done;
  };
  const sealer: Sealer = {
    seal: (context, plain) => whileOpen(() => store.sealer.seal(context, plain)),
    open: (context, box) => whileOpen(() => store.sealer.open(context, box)),
  };
  return {
    tier: store.tier,
    sealer,
    status: async () => {
      const status = await store.status();
      const closed = session.locked && status.state === 'ready';
      return closed ? { state: 'locked', reason: keyrackLocked().message } : status;
    },
    read: (account) => whileOpen(() => store.read(account)),
    inspect: (known) => store.inspect(known),
    write: async (account, secret) => {
      session.assertOpen();
      await store.write(account, secret);
    },
    remove: async (account) => {
      session.assertOpen();
      await store.remove(account);
    },
  };
}

const wrong = () =>
  new AppError('wrong-passphrase', { message: 'This is not the app passphrase.', next: 'Try again.' });

const unreadable = (reason: string | null) =>
  new AppError('storage-unavailable', {
    message: reason ?? 'What was chosen for the storage cannot be read.',
    next: 'See what is wrong with: keyrack doctor',
  });
