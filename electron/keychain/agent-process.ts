// The agent as a process of its own. The command starts it detached and hands it one line of JSON on its stdin,
// { passphrase, forMs }; it answers one line on its stdout, { ok: true, until } or a failure, and then serves.
// SECURITY: a passphrase on argv or in the environment could be read by others (test: "is not on the command line").
import { type EventEmitter, once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import * as z from 'zod/mini';
import { AppError } from '#core/errors.ts';
import type { Clock } from '#core/ports/clock.ts';
import type { PrivateFiles } from '#core/ports/private-files.ts';
import { Secret } from '#core/secret.ts';
import { failureSchema } from '#shared/ipc/errors.ts';
import { connectAgent } from './agent-client.ts';
import { parseLine } from './agent-protocol.ts';
import { type Agent, startAgent } from './agent-server.ts';
import { keySealer } from './open-vault.ts';
import { readVault } from './vault-file.ts';
import { openVault } from './vault-lock.ts';

const AGENT_MAX_MS = 7 * 24 * 3_600_000;
const START_MS = 30_000;

const orderSchema = z.strictObject({
  passphrase: z.string(),
  forMs: z.number().check(z.int(), z.positive()),
});
const replySchema = z.union([
  z.strictObject({ ok: z.literal(true), until: z.nullable(z.iso.datetime()) }),
  z.strictObject({ ok: z.literal(false), error: failureSchema }),
]);

/**
 * The started process: it calls `serveAgentProcess` with its own stdin and stdout. Spawn it with
 * `{ detached: true, cwd: '/', stdio: ['pipe', 'pipe', 'ignore'] }`.
 */
export interface AgentChild extends EventEmitter {
  readonly stdin: Writable;
  readonly stdout: Readable;
  kill(): boolean;
  unref(): void;
}

export interface AgentOrder {
  readonly passphrase: Secret;
  readonly forMs: number;
}

/**
 * Hands the order to a process that was just started, waits until it serves, and leaves it.
 * @returns until when it serves, ISO 8601; null: the app does, as long as it is open and unlocked
 * @throws AppError wrong-passphrase, invalid-input (longer than a week), storage-unavailable, unsupported
 */
export async function startAgentProcess(
  child: AgentChild,
  { passphrase, forMs }: AgentOrder,
): Promise<string | null> {
  const exited = once(child, 'exit');
  child.stdin.on('error', () => {});
  child.stdin.end(`${JSON.stringify({ passphrase: passphrase.expose(), forMs })}\n`);
  const line = await firstLine(child.stdout, exited);
  child.stdout.destroy();
  child.unref();
  const reply = line === null ? undefined : parseLine(replySchema, line);
  if (reply?.ok) return reply.until;
  child.kill();
  throw reply === undefined ? notStarted() : new AppError(reply.error.code, wordsOf(reply.error));
}

const wordsOf = ({ message, next, field }: z.infer<typeof failureSchema>) => ({
  message,
  ...(next === null ? {} : { next }),
  ...(field === undefined ? {} : { field }),
});

const notStarted = () =>
  new AppError('storage-unavailable', {
    message: 'The agent did not start.',
    next: 'Try again; keyrack doctor shows what is wrong.',
  });

/** @returns null where the other side ends or is silent for too long. */
async function firstLine(input: Readable, ended: Promise<unknown> | null): Promise<string | null> {
  const lines = createInterface({ input });
  const late = AbortSignal.timeout(START_MS);
  const silent = once(late, 'abort').then(() => null);
  const line = once(lines, 'line').then(([text]) => String(text));
  const closed = once(lines, 'close').then(() => null);
  // The exit may be seen before the last line.
  const gone = ended === null ? [] : [ended.then(() => closed)];
  const first = await Promise.race([line, closed, silent, ...gone]).catch(() => null);
  lines.close();
  return first;
}

interface Served {
  readonly home: string;
  readonly files: PrivateFiles;
  readonly clock: Clock;
  readonly input: Readable;
  readonly output: Writable;
  /** Asks for the end: SIGTERM. */
  readonly signal: AbortSignal;
}

/** The agent's side. Resolves when it has ended: by `lock`, by time, by a newer agent, or by the signal. */
export async function serveAgentProcess(served: Served): Promise<void> {
  const ended = Promise.withResolvers<void>();
  const agent = await start(served, ended.resolve).catch((error: unknown) => {
    if (!(error instanceof AppError)) throw error;
    say(served.output, { ok: false, error: error.toFailure() });
    return null;
  });
  if (agent === 'the app') say(served.output, { ok: true, until: null });
  if (agent === null || agent === 'the app') return;
  served.signal.addEventListener('abort', () => ended.resolve());
  say(served.output, { ok: true, until: agent.until?.toISOString() ?? null });
  await ended.promise;
  await agent.close();
}

/**
 * @returns `the app` where the open app serves the vault already. It stays the one that does: were the key in two
 * places, `lock` would reach one of them.
 */
async function start({ home, files, clock, input }: Served, onEnd: () => void): Promise<Agent | 'the app'> {
  const line = await firstLine(input, null);
  const order = line === null ? undefined : parseLine(orderSchema, line);
  if (order === undefined) throw notStarted();
  const vault = await readVault(files);
  if (vault?.tier !== 'passphrase') throw notAVault();
  if (order.forMs > AGENT_MAX_MS) throw tooLong();
  const sealer = keySealer(await openVault(vault, new Secret(order.passphrase)));
  if ((await connectAgent(home, vault.id))?.until === null) return 'the app';
  return startAgent({ home, vault: vault.id, sealer, forMs: order.forMs, clock, onEnd });
}

const say = (output: Writable, reply: z.infer<typeof replySchema>) =>
  output.write(`${JSON.stringify(reply)}\n`);

const tooLong = () =>
  new AppError('invalid-input', { message: 'An agent serves for a week at most.', next: 'Say --for 168h.' });

const notAVault = () =>
  new AppError('unsupported', {
    message: 'Secrets are not kept under a passphrase here, so there is nothing to unlock.',
    next: 'A keychain is unlocked by your desktop.',
  });
