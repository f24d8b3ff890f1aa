import type { PrivateFiles } from '#core/ports/private-files.ts';
import type { ReadResult, Sealer, SecretStore, StoreStatus } from '#core/ports/secret-store.ts';
import { Secret } from '#core/secret.ts';
import { createSealedFiles } from './sealed-files.ts';
import { notKept, refuseUnstorable } from './storable.ts';
import { failedRead } from './trouble.ts';

interface Deps {
  readonly files: PrivateFiles;
  /** Of the vault that is open here or at the agent; throws AppError storage-locked where it is open nowhere. */
  readonly sealer: Sealer;
  readonly status: () => Promise<StoreStatus>;
}

/** Every secret in a sealed file, for machines without a keychain. */
export function createPassphraseStore({ files, sealer, status }: Deps): SecretStore {
  const sealed = createSealedFiles({ files, sealer });

  async function read(account: Parameters<SecretStore['read']>[0]): Promise<ReadResult> {
    try {
      const value = await sealed.read(account);
      return value === null ? { state: 'absent' } : { state: 'present', secret: new Secret(value) };
    } catch (error) {
      const failed = failedRead(error);
      if (failed === null) throw error;
      return failed;
    }
  }

  return {
    tier: 'passphrase',
    sealer,
    status,
    read,
    inspect: (known) => sealed.inspect(known),
    write: async (account, secret) => {
      refuseUnstorable(secret);
      await sealed.write(account, secret.expose());
      const back = await read(account);
      if (back.state !== 'present' || !back.secret.equals(secret)) throw notKept();
    },
    // Unlike a keychain item, a file could be removed while the vault is locked: a locked vault keeps what it has.
    remove: async (account) => {
      await sealer.seal(account, new Uint8Array());
      await sealed.remove(account);
    },
  };
}
