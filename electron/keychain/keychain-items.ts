import type { Clock } from '#core/ports/clock.ts';
import type { Log } from '#core/ports/log.ts';
import { createQueue } from './deadline.ts';
import { createKeytarCalls, type Keytar } from './keytar-calls.ts';
import { createSecretService, type Listing, LOCKED, type Probe } from './secret-service.ts';
import { type Trouble, troubleError } from './trouble.ts';

type ItemRead =
  | Trouble
  | { readonly state: 'absent' }
  | { readonly state: 'present'; readonly value: string };

/** Single items of the OS keychain, guarded. */
export interface KeychainItems {
  /** Without a prompt, at most 2 s. @returns null when it can be used */
  trouble(): Promise<Trouble | null>;
  read(account: string): Promise<ItemRead>;
  /** Names all of ours and opens none. @returns null where this system names none without opening it */
  list(): Promise<Listing | null>;
  /** Does not read back. @throws AppError storage-locked, storage-unavailable */
  write(account: string, value: string): Promise<void>;
  /** @throws AppError storage-locked, storage-unavailable */
  remove(account: string): Promise<void>;
}

export interface KeychainDeps {
  readonly clock: Clock;
  readonly log?: Log | undefined;
  readonly platform?: NodeJS.Platform;
  /** Where the session bus is found. */
  readonly env?: NodeJS.ProcessEnv;
  /** For tests: what is called in keytar's place. */
  readonly load?: () => Promise<Keytar>;
}

const SERVICE = 'keyrack';

/** Calls are serialised (concurrent ones have crashed libgcrypt), and none is made while the keyring is locked. */
export function createKeychainItems(deps: KeychainDeps): KeychainItems {
  const platform = deps.platform ?? process.platform;
  const { probe: ask, list } = createLook(deps, platform);
  const keytar = createKeytarCalls({ ...deps, platform });
  const queued = createQueue();

  async function read(account: string): Promise<ItemRead> {
    const before = await ask(account);
    if (before.state !== 'ready') return before;
    if (before.item === 'locked') return LOCKED;
    if (before.item === 'absent') return { state: 'absent' };
    const found = await keytar.run((calls) => calls.getPassword(SERVICE, account));
    if (found.state !== 'done') return found;
    return found.value ? { state: 'present', value: found.value } : emptyHanded(account, found.value);
  }

  /** null means "absent" only if the keyring says so too: it may have been locked, or the item removed, just now. */
  async function emptyHanded(account: string, value: string | null): Promise<ItemRead> {
    const after = await ask(account);
    if (after.state !== 'ready') return after;
    if (after.item === 'locked') return LOCKED;
    return after.item === 'open' || value === '' ? WITHHELD : { state: 'absent' };
  }

  async function change(account: string, run: (calls: Keytar) => Promise<unknown>): Promise<void> {
    const before = await ask(account);
    if (before.state !== 'ready') throw troubleError(before);
    // The item is in another, locked collection: keytar would ask to unlock that one, and wait.
    if (before.item === 'locked') throw troubleError(LOCKED);
    const done = await keytar.run(run);
    if (done.state !== 'done') throw troubleError(done);
  }

  return {
    trouble: async () => {
      const found = await ask(null);
      return found.state === 'ready' ? keytar.loads() : found;
    },
    list,
    read: (account) => queued(() => read(account)),
    write: (account, value) =>
      queued(() => change(account, (calls) => calls.setPassword(SERVICE, account, value))),
    remove: (account) => queued(() => change(account, (calls) => calls.deletePassword(SERVICE, account))),
  };
}

/** macOS and Windows tell a locked keychain by an error, so there keytar is asked directly. */
function createLook({ clock, env = process.env }: KeychainDeps, platform: NodeJS.Platform) {
  if (platform === 'darwin' || platform === 'win32') {
    return { probe: async (): Promise<Probe> => ({ state: 'ready', item: null }), list: async () => null };
  }
  return createSecretService({ clock, env });
}

const WITHHELD: Trouble = {
  state: 'unavailable',
  message: 'The keychain has the item but does not give its value.',
  next: 'Look at the item in the program that manages your keychain.',
};
