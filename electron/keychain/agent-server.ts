import { chmodSync, lstatSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { dirname, join } from 'node:path';
import { AppError } from '#core/errors.ts';
import type { Clock } from '#core/ports/clock.ts';
import type { Sealer } from '#core/ports/secret-store.ts';
import { agentAddresses, prepareFolder } from './agent-address.ts';
import { connectAgent } from './agent-client.ts';
import { type Answer, onLine, parseLine, type Request, requestSchema } from './agent-protocol.ts';

export interface AgentOptions {
  readonly home: string;
  /** Id of the vault whose data key the sealer holds. */
  readonly vault: string;
  readonly sealer: Sealer;
  /** null: until closed, as in the app. */
  readonly forMs: number | null;
  readonly clock: Clock;
  /** The agent ended by itself: a lock was asked for, the time is up, or a newer agent took its place. */
  readonly onEnd?: (why: AgentEnd) => void;
}

type AgentEnd = 'locked' | 'expired' | 'replaced';

export interface Agent {
  readonly until: Date | null;
  close(): Promise<void>;
}

const CONNECTIONS_MAX = 64;
const IDLE_MS = 60_000;
const LOOK_MS = 60_000;
/** setTimeout counts to 2^31 ms. */
const TIMER_MAX_MS = 2 ** 31 - 1;

/**
 * Serves a vault that is open in this process to others of the same user. An earlier agent of the vault steps aside;
 * a socket that a killed one left is replaced.
 * @throws AppError storage-unavailable where no socket can be made
 */
export async function startAgent(options: AgentOptions): Promise<Agent> {
  const until = options.forMs === null ? null : new Date(options.clock.now().getTime() + options.forMs);
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    serve(socket, (request) => answer(request));
  });
  server.maxConnections = CONNECTIONS_MAX;
  await (await connectAgent(options.home, options.vault))?.stepAside();
  const place = await listenSomewhere(server, options.home);
  const lifeMs = Math.min(options.forMs ?? TIMER_MAX_MS, TIMER_MAX_MS);
  const cancelTimer = until === null ? () => {} : options.clock.after(lifeMs, () => end('expired'));
  let cancelLook = lookLater();
  let closing: Promise<void> | null = null;

  /** Of two that start in the same moment one loses its socket: nobody could lock it any more, so it ends itself. */
  function lookLater(): () => void {
    return options.clock.after(LOOK_MS, () => {
      if (place.isOurs()) cancelLook = lookLater();
      else end('replaced');
    });
  }

  function close(): Promise<void> {
    closing ??= new Promise((resolve) => {
      cancelTimer();
      cancelLook();
      place.release();
      server.close(() => resolve());
      // Later, so that whoever asked for the end still gets the answer.
      setImmediate(() => {
        for (const socket of sockets) socket.end();
      });
    });
    return closing;
  }

  function end(why: AgentEnd): void {
    if (closing !== null) return;
    void close();
    options.onEnd?.(why);
  }

  async function answer(request: Request): Promise<Answer> {
    if (request.vault !== options.vault) return { ok: false, error: 'other-vault' };
    // A timer stands still while the machine sleeps.
    if (closing !== null || (until !== null && options.clock.now() >= until)) {
      end('expired');
      return { ok: false, error: 'locked' };
    }
    if (request.op === 'status') return { ok: true, until: until?.toISOString() ?? null };
    if (request.op === 'seal' || request.op === 'open') return box(options.sealer, request);
    end(request.op === 'lock' ? 'locked' : 'replaced');
    return { ok: true };
  }

  return { until, close };
}

type BoxRequest = Extract<Request, { context: string }>;

async function box(sealer: Sealer, { op, context, data }: BoxRequest): Promise<Answer> {
  try {
    const bytes = await sealer[op](context, Buffer.from(data, 'base64'));
    return { ok: true, data: Buffer.from(bytes).toString('base64') };
  } catch (error) {
    return { ok: false, error: error instanceof AppError ? 'locked' : 'bad-box' };
  }
}

function serve(socket: Socket, answer: (request: Request) => Promise<Answer>): void {
  socket.setTimeout(IDLE_MS, () => socket.destroy());
  // A client that goes in the middle of a line harms only itself.
  socket.on('error', () => socket.destroy());
  const send = (document: Answer) => {
    if (socket.writable) socket.write(`${JSON.stringify(document)}\n`);
  };
  onLine(socket, (line) => {
    const request = parseLine(requestSchema, line);
    if (request === undefined) {
      socket.end(`${JSON.stringify({ ok: false, error: 'bad-request' } satisfies Answer)}\n`);
      return;
    }
    void answer(request).then(send);
  });
}

interface Place {
  isOurs(): boolean;
  release(): void;
}

async function listenSomewhere(server: Server, home: string): Promise<Place> {
  for (const address of agentAddresses(home)) {
    if (!prepareFolder(address)) continue;
    const place = await listen(server, address).catch(() => null);
    if (place !== null) return place;
  }
  throw new AppError('storage-unavailable', {
    message: `No socket can be made for the agent of ${home}.`,
    next: 'Look whether the folder is yours and closed to others (chmod 700), then try again.',
  });
}

/** Listens under a name of its own and renames that into place, so that a stale socket is replaced in one step. */
async function listen(server: Server, address: string): Promise<Place> {
  if (process.platform === 'win32') {
    // A pipe goes with its process.
    await listenAt(server, address);
    return { isOurs: () => true, release: () => {} };
  }
  removeUnfinished(address);
  const temporary = `${address}.${process.pid}`;
  await listenAt(server, temporary);
  const ino = await putInPlace(temporary, address).catch(async (error: unknown) => {
    // The next address is tried with the same server.
    await new Promise((resolve) => server.close(resolve));
    throw error;
  });
  const isOurs = () => lstatSync(address, { throwIfNoEntry: false })?.ino === ino;
  return {
    isOurs,
    // A newer agent may stand there by now.
    release: () => {
      if (isOurs()) rmSync(address, { force: true });
    },
  };
}

/** @returns the inode that the socket is known by. */
async function putInPlace(temporary: string, address: string): Promise<number> {
  chmodSync(temporary, 0o600);
  const { ino } = lstatSync(temporary);
  renameSync(temporary, address);
  return ino;
}

/** What agents that were killed before their rename have left. One that is just starting tries the next address. */
function removeUnfinished(address: string): void {
  const ours = readdirSync(dirname(address)).filter((name) => /^agent\.sock\.\d+$/.test(name));
  for (const name of ours) rmSync(join(dirname(address), name), { force: true });
}

function listenAt(server: Server, address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(address, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
