import { createConnection } from 'node:net';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '#core/errors.ts';
import type { Sealer } from '#core/ports/secret-store.ts';
import { agentAddresses, isPrivateFolder } from './agent-address.ts';
import { type Answer, answerSchema, onLine, parseLine, type Request } from './agent-protocol.ts';
import { troubleError } from './trouble.ts';
import { VAULT_LOCKED } from './vault-words.ts';

/** Below the 2 s that the state of the storage may take. */
const ANSWER_MS = 1500;
/** A copy of a large file takes longer. */
const SEAL_MS = 30_000;

/** An agent that holds this vault open. */
export interface ConnectedAgent extends Sealer {
  /** ISO 8601; null: as long as the app is open. */
  readonly until: string | null;
  lock(): Promise<void>;
  stepAside(): Promise<void>;
}

/**
 * @param vault id of the vault as it is now: an agent of another or an earlier one does not count
 * @returns null where no agent serves this vault
 */
export async function connectAgent(home: string, vault: string): Promise<ConnectedAgent | null> {
  for (const address of agentAddresses(home)) {
    if (!isPrivateFolder(dirname(address))) continue;
    const answer = await exchange(address, { op: 'status', vault }, ANSWER_MS).catch(() => null);
    if (answer?.ok) return agentAt(address, vault, answer.until ?? null);
  }
  return null;
}

function agentAt(address: string, vault: string, until: string | null): ConnectedAgent {
  const box = async (op: 'seal' | 'open', context: string, bytes: Uint8Array) => {
    const data = Buffer.from(bytes).toString('base64');
    const answer = await exchange(address, { op, vault, context, data }, SEAL_MS).catch((cause: unknown) => {
      throw troubleError(VAULT_LOCKED, cause);
    });
    return bytesOf(answer);
  };
  const end = async (op: 'lock' | 'step-aside') => {
    // Gone already is as good.
    await exchange(address, { op, vault }, ANSWER_MS).catch(() => null);
  };
  return {
    until,
    seal: (context, plain) => box('seal', context, plain),
    open: (context, sealed) => box('open', context, sealed),
    lock: () => end('lock'),
    stepAside: () => end('step-aside'),
  };
}

function bytesOf(answer: Answer): Uint8Array {
  if (answer.ok) return Buffer.from(answer.data ?? '', 'base64');
  if (answer.error === 'bad-box') throw new Error('the box was changed, or is not of this vault');
  if (answer.error === 'bad-request') throw new Error('the agent did not understand');
  throw troubleError(VAULT_LOCKED);
}

/** One connection a request: nothing to keep alive, nothing to mend after the agent has gone. */
async function exchange(address: string, request: Request, ms: number): Promise<Answer> {
  const answer = Promise.withResolvers<Answer>();
  const socket = createConnection(address);
  const timeout = new AbortController();
  socket.on('error', answer.reject);
  socket.on('close', () => answer.reject(new Error('the agent closed the connection')));
  onLine(socket, (line) => {
    const parsed = parseLine(answerSchema, line);
    if (parsed === undefined) answer.reject(new Error('not an answer'));
    else answer.resolve(parsed);
  });
  socket.write(`${JSON.stringify(request)}\n`);
  const late = delay(ms, undefined, { signal: timeout.signal }).then(() => {
    throw new AppError('storage-unavailable', {
      message: 'The agent does not answer.',
      next: 'Run keyrack lock.',
    });
  });
  try {
    return await Promise.race([answer.promise, late]);
  } finally {
    timeout.abort();
    late.catch(() => {});
    socket.destroy();
  }
}
