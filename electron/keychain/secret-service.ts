import type { Clock } from '#core/ports/clock.ts';
import { DeadlineError, withDeadline } from './deadline.ts';
import { BUS_LOST, type Bus, connectBus, findSessionBus, socketOf } from './session-bus.ts';
import type { Trouble } from './trouble.ts';

/** `item` is null where none was asked for. */
export type Probe = Trouble | { readonly state: 'ready'; readonly item: ItemPlace | null };
/** Where an item of ours stands: in an open collection, in a locked one, in none. */
type ItemPlace = 'open' | 'locked' | 'absent';

/** Accounts of our items, whichever home they are of. */
export type Listing = Trouble | { readonly state: 'listed'; readonly accounts: readonly string[] };

export interface SecretService {
  /** Names the items without opening one; nothing is asked of a locked keyring. At most 30 s: homes have thousands. */
  list(): Promise<Listing>;
  /** Reads the state, and where an item is, without a prompt; at most 2 s. */
  probe(account: string | null): Promise<Probe>;
}

const PROBE_MS = 2000;
const LIST_MS = 30_000;
const LIST_AT_ONCE = 50;

const SERVICE = 'org.freedesktop.secrets';
const ROOT = '/org/freedesktop/secrets';
const SERVICE_INTERFACE = 'org.freedesktop.Secret.Service';
const NO_OBJECT = '/';
const NOT_THERE = new Set([
  'org.freedesktop.DBus.Error.ServiceUnknown',
  'org.freedesktop.DBus.Error.NameHasNoOwner',
]);

/**
 * Asks the Secret Service (specifications.freedesktop.org/secret-service) what keytar cannot tell: keytar answers
 * null for a locked keyring as for a missing item, and may raise a prompt and wait.
 * @param env where the bus is found; DBUS_SESSION_BUS_ADDRESS is set in it for keytar where it was absent
 */
export function createSecretService({ clock, env }: { clock: Clock; env: NodeJS.ProcessEnv }): SecretService {
  // A promise, so that two first calls share one connection.
  let connection: Promise<Bus> | null = null;

  async function connected(socket: string): Promise<Bus> {
    connection ??= connectBus(socket);
    const bus = await connection;
    if (!bus.closed) return bus;
    connection = connectBus(socket);
    return connection;
  }

  async function ask<T>(question: (bus: Bus) => Promise<T>): Promise<T | Trouble> {
    const address = findSessionBus(env);
    const socket = address === null ? null : socketOf(address);
    if (address === null || socket === null) return NO_BUS;
    env.DBUS_SESSION_BUS_ADDRESS = address;
    return question(await connected(socket));
  }

  async function answered<T>(ms: number, question: (bus: Bus) => Promise<T>): Promise<T | Trouble> {
    try {
      return await withDeadline(clock, ms, ask(question));
    } catch (error) {
      // The next one starts on a fresh connection.
      await hangUp();
      return troubleOf(error);
    }
  }

  async function hangUp(): Promise<void> {
    const bus = await connection?.catch(() => null);
    connection = null;
    bus?.end();
  }

  return {
    probe: (account) => answered(PROBE_MS, (bus) => askService(bus, account)),
    list: () => answered(LIST_MS, listItems),
  };
}

const ROOT_OBJECT = { destination: SERVICE, path: ROOT, interface: SERVICE_INTERFACE };

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
  const [variant] = await bus.call({
    destination: SERVICE,
    path,
    interface: 'org.freedesktop.DBus.Properties',
    member: 'Get',
    signature: 'ss',
    body,
  });
  // The library gives a variant as [signature tree, values].
  return Array.isArray(variant) && Array.isArray(variant[1]) ? variant[1][0] : undefined;
}

function placeOf({ open, locked }: FoundItems): ItemPlace {
  if (open.length > 0) return 'open';
  return locked.length > 0 ? 'locked' : 'absent';
}

function troubleOf(error: unknown): Trouble {
  if (error instanceof DeadlineError) return SILENT;
  if (!(error instanceof Error)) throw error;
  if (NOT_THERE.has(error.name)) return NO_SERVICE;
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
