import type { Clock } from '#core/ports/clock.ts';
import type { Log } from '#core/ports/log.ts';
import { DeadlineError, INTERACTIVE_MS, withDeadline } from './deadline.ts';
import { OVERDUE, type Trouble } from './trouble.ts';

/** What is used of keytar. `findCredentials` is left out: it crashes on a locked keyring. */
export interface Keytar {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
  deletePassword(service: string, account: string): Promise<boolean>;
}

type Called<T> = Trouble | { readonly state: 'done'; readonly value: T };

export interface KeytarCalls {
  /** @returns null when keytar loads. */
  loads(): Promise<Trouble | null>;
  /** Never rejects and never waits longer than 60 s: a failure comes back as a trouble. */
  run<T>(call: (keytar: Keytar) => Promise<T>): Promise<Called<T>>;
}

interface Deps {
  readonly clock: Clock;
  readonly log?: Log | undefined;
  readonly platform: NodeJS.Platform;
  /** For tests: what is called in keytar's place. */
  readonly load?: (() => Promise<Keytar>) | undefined;
}

const loadKeytar = async (): Promise<Keytar> => {
  // CommonJS: Node gives the functions as `default`, a bundler may give them directly.
  const loaded: Keytar & { readonly default?: Keytar } = await import('keytar');
  return loaded.default ?? loaded;
};

/** keytar, loaded at the first call: most commands never need it. */
export function createKeytarCalls({ clock, log, platform, load = loadKeytar }: Deps): KeytarCalls {
  let loading: Promise<Keytar> | null = null;
  let overdue: Promise<unknown> | null = null;

  async function loaded(): Promise<Called<Keytar>> {
    loading ??= load();
    try {
      return { state: 'done', value: await loading };
    } catch (error) {
      loading = null;
      log?.error('keychain-load', error);
      return platform === 'linux' ? NO_LIBSECRET : NO_KEYTAR;
    }
  }

  async function run<T>(call: (keytar: Keytar) => Promise<T>): Promise<Called<T>> {
    const keytar = await loaded();
    if (keytar.state !== 'done') return keytar;
    // A second native call behind one that hangs would take another thread and hang too.
    if (overdue !== null) return OVERDUE;
    const work = call(keytar.value);
    try {
      return { state: 'done', value: await withDeadline(clock, INTERACTIVE_MS, work) };
    } catch (error) {
      if (!(error instanceof DeadlineError)) return refusal(error, log);
      const late = work
        .catch(() => {})
        .finally(() => {
          overdue = null;
        });
      overdue = late;
      return OVERDUE;
    }
  }

  return {
    run,
    loads: async () => {
      const keytar = await loaded();
      return keytar.state === 'done' ? null : keytar;
    },
  };
}

function refusal(error: unknown, log: Log | undefined): Trouble {
  log?.error('keychain-call', error);
  const words = error instanceof Error ? error.message : 'no reason given';
  // macOS over ssh or with a locked keychain: errSecInteractionNotAllowed.
  if (words.includes('interaction is not allowed')) return NO_INTERACTION;
  if (/not provided by any \.service|session wrapping the secret does not exist/.test(words))
    return RESTARTED;
  return {
    state: 'unavailable',
    message: `The keychain refused (${words}).`,
    next: 'Unlock the keychain or log in to your desktop again, then try again.',
  };
}

const NO_LIBSECRET: Trouble = {
  state: 'unavailable',
  message: 'The keychain library cannot be loaded.',
  next: 'Install libsecret (Debian, Ubuntu: libsecret-1-0; Fedora, Arch: libsecret), then try again.',
};

const NO_KEYTAR: Trouble = {
  state: 'unavailable',
  message: 'The keychain library cannot be loaded.',
  next: 'Install Keyrack again for this system.',
};

const NO_INTERACTION: Trouble = {
  state: 'locked',
  message: 'The keychain is locked, and the system cannot ask you to unlock it from here.',
  next: 'Unlock it (security unlock-keychain), or run Keyrack in your desktop session.',
};

/** libsecret stays with the daemon that it met first. */
const RESTARTED: Trouble = {
  state: 'unavailable',
  message: 'The keyring service was started anew while Keyrack was running.',
  next: 'Start Keyrack again.',
};
