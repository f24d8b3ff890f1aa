import type { Clock } from '#core/ports/clock.ts';
import { DeadlineError, withDeadline } from './deadline.ts';
import { BUS_LOST, type Bus, connectBus, findSessionBus, socketOf } from './session-bus.ts';
import type { Trouble } from './trouble.ts';

/** `item` is null where none was asked for. */
export type Probe = Trouble | { readonly state: 'ready'; readonly item: ItemPlace | null };
/** Where an item of ours stands: in an open collection, in a locked one, in none. */
type ItemPlace = 'open' | 'locked' | 'absent';

export interface SecretService {
  /** Reads the state, and where an item is, without a prompt; at most 2 s. */
  probe(account: string | null): Promise<Probe>;
}

const PROBE_MS = 2000;

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

  async function ask(account: string | null): Promise<Probe> {
    const address = findSessionBus(env);
    const socket = address === null ? null : socketOf(address);
    if (address === null || socket === null) return NO_BUS;
    env.DBUS_SESSION_BUS_ADDRESS = address;
    return askService(await connected(socket), account);
  }

  async function hangUp(): Promise<void> {
    const bus = await connection?.catch(() => null);
    connection = null;
    bus?.end();
  }

  return {
    probe: async (account) => {
      try {
        return await withDeadline(clock, PROBE_MS, ask(account));
      } catch (error) {
        // The next probe starts on a fresh connection.
        await hangUp();
        return troubleOf(error);
      }
    },
  };
}

async function askService(bus: Bus, account: string | null): Promise<Probe> {
  const service = { destination: SERVICE, path: ROOT, interface: SERVICE_INTERFACE };
  const [collection] = await bus.call({ ...service, member: 'ReadAlias', signature: 's', body: ['default'] });
  if (typeof collection !== 'string' || collection === NO_OBJECT) return NO_COLLECTION;
  if (await isLocked(bus, collection)) return LOCKED;
  if (account === null) return { state: 'ready', item: null };
  // KeePassXC may prompt for a search in a locked database, so this comes only after Locked.
  const attributes = [
    ['service', 'keyrack'],
    ['account', account],
  ];
  const found = await bus.call({ ...service, member: 'SearchItems', signature: 'a{ss}', body: [attributes] });
  return { state: 'ready', item: placeOf(found) };
}

async function isLocked(bus: Bus, collection: string): Promise<boolean> {
  const [variant] = await bus.call({
    destination: SERVICE,
    path: collection,
    interface: 'org.freedesktop.DBus.Properties',
    member: 'Get',
    signature: 'ss',
    body: ['org.freedesktop.Secret.Collection', 'Locked'],
  });
  // The library gives a variant as [signature tree, values].
  const locked = Array.isArray(variant) && Array.isArray(variant[1]) ? variant[1][0] : undefined;
  if (typeof locked !== 'boolean') throw new Error('the Secret Service gave no Locked property');
  return locked;
}

function placeOf([open, locked]: readonly unknown[]): ItemPlace {
  if (!Array.isArray(open) || !Array.isArray(locked))
    throw new Error('the Secret Service gave no lists of items');
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
