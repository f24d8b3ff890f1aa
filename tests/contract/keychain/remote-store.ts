import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { AppError } from '#core/errors.ts';
import type { Account, Inspection, ReadResult, SecretStore, StoreStatus } from '#core/ports/secret-store.ts';
import { Secret } from '#core/secret.ts';
import type { Failure } from '#shared/ipc/errors.ts';

export type DriverCall =
  | { readonly op: 'status' }
  | { readonly op: 'inspect'; readonly known: readonly Account[] }
  | { readonly op: 'read' | 'remove'; readonly account: Account }
  | { readonly op: 'write'; readonly account: Account; readonly value: string }
  | { readonly op: 'seal' | 'open'; readonly context: string; readonly bytes: Uint8Array };

export interface DriverAnswer {
  readonly id: number;
  readonly value?: unknown;
  readonly failure?: Failure | null;
  readonly words?: string;
}

export interface RemoteStore extends SecretStore {
  kill(): void;
}

type RemoteRead =
  | Exclude<ReadResult, { state: 'present' }>
  | { readonly state: 'present'; readonly value: string };

const errorOf = ({ code, message, next, field }: Failure) =>
  new AppError(code, {
    message,
    ...(next === null ? {} : { next }),
    ...(field === undefined ? {} : { field }),
  });

/** The keychain tier in a process that has just this environment. */
export async function startRemoteStore(
  home: string,
  env: Readonly<Record<string, string>>,
): Promise<RemoteStore> {
  const child = fork(join(import.meta.dirname, 'driver.ts'), [home], { env, serialization: 'advanced' });
  const waiting = new Map<number, (answer: DriverAnswer) => void>();
  let last = 0;
  await once(child, 'message');
  child.on('message', (answer: DriverAnswer) => waiting.get(answer.id)?.(answer));

  async function call<T>(message: DriverCall): Promise<T> {
    last += 1;
    const id = last;
    const answered = new Promise<DriverAnswer>((resolve) => {
      waiting.set(id, resolve);
    });
    child.send({ id, ...message });
    const { value, failure, words } = await answered;
    if (failure) throw errorOf(failure);
    if (words !== undefined) throw new Error(words);
    return value as T;
  }

  return {
    tier: 'keychain',
    status: () => call<StoreStatus>({ op: 'status' }),
    read: async (account) => {
      const found = await call<RemoteRead>({ op: 'read', account });
      return found.state === 'present' ? { state: 'present', secret: new Secret(found.value) } : found;
    },
    inspect: (known) => call<Inspection>({ op: 'inspect', known }),
    write: (account, secret) => call({ op: 'write', account, value: secret.expose() }),
    remove: (account) => call({ op: 'remove', account }),
    sealer: {
      seal: (context, bytes) => call({ op: 'seal', context, bytes }),
      open: (context, bytes) => call({ op: 'open', context, bytes }),
    },
    kill: () => child.kill('SIGKILL'),
  };
}
