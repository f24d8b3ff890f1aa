import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keyAccount } from '#core/ports/secret-store.ts';
import type { StorageTiers } from '#core/ports/storage.ts';
import { Secret } from '#core/secret.ts';
import { fakeClock } from '#tests/fakes/clock.ts';
import { memoryStore } from '#tests/fakes/memory-store.ts';
import { createStorageTiers } from '../../../electron/keychain/index.ts';
import { openHome } from '../../../electron/platform/home.ts';
import { createPrivateFiles } from '../../../electron/platform/private-files.ts';

const PASSPHRASE = new Secret('correct horse battery');
const VALUE = new Secret('value of a key that was just made');
const account = keyAccount('env', 'first');

let home: string;
beforeEach(() => {
  home = openHome(mkdtempSync(join(tmpdir(), 'keyrack-home-')));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

/** Another process; the app serves it. */
const open = ({ serve = false } = {}): StorageTiers =>
  createStorageTiers({
    home,
    files: createPrivateFiles(home),
    clock: fakeClock(),
    holdsSecrets: () => false,
    keychain: memoryStore(),
    serve,
  });

test('a lock ends the agent at once, and keeps the data key for what is under way here', async () => {
  const tiers = open({ serve: true });
  await tiers.choose('passphrase', PASSPHRASE);
  const underWay = Promise.withResolvers<void>();
  const locking = tiers.lock(underWay.promise);
  await expect.poll(async () => (await open().status()).state).toBe('locked');
  await (await tiers.store()).write(account, VALUE);
  underWay.resolve();
  await locking;
  expect((await tiers.status()).state).toBe('locked');
  await tiers.unlock(PASSPHRASE);
  expect(await (await tiers.store()).read(account)).toEqual({ state: 'present', secret: VALUE });
  await tiers.lock();
});

test('a lock that waits does not close what was unlocked again meanwhile', async () => {
  const tiers = open({ serve: true });
  await tiers.choose('passphrase', PASSPHRASE);
  const underWay = Promise.withResolvers<void>();
  const locking = tiers.lock(underWay.promise);
  await tiers.unlock(PASSPHRASE);
  underWay.resolve();
  await locking;
  expect((await open().status()).state).toBe('ready');
  await tiers.lock();
});
