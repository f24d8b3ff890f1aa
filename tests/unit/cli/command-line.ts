import { AppError } from '#core/errors.ts';
import type { Clock } from '#core/ports/clock.ts';
import type { KeyRow } from '#core/ports/ledger.ts';
import { keyAccount } from '#core/ports/secret-store.ts';
import { Secret } from '#core/secret.ts';
import type { Services } from '#core/services.ts';
import { fakeClock } from '#tests/fakes/clock.ts';
import { development, liveKey, production, readerKey } from '#tests/fakes/rows.ts';
import { createFakeServices } from '#tests/fakes/services.ts';
import { createFakeTerminal, type FakeTerminal } from '#tests/fakes/terminal.ts';
import type { Composition, Finding } from '../../../electron/cli/context.ts';
import { run } from '../../../electron/cli/run.ts';
import type { Uninstaller } from '../../../electron/cli/uninstaller.ts';
import type { ProgramClipboard } from '../../../electron/platform/clipboard-programs.ts';
import type { Child, Ended } from '../../../electron/platform/process-run.ts';

interface Given {
  readonly terminal?: FakeTerminal;
  readonly services?: { readonly [K in keyof Services]?: Partial<Services[K]> };
  readonly keys?: readonly KeyRow[];
  readonly secrets?: Readonly<Record<string, string>>;
  readonly ended?: Ended;
  readonly env?: Readonly<Record<string, string>>;
  readonly findings?: readonly Finding[];
  readonly uninstaller?: Uninstaller;
  /** None: this machine has no clipboard. */
  readonly clipboard?: ProgramClipboard;
  readonly clock?: Clock;
}

export const fakeUninstaller: Uninstaller = {
  home: '/home/u/.config/keyrack',
  isThere: () => false,
  hasLedger: () => true,
  isResumed: () => false,
  assertAlone: () => undefined,
  begin: () => () => undefined,
  preview: async () => {
    throw new Error('nothing to look at');
  },
  storage: async () => ({
    ...{ tier: 'keychain', chosen: true, state: 'ready', reason: null, presence: false, appLocked: false },
    keychain: { state: 'ready', reason: null },
  }),
  sealed: async () => [],
  strays: async () => [],
  finish: async () => [],
};

/** One command line over fakes, and all that can be seen of it. */
export async function type(argv: readonly string[], given: Given = {}) {
  const terminal = given.terminal ?? createFakeTerminal();
  const { services, asked } = createFakeServices(given.services);
  const seen: {
    child: Child | null;
    opened: string[];
    closed: number;
    agentMs: number | null;
    home: string | undefined;
  } = {
    child: null,
    opened: [],
    closed: 0,
    agentMs: null,
    home: undefined,
  };
  const compose = (options: () => { readonly home: string | undefined }): Composition => ({
    home: () => options().home ?? '/home/u/.config/keyrack',
    services: async () => {
      seen.home = options().home;
      return services;
    },
    heldKeys: async () => ({
      ledger: {
        environments: readOnly([development, production]),
        keys: readOnly(given.keys ?? [readerKey, liveKey]),
      },
      read: async (key) => {
        seen.opened.push(keyAccount(key.environmentId, key.id));
        const value = (given.secrets ?? { [readerKey.id]: 'reader-secret', [liveKey.id]: 'live-secret' })[
          key.id
        ];
        if (value === undefined)
          throw new AppError('storage-locked', { message: 'The keyring is locked.', next: 'Unlock it.' });
        return new Secret(value);
      },
      close: async () => {
        seen.closed += 1;
      },
    }),
    agent: async () => ({
      until: async () => null,
      start: async (passphrase, forMs) => {
        asked.secrets.push(passphrase.expose());
        seen.agentMs = forMs;
      },
    }),
    playground: async () => ({
      url: 'http://127.0.0.1:20000',
      elsewhere: false,
      stop: async () => undefined,
    }),
    diagnose: async () => given.findings ?? [],
    uninstaller: async () => given.uninstaller ?? fakeUninstaller,
    run: async (child) => {
      seen.child = child;
      return given.ended ?? { code: 0 };
    },
    clipboard: async () => {
      if (given.clipboard !== undefined) return given.clipboard;
      throw new AppError('unsupported', { message: 'There is no clipboard here.' });
    },
    clock: given.clock ?? fakeClock(),
    close: async () => undefined,
  });
  const code = await run({
    argv,
    terminal,
    version: '0.1.0',
    compose,
    machine: {
      env: given.env ?? { PATH: '/usr/bin:/bin' },
      platform: 'linux',
      now: () => new Date('2026-11-20T12:00:00Z'),
    },
  });
  return { code, out: terminal.written.out, err: terminal.written.err, asked, seen, terminal };
}

function readOnly<Row extends { readonly id: string }>(rows: readonly Row[]) {
  const refuse = () => {
    throw new Error('exec writes nothing');
  };
  return {
    list: () => rows,
    get: (id: string) => rows.find((row) => row.id === id) ?? null,
    put: refuse,
    remove: refuse,
  };
}
