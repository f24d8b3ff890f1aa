import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { auditedStorage } from '#core/auditing/storage.ts';
import type { PrivateFiles } from '#core/ports/private-files.ts';
import type { StoreStatus } from '#core/ports/secret-store.ts';
import { Secret } from '#core/secret.ts';
import type { Tier } from '#shared/model/storage.ts';
import { fakeClock } from '#tests/fakes/clock.ts';
import { memoryItems } from '#tests/fakes/keychain-items.ts';
import { createStorageTiers } from '../../../../electron/keychain/index.ts';
import { createKeychainStore } from '../../../../electron/keychain/keychain-store.ts';
import { openHome } from '../../../../electron/platform/home.ts';
import { createPrivateFiles } from '../../../../electron/platform/private-files.ts';
import { type AuditWorld, createAuditWorld } from './audit-world.ts';

const PHRASE = new Secret('four words of mine');
const killed = new Error('killed');

let world: AuditWorld;
let home: string;
let items: ReturnType<typeof memoryItems>;
/** Of the keychain, as its store tells it. */
let trouble: StoreStatus | null;
beforeEach(() => {
  world = createAuditWorld();
  home = openHome(mkdtempSync(join(tmpdir(), 'keyrack-home-')));
  items = memoryItems();
  trouble = null;
});
afterEach(() => {
  world.end();
  rmSync(home, { recursive: true, force: true });
});

/** A process over the real tiers and the world's ledger. @param files what it writes into, where that fails */
function open(changed: Partial<PrivateFiles> = {}) {
  const files = { ...createPrivateFiles(home), ...changed };
  const store = createKeychainStore({ items, files });
  const keychain: typeof store = {
    ...store,
    status: async () => trouble ?? store.status(),
    read: async (account) => {
      const { state, reason } = trouble ?? { state: 'ready', reason: '' };
      return state === 'ready' ? store.read(account) : { state, reason: reason ?? '' };
    },
  };
  const tiers = createStorageTiers({ home, files, clock: fakeClock(), holdsSecrets: () => false, keychain });
  const process = world.start(tiers);
  return { ...process, tiers, storage: auditedStorage({ storage: tiers, ...process }) };
}

const other = (tier: Tier): Tier => (tier === 'keychain' ? 'passphrase' : 'keychain');
const phraseOf = (tier: Tier) => (tier === 'passphrase' ? PHRASE : null);

/** A ledger whose key stands in this tier. */
async function begin(tier: Tier) {
  const process = open();
  await process.storage.choose(tier, phraseOf(tier));
  process.write(3);
  await process.chainer.anchor();
  return process;
}

/** Judged by a process of its own. */
async function judged() {
  const next = open();
  if ((await next.tiers.status()).tier === 'passphrase') await next.tiers.unlock(PHRASE);
  return next.activity.verify();
}
const SOUND = { valid: true, problems: [] };

describe.each(['keychain', 'passphrase'] as const)('leaving the %s', (tier) => {
  it('takes along what the audit is judged with', async () => {
    await (await begin(tier)).storage.choose(other(tier), phraseOf(other(tier)));
    expect((await open().tiers.status()).tier).toBe(other(tier));
    expect(await judged()).toMatchObject(SOUND);
  });

  it('and being killed before the choice is written loses nothing', async () => {
    await begin(tier);
    const dying = open({
      write: async (name, bytes) => {
        if (name === 'vault.json') throw killed;
        await createPrivateFiles(home).write(name, bytes);
      },
    });
    if (tier === 'passphrase') await dying.tiers.unlock(PHRASE);
    await expect(dying.storage.choose(other(tier), phraseOf(other(tier)))).rejects.toThrow(killed);
    expect((await open().tiers.status()).tier).toBe(tier);
    expect(await judged()).toMatchObject(SOUND);
  });

  it('and being killed right after the choice is written loses nothing', async () => {
    await begin(tier);
    const dying = open({
      write: async (name, bytes) => {
        await createPrivateFiles(home).write(name, bytes);
        if (name === 'vault.json') throw killed;
      },
    });
    if (tier === 'passphrase') await dying.tiers.unlock(PHRASE);
    await expect(dying.storage.choose(other(tier), phraseOf(other(tier)))).rejects.toThrow(killed);
    expect((await open().tiers.status()).tier).toBe(other(tier));
    expect(await judged()).toMatchObject(SOUND);
  });

  it('and being killed while something is removed loses nothing', async () => {
    await begin(tier);
    const dying = open({
      remove: async (name) => {
        await createPrivateFiles(home).remove(name);
        throw killed;
      },
    });
    if (tier === 'passphrase') await dying.tiers.unlock(PHRASE);
    await dying.storage.choose(other(tier), phraseOf(other(tier))).catch(() => undefined);
    expect(await judged()).toMatchObject(SOUND);
  });

  it('and back again loses nothing', async () => {
    const process = await begin(tier);
    await process.storage.choose(other(tier), phraseOf(other(tier)));
    await process.storage.choose(tier, phraseOf(tier));
    expect(await judged()).toMatchObject(SOUND);
  });
});

