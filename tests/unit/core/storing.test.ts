import { expect, it } from 'vitest';
import { keyAccount } from '#core/ports/secret-store.ts';
import { Secret } from '#core/secret.ts';
import { createVault, storeRecorded } from '#core/vault.ts';
import { fakeStorage } from '#tests/fakes/storage.ts';

const account = keyAccount('an-environment', 'a-key');
const secret = new Secret('value');
const ledger = { transaction: <T>(work: () => T) => work() };

it('keeps no secret that could not be recorded, and tells why', async () => {
  const storage = fakeStorage();
  const work = storeRecorded({ vault: createVault(storage), ledger }, account, secret, () => {
    expect(storage.items.get(account)?.expose()).toBe('value');
    throw new Error('the disk is full');
  });
  await expect(work).rejects.toThrow('the disk is full');
  expect(storage.items.size).toBe(0);
});

it('records nothing whose secret could not be stored', async () => {
  const storage = fakeStorage();
  storage.failWrite = new Error('refused');
  let recorded = false;
  const work = storeRecorded({ vault: createVault(storage), ledger }, account, secret, () => {
    recorded = true;
  });
  await expect(work).rejects.toThrow('refused');
  expect(recorded).toBe(false);
});
