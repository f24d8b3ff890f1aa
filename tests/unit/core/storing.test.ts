import { expect, it } from 'vitest';
import { keepRecorded } from '#core/lifecycle/keeping.ts';
import { keyAccount } from '#core/ports/secret-store.ts';
import { Secret } from '#core/secret.ts';
import { createVault } from '#core/vault.ts';
import { keyRow } from '#tests/fakes/key-row.ts';
import { fakeStorage } from '#tests/fakes/storage.ts';

const row = keyRow({ environmentId: 'an-environment' });
const account = keyAccount(row.environmentId, row.id);
const secret = new Secret('value');

const place = () => {
  const storage = fakeStorage();
  const keys = { get: () => null, put: () => undefined };
  const ledger = { keys, transaction: <T>(work: () => T) => work() };
  const fingerprints = { of: async () => 'f'.repeat(64) };
  return { storage, deps: { vault: createVault(storage), ledger, fingerprints } };
};

it('keeps no secret that could not be recorded, and tells why', async () => {
  const { storage, deps } = place();
  const work = keepRecorded(deps, row, secret, () => {
    expect(storage.items.get(account)?.expose()).toBe('value');
    throw new Error('the disk is full');
  });
  await expect(work).rejects.toThrow('the disk is full');
  expect(storage.items.size).toBe(0);
});

it('records nothing whose secret could not be stored', async () => {
  const { storage, deps } = place();
  storage.failWrite = new Error('refused');
  let recorded = false;
  const work = keepRecorded(deps, row, secret, (kept) => {
    recorded = true;
    return { ...row, ...kept };
  });
  await expect(work).rejects.toThrow('refused');
  expect(recorded).toBe(false);
});
