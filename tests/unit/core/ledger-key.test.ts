import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLedgerKey } from '#core/ledger-key.ts';
import type { Ledger } from '#core/ports/ledger.ts';
import { Secret } from '#core/secret.ts';
import { createVault } from '#core/vault.ts';
import { type FakeStorage, fakeStorage } from '#tests/fakes/storage.ts';
import { openLedger } from '../../../electron/ledger/open.ts';
import { hmac } from '../../../electron/platform/hmac.ts';

let folder: string;
let ledger: Ledger;
let storage: FakeStorage;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ledger-key-'));
  ledger = openLedger(join(folder, 'ledger.db'));
  storage = fakeStorage();
});
afterEach(() => {
  ledger.close();
  rmSync(folder, { recursive: true });
});

/** As a process of its own has it. */
const opened = (value: string, vault = createVault(storage)) =>
  createLedgerKey({
    ledger,
    vault,
    hmac,
    newId: () => crypto.randomUUID(),
    newKey: () => new Secret(value),
  });
const digestOf = async (key: ReturnType<typeof opened>, purpose: 'fingerprint' | 'audit' = 'audit') => {
  const derived = await key.derive(purpose);
  return derived === null ? null : hmac.digest(derived, new Uint8Array([1]));
};

describe("a ledger's key", () => {
  it('is made once, and is the same in every process', async () => {
    const first = await digestOf(opened('a'.repeat(64)));
    expect(first).not.toBeNull();
    expect(await digestOf(opened('b'.repeat(64)))).toBe(first);
    expect(storage.items.size).toBe(1);
  });

  it('is one, though two processes make it at the same moment', async () => {
    const [one, two] = await Promise.all([
      digestOf(opened('a'.repeat(64))),
      digestOf(opened('b'.repeat(64))),
    ]);
    expect(one).toBe(two);
    expect(storage.items.size).toBe(1);
  });

  it('differs by what it is derived for', async () => {
    const key = opened('a'.repeat(64));
    expect(await digestOf(key, 'fingerprint')).not.toBe(await digestOf(key, 'audit'));
  });

  it('is not made anew where the storage has lost it', async () => {
    await digestOf(opened('a'.repeat(64)));
    storage.items.clear();
    expect(await digestOf(opened('b'.repeat(64)))).toBeNull();
    expect(storage.items.size).toBe(0);
  });

  it('is neither read nor made while the storage is locked', async () => {
    storage.state = 'locked';
    await expect(opened('a'.repeat(64)).derive('audit')).rejects.toMatchObject({ code: 'storage-locked' });
    storage.state = 'ready';
    expect(ledger.identity.get()).toBeNull();
  });
});
