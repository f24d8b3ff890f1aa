import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { StorageTiers } from '#core/ports/storage.ts';
import { Secret } from '#core/secret.ts';
import { fakeClock } from '#tests/fakes/clock.ts';
import { memoryStore } from '#tests/fakes/memory-store.ts';
import { createStorageTiers } from '../../../electron/keychain/index.ts';
import { openHome } from '../../../electron/platform/home.ts';
import { createPrivateFiles } from '../../../electron/platform/private-files.ts';

const PASSPHRASE = new Secret('correct horse battery');
const OTHER = new Secret('incorrect horse battery');

let home: string;
beforeEach(() => {
  home = openHome(mkdtempSync(join(tmpdir(), 'keyrack-home-')));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const open = (): StorageTiers =>
  createStorageTiers({
    home,
    files: createPrivateFiles(home),
    clock: fakeClock(),
    holdsSecrets: () => false,
    keychain: memoryStore(),
  });

test('the app passphrase of the keychain tier is set once and replaced by nobody', async () => {
  const tiers = open();
  expect(await tiers.checkPresence(PASSPHRASE)).toBe(false);
  await tiers.setPresence(PASSPHRASE);
  expect(await tiers.status()).toMatchObject({ tier: 'keychain', chosen: true, presence: true });
  expect(await tiers.checkPresence(PASSPHRASE)).toBe(true);
  expect(await tiers.checkPresence(OTHER)).toBe(false);
  await tiers.setPresence(PASSPHRASE);
  await expect(tiers.setPresence(OTHER)).rejects.toMatchObject({ code: 'wrong-passphrase' });
  await expect(tiers.choose('keychain', OTHER)).rejects.toMatchObject({ code: 'wrong-passphrase' });
  await expect(tiers.unlock(PASSPHRASE)).rejects.toMatchObject({ code: 'unsupported' });
});

test('the app passphrase is changed by whoever knows it, and by nobody else', async () => {
  const tiers = open();
  await tiers.setPresence(PASSPHRASE);
  await expect(tiers.changePresence(OTHER, OTHER)).rejects.toMatchObject({ code: 'wrong-passphrase' });
  expect(await tiers.checkPresence(PASSPHRASE)).toBe(true);
  await tiers.changePresence(PASSPHRASE, OTHER);
  expect(await tiers.checkPresence(OTHER)).toBe(true);
  expect(await tiers.checkPresence(PASSPHRASE)).toBe(false);
});
