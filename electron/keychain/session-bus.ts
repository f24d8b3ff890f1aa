import { statSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join } from 'node:path';

/** A method call in the words of the D-Bus specification. */
interface BusCall {
  readonly destination: string;
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  readonly signature?: string;
  readonly body?: readonly unknown[];
}

export interface Bus {
  /** @returns the reply's values. Rejects with an Error named as the D-Bus error, or BUS_LOST where the bus goes away. */
  call(message: BusCall): Promise<readonly unknown[]>;
  readonly closed: boolean;
  end(): void;
}

export const BUS_LOST = 'BusLost';

interface DbusFailure {
  readonly name?: string;
  readonly message?: unknown;
}

declare module '@homebridge/dbus-native' {
  function createClient(options: {
    readonly stream: import('node:net').Socket;
    readonly authMethods: readonly string[];
  }): MessageBus;
}

/**
 * The address of the user's session bus: DBUS_SESSION_BUS_ADDRESS, else the socket where systemd puts it. A program
 * started by an MCP client has no such variable.
 * @param runtimeFolders where systemd keeps a folder for each user id
 * @returns null where there is no bus
 */
export function findSessionBus(env: NodeJS.ProcessEnv, runtimeFolders = '/run/user'): string | null {
  if (env.DBUS_SESSION_BUS_ADDRESS) return env.DBUS_SESSION_BUS_ADDRESS;
  const uid = process.getuid?.();
  if (uid === undefined) return null;
  const folders = [env.XDG_RUNTIME_DIR, `${runtimeFolders}/${uid}`].filter(
    (folder) => folder !== undefined && folder !== '',
  );
  const socket = folders.map((folder) => join(String(folder), 'bus')).find((path) => isSocketOf(path, uid));
  return socket === undefined ? null : `unix:path=${socket}`;
}

function isSocketOf(path: string, uid: number): boolean {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat?.isSocket() === true && stat.uid === uid;
}

/**
 * The socket in a bus address (D-Bus specification, "Server Addresses"): entries by `;`, values percent-encoded;
 * an abstract socket gets the leading NUL that Node wants.
 * @returns null where no entry is a Unix socket
 */
export function socketOf(address: string): string | null {
  for (const entry of address.split(';')) {
    const [transport, pairs = ''] = entry.split(/:(.*)/s);
    if (transport !== 'unix') continue;
    const values = new Map(pairs.split(',').map((pair) => splitPair(pair)));
    const path = values.get('path');
    if (path) return path;
    const abstract = values.get('abstract');
    if (abstract) return `\0${abstract}`;
  }
  return null;
}

function splitPair(pair: string): [string, string] {
  const [name = '', value = ''] = pair.split(/=(.*)/s);
  const bytes = value.replace(/%([0-9a-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return [name, Buffer.from(bytes, 'latin1').toString()];
}

/** Connects; the first call fails where nobody listens. The library loads here, not with this module. */
export async function connectBus(socket: string): Promise<Bus> {
  const { createClient } = await import('@homebridge/dbus-native');
  const stream = createConnection(socket);
  // An open bus must not keep a finished command alive; a call under way is held by its deadline.
  stream.unref();
  // Every session bus takes EXTERNAL; the other ways would read a cookie file, or nothing.
  const client = createClient({ stream, authMethods: ['EXTERNAL'] });
  const lost = Promise.withResolvers<never>();
  lost.promise.catch(() => {});
  const state = { closed: false };
  const lose = (cause?: unknown) => {
    state.closed = true;
    lost.reject(Object.assign(new Error('the session bus went away', { cause }), { name: BUS_LOST }));
    stream.destroy();
  };
  client.connection.on('error', lose);
  stream.on('end', lose);
  stream.on('close', lose);

  return {
    call: (message) => Promise.race([invoke(client, message), lost.promise]),
    get closed() {
      return state.closed;
    },
    end: lose,
  };
}

type Client = {
  invoke(message: unknown, reply: (failure: DbusFailure | undefined, ...values: unknown[]) => void): void;
};

function invoke(client: unknown, message: BusCall): Promise<readonly unknown[]> {
  return new Promise((resolve, reject) => {
    // The library's own types name one value of a reply; there can be several.
    (client as Client).invoke({ ...message }, (failure, ...values) => {
      if (failure) reject(busError(failure));
      else resolve(values);
    });
  });
}

/** @returns an Error whose name is the D-Bus error name. */
function busError(failure: DbusFailure): Error {
  const error = new Error(typeof failure.message === 'string' ? failure.message : 'error reply');
  error.name = failure.name ?? 'org.freedesktop.DBus.Error.Failed';
  return error;
}
