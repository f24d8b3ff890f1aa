import type { Clock } from '#core/ports/clock.ts';
import { DeadlineError, INTERACTIVE_MS, withDeadline } from './deadline.ts';
import { openSecrets, ROOT_OBJECT, SERVICE, sessionOf } from './secret-session.ts';
import { BUS_LOST, type Bus, connectBus, findSessionBus, socketOf } from './session-bus.ts';
import { OVERDUE, type Trouble } from './trouble.ts';

/** `item` is null where none was asked for. */
export type Probe = Trouble | { readonly state: 'ready'; readonly item: ItemPlace | null };
/** Where an item of ours stands: in an open collection, in a locked one, in none. */
type ItemPlace = 'open' | 'locked' | 'absent';

/** Accounts of our items, whichever home they are of. */
export type Listing = Trouble | { readonly state: 'listed'; readonly accounts: readonly string[] };

/** Null where the keyring did not give it. */
export interface FoundItem {
  readonly place: ItemPlace;
  readonly value: string | null;
}

/** By account, each that was asked for. */
type Opened = Trouble | { readonly state: 'opened'; readonly items: ReadonlyMap<string, FoundItem> };

export interface SecretService {
  /** Names the items without opening one; nothing is asked of a locked keyring. At most 30 s: homes have thousands. */
  list(): Promise<Listing>;
  /** Reads the state, and where an item is, without a prompt; at most 2 s. */
  probe(account: string | null): Promise<Probe>;
  /**
   * Opens items in an open keyring, all by one question: the keyring never asks to unlock one that is locked. At most
   * 2 s to find them, and 60 s to open them: KeePassXC may ask a person first.
   */
  open(accounts: readonly string[]): Promise<Opened>;
}

const PROBE_MS = 2000;
const LIST_MS = 30_000;
const LIST_AT_ONCE = 50;

const NO_OBJECT = '/';
const NOT_THERE = new Set([
  'org.freedesktop.DBus.Error.ServiceUnknown',
  'org.freedesktop.DBus.Error.NameHasNoOwner',
]);

/**
 * Asks the Secret Service (specifications.freedesktop.org/secret-service) what keytar cannot tell: keytar answers
 * null for a locked keyring as for a missing item, and may raise a prompt and wait. So items are opened here as well,
 * and keytar, which writes them, need not be loaded for it.
 * @param env where the bus is found; DBUS_SESSION_BUS_ADDRESS is set in it for keytar where it was absent
 */
export function createSecretService({ clock, env }: { clock: Clock; env: NodeJS.ProcessEnv }): SecretService {
  let connection: Bus | null = null;

  function connected(socket: string): Bus {
    if (connection === null || connection.closed) connection = connectBus(socket);
    return connection;
  }

  async function ask<T>(question: (bus: Bus) => Promise<T>): Promise<T | Trouble> {
    const address = findSessionBus(env);
    const socket = address === null ? null : socketOf(address);
    if (address === null || socket === null) return NO_BUS;
    env.DBUS_SESSION_BUS_ADDRESS = address;
    return question(connected(socket));
  }

  async function answered<T>(
    ms: number,
    question: (bus: Bus) => Promise<T>,
    late = SILENT,
  ): Promise<T | Trouble> {
    try {
      return await withDeadline(clock, ms, ask(question));
    } catch (error) {
      // The next one starts on a fresh connection.
      connection?.end();
      connection = null;
      return troubleOf(error, late);
    }
  }

  return {
    probe: (account) => answered(PROBE_MS, (bus) => askService(bus, account)),
    list: () => answered(LIST_MS, listItems),
    open: async (accounts) => {
      const found = await answered(PROBE_MS, (bus) => findItems(bus, accounts));
      if (found.state !== 'found') return found;
      return answered(INTERACTIVE_MS, (bus) => openItems(bus, found.items), OVERDUE);
    },
  };
}

/** @returns null where items can be looked for */
async function closed(bus: Bus): Promise<Trouble | null> {
  const alias = { ...ROOT_OBJECT, member: 'ReadAlias', signature: 's', body: ['default'] };
  const [collection] = await bus.call(alias);
  if (typeof collection !== 'string' || collection === NO_OBJECT) return NO_COLLECTION;
  return (await isLocked(bus, collection)) ? LOCKED : null;
}

async function askService(bus: Bus, account: string | null): Promise<Probe> {
  const trouble = await closed(bus);
  if (trouble !== null) return trouble;
  if (account === null) return { state: 'ready', item: null };
  return { state: 'ready', item: placeOf(await search(bus, [['account', account]])) };
}

type ItemsByAccount = ReadonlyMap<string, FoundItems>;

async function findItems(
  bus: Bus,
  accounts: readonly string[],
): Promise<Trouble | { readonly state: 'found'; readonly items: ItemsByAccount }> {
  // The session is opened in the meantime.
  const [trouble] = await Promise.all([closed(bus), sessionOf(bus)]);
  if (trouble !== null) return trouble;
  const found = await Promise.all(accounts.map((account) => search(bus, [['account', account]])));
  const none: FoundItems = { open: [], locked: [] };
  return { state: 'found', items: new Map(accounts.map((account, at) => [account, found[at] ?? none])) };
}

