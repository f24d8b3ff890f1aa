import { AppError } from '#core/errors.ts';
import type { PrivateFiles } from '#core/ports/private-files.ts';
import type { Item, SecretStore } from '#core/ports/secret-store.ts';
import type { Carry } from '#core/ports/storage.ts';
import type { Secret } from '#core/secret.ts';
import type { Tier } from '#shared/model/storage.ts';
import { keySealer, type OpenVault } from './open-vault.ts';
import { refuseWeak, wrongPassphrase } from './passphrase.ts';
import { createPassphraseStore } from './passphrase-store.ts';
import { anySealed, removeLedgersBut } from './sealed-files.ts';
import { READY } from './trouble.ts';
import { createVault, type KeychainVault, readVault, replaceVault, type Vault } from './vault-file.ts';
import { fitsPresence, newPassphraseVault, newPresence, openVault } from './vault-lock.ts';

interface Parts {
  readonly files: PrivateFiles;
  readonly stores: Readonly<Record<Tier, SecretStore>>;
  readonly vault: OpenVault;
  readonly holdsSecrets: () => boolean | Promise<boolean>;
}

interface Choice {
  readonly tier: Tier;
  readonly passphrase: Secret | null;
  readonly carry: Carry;
}

interface Move {
  readonly before: Vault | null;
  readonly passphrase: Secret | null;
  readonly carried: readonly Item[];
}

/** @throws AppError forbidden-by-rule, storage-unavailable, wrong-passphrase, invalid-input, conflict; what `carry` throws */
export async function chooseTier(parts: Parts, { tier, passphrase, carry }: Choice): Promise<void> {
  const before = await readVault(parts.files);
  if (before?.tier === tier) return confirmChoice(parts, before, passphrase);
  // Without a choice the keychain was in use, so choosing it moves nothing.
  const moves = before !== null || tier !== 'keychain';
  if (moves) await refuseToMove(parts);
  const carried = moves ? await carry() : [];
  const choose = tier === 'keychain' ? chooseKeychain : choosePassphrase;
  await choose(parts, { before, passphrase, carried });
}

/** The same choice again: nothing changes but what was left open the first time. */
async function confirmChoice(parts: Parts, chosen: Vault, passphrase: Secret | null): Promise<void> {
  if (passphrase === null) return;
  if (chosen.tier === 'keychain') return setPresence(parts, passphrase);
  await parts.vault.take(chosen.id, await openVault(chosen, passphrase));
}

async function refuseToMove({ files, holdsSecrets }: Parts): Promise<void> {
  if (!(await anySealed(files)) && !(await holdsSecrets())) return;
  throw new AppError('forbidden-by-rule', {
    message: 'Secrets are kept already, so the place where they are kept cannot be changed.',
    next: 'Delete the keys and connections first, or use another folder (--home) for a new start.',
  });
}

async function chooseKeychain(
  { files, stores }: Parts,
  { before, passphrase, carried }: Move,
): Promise<void> {
  if (passphrase !== null) refuseWeak(passphrase);
  const keychain = await stores.keychain.status();
  if (keychain.state === 'unavailable') {
    throw new AppError('storage-unavailable', {
      message: 'The keychain cannot be used here.',
      next: keychain.reason ?? 'Choose a passphrase: keyrack init --storage passphrase.',
    });
  }
  const presence = passphrase === null ? null : await newPresence(passphrase);
  for (const { account, secret } of carried) await stores.keychain.write(account, secret);
  await save(files, before, { schema: 1, tier: 'keychain', presence });
}

async function choosePassphrase(
  { files, vault }: Parts,
  { before, passphrase, carried }: Move,
): Promise<void> {
  if (passphrase === null) {
    const message = 'Keeping secrets under a passphrase needs a passphrase.';
    throw new AppError('invalid-input', { message, next: 'Enter one.', field: 'passphrase' });
  }
  refuseWeak(passphrase);
  const made = await newPassphraseVault(passphrase);
  // That took a while. Who chose meanwhile may have carried theirs into files of the same names.
  if (JSON.stringify(await readVault(files)) !== JSON.stringify(before)) throw chosenMeanwhile();
  const store = createPassphraseStore({ files, sealer: keySealer(made.key), status: async () => READY });
  for (const { account, secret } of carried) await store.write(account, secret);
  await removeLedgersBut(
    files,
    carried.map(({ account }) => account),
  );
  await save(files, before, made.vault);
  await vault.take(made.vault.id, made.key);
}

async function save(files: PrivateFiles, before: Vault | null, vault: Vault): Promise<void> {
  if (before !== null) return replaceVault(files, vault);
  if (!(await createVault(files, vault))) throw chosenMeanwhile();
}

const chosenMeanwhile = () =>
  new AppError('conflict', {
    message: 'Another Keyrack process chose where secrets are kept in the same moment.',
    next: 'Look at keyrack status, then go on with that choice.',
  });

/**
 * Sets the app passphrase of the keychain tier, once: replacing it unasked would let in the person at the keyboard
 * whom it is to keep out.
 * @throws AppError wrong-passphrase where another one is set, unsupported in the passphrase tier
 */
export async function setPresence({ files }: Pick<Parts, 'files'>, passphrase: Secret): Promise<void> {
  const before = await readVault(files);
  if (before?.tier === 'passphrase') throw presenceIsPassphrase();
  if (before?.presence) {
    if (await fitsPresence(before.presence, passphrase)) return;
    throw wrongPassphrase();
  }
  refuseWeak(passphrase);
  const vault: KeychainVault = { schema: 1, tier: 'keychain', presence: await newPresence(passphrase) };
  await save(files, before, vault);
}

/** @throws AppError wrong-passphrase, invalid-input (too weak), unsupported in the passphrase tier */
export async function changePresence(
  { files }: Pick<Parts, 'files'>,
  current: Secret,
  next: Secret,
): Promise<void> {
  const before = await readVault(files);
  if (before?.tier === 'passphrase') throw presenceIsPassphrase();
  if (!before?.presence || !(await fitsPresence(before.presence, current))) throw wrongPassphrase();
  refuseWeak(next);
  await replaceVault(files, { schema: 1, tier: 'keychain', presence: await newPresence(next) });
}

const presenceIsPassphrase = () =>
  new AppError('unsupported', {
    message: 'Here the passphrase of the storage is asked for when a key is copied.',
    next: 'There is nothing to set.',
  });
