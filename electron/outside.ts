import { createHash, randomBytes } from 'node:crypto';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Outside } from '#core/compose.ts';
import type { Machine } from '#core/ports/exporter.ts';
import type { Log } from '#core/ports/log.ts';
import { Secret } from '#core/secret.ts';
import { importers } from './exporters/imports/index.ts';
import { exporters } from './exporters/index.ts';
import { places } from './exporters/places.ts';
import { createStorageTiers } from './keychain/index.ts';
import { openLedger } from './ledger/open.ts';
import { createBackups } from './platform/backups.ts';
import { systemClock as clock } from './platform/clock.ts';
import { createFiles } from './platform/files.ts';
import { inWorkTree } from './platform/git-tree.ts';
import { hmac } from './platform/hmac.ts';
import { LEDGER } from './platform/home-names.ts';
import { findHome, homeQuestion } from './platform/home-place.ts';
import { createLauncher } from './platform/launcher.ts';
import { mcpGreeter as mcp } from './platform/mcp-greeter.ts';
import { createPrivateFiles } from './platform/private-files.ts';
import { createProber } from './platform/prober.ts';
import { runProgram as run } from './platform/run-program.ts';
import { isRunning } from './platform/running.ts';
import { createScanReader } from './platform/scan-reader.ts';
import { findKnownForms as rules } from './platform/secret-rules.ts';
import { startProgram as start } from './platform/start-program.ts';
import { startedBy } from './platform/started-by.ts';
import { refuseUninstalling } from './platform/uninstall-mark.ts';
import { writers } from './platform/writers.ts';
import { createPlaygroundHost, type PlaygroundHost } from './playground/index.ts';
import { createManifestReader, createProviders } from './providers/index.ts';

interface Door {
  readonly by: Outside['by'];
  /** The folder that `openHome` gave. */
  readonly home: string;
  /** Absent: the one of the home. */
  readonly ledger?: string;
  /** The folder of this clone or package. */
  readonly root: string;
  readonly transport: Outside['transport'];
  /** For connections without a proxy of their own. */
  readonly findProxy: Parameters<typeof createProber>[0]['findProxy'];
  readonly notifier: Outside['notifier'];
  readonly remindDays: NonNullable<Outside['remindDays']>;
  readonly log: Log;
  /** The app is the agent while it is unlocked. */
  readonly serve?: boolean;
  /** `keyrack lock` has locked this process. @returns when what was under way has ended */
  readonly onLocked?: () => Promise<void>;
}

export interface RealOutside extends Outside {
  readonly playground: PlaygroundHost;
}

function thisMachine(): Machine {
  const { platform } = process;
  return {
    platform: platform === 'win32' || platform === 'darwin' ? platform : 'linux',
    home: homedir(),
    env: process.env,
  };
}

const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** The real outside of both roots: the app and the command differ in their door alone. */
export function openOutside(door: Door): RealOutside {
  const { by, home, root, transport, notifier, remindDays, log } = door;
  const ledger = openLedger(door.ledger ?? join(home, LEDGER), () => refuseUninstalling(home));
  const files = createPrivateFiles(home);
  const playground = createPlaygroundHost({ home, clock });
  const storage = createStorageTiers({
    home,
    files,
    clock,
    log,
    holdsSecrets: () => ledger.connections.list().length > 0 || ledger.keys.list().some(({ held }) => held),
    serve: door.serve ?? false,
    onLocked: () => door.onLocked?.(),
  });
  const { env, platform } = process;
  return {
    by,
    client: () => (by === 'command' ? startedBy(process.ppid) : null),
    ledger,
    storage,
    playground,
    importers,
    providers: createProviders({ clock }),
    manifests: createManifestReader({ clock }),
    builtIns: { playground },
    transport,
    prober: createProber({ findProxy: door.findProxy }),
    notifier,
    remindDays,
    start,
    run,
    places,
    mcp,
    scan: { reader: createScanReader(home), rules },
    hmac,
    log,
    clock,
    newId: () => crypto.randomUUID(),
    newKey: () => new Secret(randomBytes(32).toString('hex')),
    delivery: {
      files: createFiles(home),
      writers,
      backups: createBackups({ files, sealer: async () => (await storage.store()).sealer }),
      exporters,
      machine: thisMachine(),
      launcher: createLauncher({
        root,
        home,
        defaultHome: findHome({ ...homeQuestion(undefined), env: { ...env, KEYRACK_HOME: undefined } }),
        env,
        platform,
      }),
      running: isRunning,
      inWorkTree,
      hash,
    },
  };
}