async function openItems(bus: Bus, items: ItemsByAccount): Promise<Opened> {
  const secrets = await openSecrets(
    bus,
    [...items.values()].flatMap(({ open }) => open.slice(0, 1)),
  );
  const opened = [...items].map(([account, found]): [string, FoundItem] => {
    const [path = ''] = found.open;
    return [account, { place: placeOf(found), value: secrets.get(path) ?? null }];
  });
  return { state: 'opened', items: new Map(opened) };
}

async function listItems(bus: Bus): Promise<Listing> {
  const trouble = await closed(bus);
  if (trouble !== null) return trouble;
  const { open, locked } = await search(bus, []);
  const accounts: string[] = [];
  for (let at = 0; at < open.length + locked.length; at += LIST_AT_ONCE) {
    const some = [...open, ...locked].slice(at, at + LIST_AT_ONCE);
    accounts.push(...(await Promise.all(some.map((path) => accountOf(bus, path)))).flat());
  }
  return { state: 'listed', accounts };
}

interface FoundItems {
  readonly open: readonly string[];
  readonly locked: readonly string[];
}

/** KeePassXC may prompt for a search in a locked database, so this comes only after Locked. */
async function search(bus: Bus, attributes: readonly (readonly [string, string])[]): Promise<FoundItems> {
  const body = [[['service', 'keyrack'], ...attributes]];
  const [open, locked] = await bus.call({ ...ROOT_OBJECT, member: 'SearchItems', signature: 'a{ss}', body });
  if (!Array.isArray(open) || !Array.isArray(locked))
    throw new Error('the Secret Service gave no lists of items');
  return { open, locked };
}

/** @returns none where the item went meanwhile, or has no account */
async function accountOf(bus: Bus, path: string): Promise<readonly string[]> {
  const attributes = await property(bus, path, ['org.freedesktop.Secret.Item', 'Attributes']).catch(() => []);
  const pairs: readonly unknown[] = Array.isArray(attributes) ? attributes : [];
  return pairs.flatMap((pair) => (Array.isArray(pair) && pair[0] === 'account' ? [String(pair[1])] : []));
}

async function isLocked(bus: Bus, collection: string): Promise<boolean> {
  const locked = await property(bus, collection, ['org.freedesktop.Secret.Collection', 'Locked']);
  if (typeof locked !== 'boolean') throw new Error('the Secret Service gave no Locked property');
  return locked;
}

async function property(bus: Bus, path: string, body: readonly [of: string, name: string]): Promise<unknown> {
  const [value] = await bus.call({
    destination: SERVICE,
    path,
    interface: 'org.freedesktop.DBus.Properties',
    member: 'Get',
    signature: 'ss',
    body,
  });
  return value;
}

function placeOf({ open, locked }: FoundItems): ItemPlace {
  if (open.length > 0) return 'open';
  return locked.length > 0 ? 'locked' : 'absent';
}

function troubleOf(error: unknown, late: Trouble): Trouble {
  if (error instanceof DeadlineError) return late;
  if (!(error instanceof Error)) throw error;
  if (NOT_THERE.has(error.name)) return NO_SERVICE;
  // It was locked a moment after it was found open.
  if (error.name === 'org.freedesktop.Secret.Error.IsLocked') return LOCKED;
  if (error.name.startsWith('org.freedesktop.DBus.Error.Spawn')) return NO_SERVICE;
  return error.name === BUS_LOST ? NO_ANSWERING_BUS : broken(`${error.name}: ${error.message}`);
}

const OTHER_WAY = 'Or keep secrets under a passphrase: keyrack init --storage passphrase.';

export const LOCKED: Trouble = {
  state: 'locked',
  message: 'The keyring of your desktop is locked.',
  next: 'Unlock it (GNOME: Passwords and Keys; KDE: KWalletManager; KeePassXC: open the database), then try again.',
};

const NO_BUS: Trouble = {
  state: 'unavailable',
  message: 'There is no D-Bus session here, so no keyring can be reached.',
  next: `Start Keyrack in a desktop session, or under dbus-run-session. ${OTHER_WAY}`,
};

const NO_ANSWERING_BUS: Trouble = {
  state: 'unavailable',
  message: 'The D-Bus session does not answer, so no keyring can be reached.',
  next: `Log in to your desktop again, or check DBUS_SESSION_BUS_ADDRESS. ${OTHER_WAY}`,
};

const NO_SERVICE: Trouble = {
  state: 'unavailable',
  message: 'No keyring service (Secret Service) runs in this session.',
  next: `Install and start one: gnome-keyring, KWallet 5.97 or later, or KeePassXC. ${OTHER_WAY}`,
};

const NO_COLLECTION: Trouble = {
  state: 'unavailable',
  message: 'The keyring service has no default keyring yet.',
  next: `Make one (GNOME: Passwords and Keys; KDE: KWalletManager), or log in to your desktop again. ${OTHER_WAY}`,
};

const SILENT: Trouble = {
  state: 'unavailable',
  message: 'The keyring service does not answer.',
  next: 'Try again in a moment; if that does not help, log in to your desktop again.',
};

const broken = (words: string): Trouble => ({
  state: 'unavailable',
  message: `The keyring service answers with an error (${words}).`,
  next: 'Log in to your desktop again, then try again.',
});
