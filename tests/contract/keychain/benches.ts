import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SecretStore } from '#core/ports/secret-store.ts';
import { Secret } from '#core/secret.ts';
import { fakeClock } from '#tests/fakes/clock.ts';
import { memoryStore } from '#tests/fakes/memory-store.ts';
import { createStorageTiers } from '../../../electron/keychain/index.ts';
import { openHome } from '../../../electron/platform/home.ts';
import { createPrivateFiles } from '../../../electron/platform/private-files.ts';
import { startTestKeyring } from './keyring.ts';
import { startRemoteStore } from './remote-store.ts';

/** A store of one kind, open, on a home of its own. */
export interface Bench {
  readonly store: SecretStore;
  readonly home: string;
  lock(): Promise<void>;
  close(): Promise<void>;
}

const PASSPHRASE = new Secret('correct horse battery');

const newHome = () => openHome(mkdtempSync(join(tmpdir(), 'keyrack-home-')));
const removeHome = (home: string) => rmSync(home, { recursive: true, force: true });

const tiersOn = (home: string, serve: boolean) =>
  createStorageTiers({
    home,
    serve,
    files: createPrivateFiles(home),
    clock: fakeClock(),
    holdsSecrets: () => false,
    keychain: memoryStore(),
  });

/** Each row of the keychain family's table, as the suite sees it. */
export const benches: Readonly<Record<string, () => Promise<Bench>>> = {
  'the OS keychain': async () => {
    const home = newHome();
    const keyring = await startTestKeyring();
    const store = await startRemoteStore(home, keyring.env);
    return {
      store,
      home,
      lock: keyring.lock,
      close: async () => {
        store.kill();
        await keyring.stop();
        removeHome(home);
      },
    };
  },
  'a passphrase vault that is open here': async () => {
    const home = newHome();
    const tiers = tiersOn(home, false);
    await tiers.choose('passphrase', PASSPHRASE);
    return {
      store: await tiers.store(),
      home,
      lock: () => tiers.lock(),
      close: async () => {
        await tiers.lock();
        removeHome(home);
      },
    };
  },
  'a passphrase vault that an agent holds': async () => {
    const home = newHome();
    const holder = tiersOn(home, true);
    await holder.choose('passphrase', PASSPHRASE);
    return {
      store: await tiersOn(home, false).store(),
      home,
      lock: () => holder.lock(),
      close: async () => {
        await holder.lock();
        removeHome(home);
      },
    };
  },
};
