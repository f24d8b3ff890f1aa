import type { KeyObject } from 'node:crypto';
import type { Clock } from '#core/ports/clock.ts';
import type { Log } from '#core/ports/log.ts';
import type { PrivateFiles } from '#core/ports/private-files.ts';
import type { Sealer, StoreStatus } from '#core/ports/secret-store.ts';
import type { Agent } from './agent-server.ts';
import { openBox, sealBox } from './sealed-box.ts';
import { READY, statusOf, troubleError } from './trouble.ts';
import { readVault } from './vault-file.ts';
import { VAULT_LOCKED } from './vault-words.ts';

/** The passphrase vault as this process can use it: its data key is here, or an agent has it, or it is locked. */
export interface OpenVault {
  readonly sealer: Sealer;
  status(): Promise<StoreStatus>;
  /** Takes the data key; in the app it is served to others from then on. */
  take(vault: string, key: KeyObject): Promise<void>;
  /** Ends our agent at once; forgets the data key here, and ends an agent of others, once `underWay` has ended. */
  lock(underWay?: Promise<void>): Promise<void>;
}

interface Held {
  readonly vault: string;
  readonly sealer: Sealer;
  /** null: nobody is served. */
  readonly agent: Agent | null;
}

interface Deps {
  readonly home: string;
  readonly files: PrivateFiles;
  readonly clock: Clock;
  readonly log?: Log | undefined;
  /** The app is the agent while it is unlocked. */
  readonly serve: boolean;
  /** An agent's `lock` has reached this process. @returns when what is under way has ended; undefined: nothing is */
  readonly onLocked: () => Promise<void> | undefined;
}

// Agents are of the passphrase tier alone, and what they load is much for a command that starts often.
const connectAgent = async (home: string, vault: string) =>
  (await import('./agent-client.ts')).connectAgent(home, vault);
const startAgent = async (options: Parameters<typeof import('./agent-server.ts').startAgent>[0]) =>
  (await import('./agent-server.ts')).startAgent(options);

export const keySealer = (key: KeyObject): Sealer => ({
  seal: async (context, plain) => sealBox(key, context, plain),
  open: async (context, box) => openBox(key, context, box),
});

export function createOpenVault({ home, files, clock, log, serve, onLocked }: Deps): OpenVault {
  let held: Held | null = null;

  /** @returns null where it is locked. A key of a vault that was replaced meanwhile does not count. */
  async function current(): Promise<Sealer | null> {
    const vault = await readVault(files);
    if (vault?.tier !== 'passphrase') return null;
    return held?.vault === vault.id ? held.sealer : connectAgent(home, vault.id);
  }

  async function opened(): Promise<Sealer> {
    const sealer = await current();
    if (sealer === null) throw troubleError(VAULT_LOCKED);
    return sealer;
  }

  /** The app is unlocked all the same; the command has to be unlocked by itself. */
  function withoutAgent(error: unknown): null {
    log?.error('agent-start', error);
    return null;
  }

  /** A key that was asked for before the lock is still sealed: what was unlocked again meanwhile stays. */
  async function forgetAfter(underWay: Promise<void> | undefined): Promise<void> {
    const ours = held;
    await underWay?.catch(() => undefined);
    if (held === ours) held = null;
  }

  async function endAgent(): Promise<void> {
    const agent = held?.agent;
    if (held !== null) held = { ...held, agent: null };
    await agent?.close();
  }

  return {
    sealer: {
      seal: async (context, plain) => (await opened()).seal(context, plain),
      open: async (context, box) => (await opened()).open(context, box),
    },
    status: async () => ((await current()) === null ? statusOf(VAULT_LOCKED) : READY),
    take: async (vault, key) => {
      await endAgent();
      const sealer = keySealer(key);
      const onEnd = (why: string) => {
        if (why !== 'locked') return;
        if (held !== null) held = { ...held, agent: null };
        void forgetAfter(onLocked());
      };
      const serving = serve ? startAgent({ home, vault, sealer, forMs: null, clock, onEnd }) : null;
      const agent = await serving?.catch(withoutAgent);
      held = { vault, sealer, agent: agent ?? null };
    },
    lock: async (underWay) => {
      await endAgent();
      await forgetAfter(underWay);
      // Unlocked again meanwhile.
      if (held !== null) return;
      const vault = await readVault(files);
      if (vault?.tier === 'passphrase') await (await connectAgent(home, vault.id))?.lock();
    },
  };
}
