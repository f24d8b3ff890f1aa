import type { Clock } from '#core/ports/clock.ts';
import type { Log } from '#core/ports/log.ts';
import { createQueue } from './deadline.ts';
import { createKeytarCalls, type Keytar } from './keytar-calls.ts';
import {
  createSecretService,
  type FoundItem,
  type Listing,
  LOCKED,
  type Probe,
  type SecretService,
} from './secret-service.ts';
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

/** As many reads are one question at the most. */
const MOST_AT_ONCE = 100;

interface Group {
  readonly accounts: Set<string>;
  readonly answers: Promise<ReadonlyMap<string, ItemRead>>;
}

/**
 * Calls are serialised (concurrent ones have crashed libgcrypt), and none is made while the keyring is locked. Reads
 * that wait with no change between them are one call.
 */
export function createKeychainItems(deps: KeychainDeps): KeychainItems {
  const platform = deps.platform ?? process.platform;
  const { probe: ask, list, open } = createLook(deps, platform);
  const keytar = createKeytarCalls({ ...deps, platform });
  const queued = createQueue();
  let waiting: Group | null = null;

  async function read(account: string): Promise<ItemRead> {
    if (waiting === null || waiting.accounts.size >= MOST_AT_ONCE) waiting = newGroup();
    waiting.accounts.add(account);
    return (await waiting.answers).get(account) ?? WITHHELD;
  }

  function newGroup(): Group {
    const accounts = new Set<string>();
    const answers = queued(() => {
      if (waiting?.accounts === accounts) waiting = null;
      return open === null ? byKeytar(accounts) : byService(open, [...accounts]);
    });
    return { accounts, answers };
  }

  async function byKeytar(accounts: ReadonlySet<string>) {
    const items = new Map<string, ItemRead>();
    for (const account of accounts) {
      const found = await keytar.run((calls) => calls.getPassword(SERVICE, account));
      if (found.state !== 'done') items.set(account, found);
      else if (found.value) items.set(account, { state: 'present', value: found.value });
      else items.set(account, found.value === '' ? WITHHELD : { state: 'absent' });
    }
    return items;
  }

  async function byService(open: SecretService['open'], accounts: readonly string[]) {
    const opened = await open(accounts);
    if (opened.state !== 'opened') return new Map(accounts.map((account) => [account, opened] as const));
    const items = new Map<string, ItemRead>();
    for (const [account, item] of opened.items) items.set(account, await readOf(account, item));
    return items;
  }

  async function readOf(account: string, { place, value }: FoundItem): Promise<ItemRead> {
    if (place === 'locked') return LOCKED;
    if (place === 'absent') return { state: 'absent' };
    return value ? { state: 'present', value } : emptyHanded(account, value);
  }

  /** "absent" only if the keyring says so: it may have been locked, or the item removed, just now. */
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

  /** A read that is asked for from now on sees it. */
  function changed(account: string, run: (calls: Keytar) => Promise<unknown>): Promise<void> {
    waiting = null;
    return queued(() => change(account, run));
  }

  return {
    trouble: async () => {
      const found = await ask(null);
      return found.state === 'ready' ? keytar.loads() : found;
    },
    list,
    read,
    write: (account, value) => changed(account, (calls) => calls.setPassword(SERVICE, account, value)),
    remove: (account) => changed(account, (calls) => calls.deletePassword(SERVICE, account)),
  };
}

/** macOS and Windows tell a locked keychain by an error, so there keytar is asked directly. */
function createLook({ clock, env = process.env }: KeychainDeps, platform: NodeJS.Platform) {
  if (platform === 'darwin' || platform === 'win32') {
    const probe = async (): Promise<Probe> => ({ state: 'ready', item: null });
    return { probe, list: async () => null, open: null };
  }
  return createSecretService({ clock, env });
}

const WITHHELD: Trouble = {
  state: 'unavailable',
  message: 'The keychain has the item but does not give its value.',
  next: 'Look at the item in the program that manages your keychain.',
};
