import { statSync } from 'node:fs';
import { createConnection, type Socket } from 'node:net';
import { join } from 'node:path';
import { type BusCall, decodeReply, encodeCall, messageLength, type Reply } from './bus-messages.ts';

export interface Bus {
  /** @returns the reply's values. Rejects with an Error named as the D-Bus error, or BUS_LOST where the bus goes away. */
  call(message: BusCall): Promise<readonly unknown[]>;
  readonly closed: boolean;
  end(): void;
}

export const BUS_LOST = 'BusLost';

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

const SUCCEEDED = 'OK ';
const LINE_END = '\r\n';
const MOST_LINE_BYTES = 16_384;

const HELLO: BusCall = {
  destination: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
  member: 'Hello',
};

/**
 * A client of a bus for calls and their replies, and nothing else of D-Bus. Of our own because `exec` asks the bus at
 * every start: to load the library took half of that start, and it came with parsers of XML and of command lines.
 * The first call fails where nobody listens.
 */
export function connectBus(socket: string): Bus {
  const stream = createConnection(socket);
  // An open bus must not keep a finished command alive; a call under way is held by its deadline.
  stream.unref();
  const lost = Promise.withResolvers<never>();
  lost.promise.catch(() => {});
  const waiting = new Map<number, (reply: Reply) => void>();
  const outgoing = createOutgoing(stream);
  const state = { closed: false, serial: 0 };
  const lose = (cause?: unknown) => {
    state.closed = true;
    lost.reject(Object.assign(new Error('the session bus went away', { cause }), { name: BUS_LOST }));
    stream.destroy();
  };
  const incoming = createIncoming(outgoing.open, (reply) => waiting.get(reply.to)?.(reply));
  const call = (message: BusCall) =>
    new Promise<Reply>((resolve) => {
      state.serial += 1;
      const { serial } = state;
      waiting.set(serial, (reply) => {
        waiting.delete(serial);
        resolve(reply);
      });
      outgoing.send(encodeCall(message, serial));
    });
  stream.on('error', lose);
  stream.on('end', lose);
  stream.on('close', lose);
  stream.on('data', (bytes: Buffer) => {
    try {
      if (!state.closed) incoming(bytes);
    } catch (error) {
      lose(error);
    }
  });
  void call(HELLO);

  return {
    call: async (message) => valuesOf(await Promise.race([call(message), lost.promise])),
    get closed() {
      return state.closed;
    },
    end: lose,
  };
}

/** Holds calls back until the log-in is over. Every session bus takes EXTERNAL: it knows whose process this is. */
function createOutgoing(stream: Socket) {
  const uid = Buffer.from(String(process.getuid?.() ?? 0)).toString('hex');
  stream.write(`\0AUTH EXTERNAL ${uid}${LINE_END}`);
  let held: Buffer[] | null = [Buffer.from(`BEGIN${LINE_END}`)];
  return {
    send: (message: Buffer): void => {
      if (held === null) stream.write(message);
      else held.push(message);
    },
    open: (): void => {
      if (held !== null) stream.write(Buffer.concat(held));
      held = null;
    },
  };
}

/** @returns takes what comes, in whatever pieces; throws where that is not what a bus sends */
function createIncoming(onLogin: () => void, onReply: (reply: Reply) => void): (bytes: Buffer) => void {
  let received: Buffer = Buffer.alloc(0);
  let isIn = false;

  function login(): boolean {
    const end = received.indexOf(LINE_END);
    if (end === -1 && received.length <= MOST_LINE_BYTES) return false;
    if (end === -1 || received.toString('latin1', 0, SUCCEEDED.length) !== SUCCEEDED)
      throw new Error('the log-in was refused');
    received = received.subarray(end + LINE_END.length);
    onLogin();
    return true;
  }

  return (bytes) => {
    received = received.length === 0 ? bytes : Buffer.concat([received, bytes]);
    isIn ||= login();
    if (!isIn) return;
    for (let length = messageLength(received); length !== null; length = messageLength(received)) {
      const reply = decodeReply(received.subarray(0, length));
      received = received.subarray(length);
      if (reply !== null) onReply(reply);
    }
  };
}

/** @throws Error named as the D-Bus error */
function valuesOf({ error, values }: Reply): readonly unknown[] {
  if (error === null) return values;
  const [words] = values;
  throw Object.assign(new Error(typeof words === 'string' ? words : 'error reply'), { name: error });
}