describe('leaving a storage that is closed', () => {
  it('is refused, and says that it has to be opened first', async () => {
    await begin('passphrase');
    const { storage, tiers, activity } = open();
    await expect(storage.choose('keychain', null)).rejects.toMatchObject({
      code: 'audit-key-closed',
      message: expect.stringContaining('keyrack unlock'),
      next: expect.stringContaining('--lose-audit-key'),
    });
    expect((await tiers.status()).tier).toBe('passphrase');
    expect(activity.newest(1, {})[0]).toMatchObject({
      what: 'storage not chosen',
      detail: 'keychain: audit-key-closed',
    });
    expect(await judged()).toMatchObject(SOUND);
  });

  it.each(['locked', 'unavailable'] as const)(
    'is refused where it is a keychain, %s, that nobody chose',
    async (state) => {
      const first = open();
      await first.chainer.open();
      first.write(2);
      trouble = { state, reason: 'The keychain is closed.' };
      await expect(open().storage.choose('passphrase', PHRASE)).rejects.toMatchObject({
        code: 'audit-key-closed',
      });
      trouble = null;
      expect(await judged()).toMatchObject(SOUND);
    },
  );

  it('is possible where the user accepts what is lost, and the audit says so', async () => {
    await begin('passphrase');
    const { storage, tiers, activity } = open();
    await storage.choose('keychain', null, { loseAuditKey: true });
    expect((await tiers.status()).tier).toBe('keychain');
    expect(activity.newest(1, {})[0]).toMatchObject({
      what: 'storage chosen',
      detail: 'keychain, without the key of the audit',
    });
    expect((await judged()).problems[0]?.kind).toBe('key-lost');
  });

  it('leaves nothing that a later vault would trip over', async () => {
    await begin('passphrase');
    await open().storage.choose('keychain', null, { loseAuditKey: true });
    await open().storage.choose('passphrase', PHRASE);
    expect((await judged()).problems[0]?.kind).toBe('key-lost');
    const later = open();
    await later.tiers.unlock(PHRASE);
    await later.storage.choose('keychain', null);
    expect((await later.tiers.status()).tier).toBe('keychain');
  });

  it('loses nothing where it is open after all, whatever the user accepts', async () => {
    const { storage } = await begin('keychain');
    await storage.choose('passphrase', PHRASE, { loseAuditKey: true });
    expect(await judged()).toMatchObject(SOUND);
  });

  it('is nothing to ask about where no key of a ledger was made', async () => {
    const bare = open();
    await bare.tiers.choose('passphrase', PHRASE);
    await open().storage.choose('keychain', null);
    expect((await open().tiers.status()).tier).toBe('keychain');
  });

  it('is nothing to ask about where the choice stays', async () => {
    await begin('passphrase');
    await open().storage.choose('passphrase', PHRASE);
    expect(await judged()).toMatchObject(SOUND);
  });
});

it('of two that leave the keychain at once, the one that is chosen has what the audit is judged with', async () => {
  const first = open();
  await first.chainer.open();
  first.write(2);
  await first.chainer.anchor();
  const both = [open(), open()].map(({ storage }) => storage.choose('passphrase', PHRASE));
  const results = await Promise.allSettled(both);
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(await judged()).toMatchObject(SOUND);
});
