import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { createEntryMarks } from '#core/delivering/entry-marks.ts';
import { createDelivering, type DeliveringDeps } from '#core/delivering/index.ts';
import { createRenewing } from '#core/delivering/renewing/index.ts';
import { createTurns } from '#core/delivering/turns.ts';
import { createFingerprints } from '#core/fingerprints.ts';
import { createLedgerKey } from '#core/ledger-key.ts';
import type { Lifecycle } from '#core/lifecycle/deps.ts';
import { recoverIntents } from '#core/lifecycle/recovering.ts';
import type { Transport } from '#core/ports/http.ts';
import type { Pace, PacingTable } from '#core/ports/pacing.ts';
import { connectionAccount, keyAccount } from '#core/ports/secret-store.ts';
import type { Writers } from '#core/ports/writers.ts';
import type { RotatingDeps } from '#core/rotating/deps.ts';
import { createRotating } from '#core/rotating/index.ts';
import { Secret } from '#core/secret.ts';
import { createSession } from '#core/session/session.ts';
import type { Vault } from '#core/vault.ts';
import { offerOf } from '#shared/model/provider.ts';
import type { Counterpart } from '#tests/counterparts/services/kit.ts';
import { unchainedAudit } from '#tests/fakes/audit.ts';
import { freePace } from '#tests/fakes/pace.ts';
import { exporters } from '../../../electron/exporters/index.ts';
import { openLedger } from '../../../electron/ledger/open.ts';
import { createBackups } from '../../../electron/platform/backups.ts';
import { createFiles } from '../../../electron/platform/files.ts';
import { hmac } from '../../../electron/platform/hmac.ts';
import { createPrivateFiles } from '../../../electron/platform/private-files.ts';
import { createUndiciTransport } from '../../../electron/platform/transport-undici.ts';
import { writers as realWriters } from '../../../electron/platform/writers.ts';
import type { Manifest } from '../../../electron/providers/engine/manifest/index.ts';
import { createProvider } from '../../../electron/providers/engine/provider.ts';
import { folderVault } from '../folder-vault.ts';
import { ENVIRONMENT } from '../ids.ts';
import type { Faults } from './faults.ts';
import {
  DEADLINES,
  type FaultClock,
  faultyBackups,
  faultyFiles,
  faultyLedger,
  faultyTransport,
  faultyVault,
} from './ports.ts';

/** Copies stand open in this test: what is proven is the order of writes. */
const OPEN = {
  seal: async (_context: string, plain: Uint8Array) => plain,
  open: async (_context: string, box: Uint8Array) => box,
};

export const randomKey = () => new Secret(randomBytes(32).toString('hex'));

const notExpected = async () => {
  throw new Error('no store was expected');
};

export interface PlaceOptions {
  readonly folder: string;
  /** PEM of the service's authority. */
  readonly ca: string;
  readonly manifest: Manifest;
  readonly clock: FaultClock;
  readonly faults: Faults;
  /** null: it runs in another process. */
  readonly counterpart: Pick<Counterpart, 'misbehave'> | null;
  /** Absent: it never waits. */
  readonly pace?: (table: PacingTable) => Pace;
  readonly writers?: Writers;
}

/** What a person is told when nobody looks. */
interface Told {
  readonly title: string;
  readonly body: string;
}

/** One connection to the counterpart, through the provider engine. */
function reachBy({ manifest, clock, pace }: Pick<PlaceOptions, 'manifest' | 'clock'> & { pace: Pace }) {
  const plugin = createProvider(manifest, { clock, limits: DEADLINES, random: () => 0 });
  return (vault: Vault, transport: Transport): Lifecycle['reach'] => ({
    beginning: () => null,
    addressAt: () => null,
    plugin: () => plugin,
    offer: ({ inferred }, operation) => offerOf(plugin.offers(inferred), operation),
    service: async (connection) =>
      plugin.connect({
        baseUrl: connection.baseUrl,
        credential: await vault.read(connectionAccount(connection.id), 'the connection'),
        ...{ transport, pace, params: {}, inferred: false, paths: {}, candidates: {} },
        remember: () => undefined,
      }),
  });
}

type Shared = Pick<DeliveringDeps, 'ledger' | 'writers' | 'clock' | 'audit' | 'assertOpen' | 'marks'>;

/** Delivering into the files of one folder, and renewing what was delivered. */
function deliveringIn({ folder, faults }: PlaceOptions, vault: Vault, shared: Shared) {
  const copies = createBackups({ files: createPrivateFiles(folder), sealer: async () => OPEN });
  const delivery: DeliveringDeps = {
    ...shared,
    files: faultyFiles(faults, createFiles(join(folder, 'keyrack'))),
    backups: faultyBackups(faults, copies),
    exporters,
    machine: { platform: 'linux', home: join(folder, 'home'), env: {} },
    launcher: () => ['/usr/bin/node', '/opt/keyrack/bin/keyrack.mjs'],
    store: notExpected,
    readSecret: (id) => vault.read(keyAccount(ENVIRONMENT, id), 'the key'),
    provider: () => null,
    running: async () => false,
    inWorkTree: async () => false,
    gitState: async () => null,
    hash: (bytes) => createHash('sha256').update(bytes).digest('hex'),
    newId: randomUUID,
  };
  const inTurn = createTurns();
  const places = { ...delivery, places: [], run: notExpected };
  return {
    delivering: createDelivering(delivery, inTurn),
    renewing: createRenewing({ files: delivery, places }, inTurn),
  };
}

/** Rotating over the real ledger, provider engine and HTTPS, values and files of one folder: as a process of its own opens it. */
export function openRotationPlace(options: PlaceOptions) {
  const { folder, ca, clock, faults, counterpart, writers = realWriters } = options;
  const real = openLedger(join(folder, 'ledger.db'));
  const ledger = faultyLedger(faults, real);
  const values = folderVault(join(folder, 'values'));
  const vault = faultyVault(faults, values);
  const undici = createUndiciTransport({ ca });
  const transport = faultyTransport({ faults, clock, transport: undici.transport, service: counterpart });
  const ledgerKey = createLedgerKey({ ledger: real, vault, hmac, newId: randomUUID, newKey: randomKey });
  const session = createSession();
  const audit = unchainedAudit(ledger, clock);
  const { delivering, renewing } = deliveringIn(options, vault, {
    ...{ ledger, writers, clock, audit, assertOpen: session.assertOpen },
    marks: createEntryMarks(ledgerKey, hmac),
  });
  const told: Told[] = [];
  const pace = options.pace?.(real.pacing) ?? freePace;
  const life: Lifecycle = {
    ...{ ledger, vault, clock, audit, newId: randomUUID },
    reach: reachBy({ ...options, pace })(vault, transport),
    fingerprints: createFingerprints({ ledgerKey, hmac }),
  };
  const deps: RotatingDeps = {
    ...life,
    ...{ writers, session, renewing },
    notifier: { notify: ({ title, body }) => void told.push({ title, body }) },
    settleDeliveries: delivering.recover,
    behindLock: life,
  };
  return {
    ledger: real,
    values,
    told,
    delivering,
    rotating: createRotating(deps),
    /** What a start does before it goes on with runs. */
    recover: () => recoverIntents(deps),
    close: async () => {
      await undici.close();
      real.close();
    },
  };
}

export type RotationPlace = ReturnType<typeof openRotationPlace>;
