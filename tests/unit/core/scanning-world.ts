import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { KeyRow } from '#core/ports/ledger.ts';
import type { RunProgram } from '#core/ports/processes.ts';
import { createScanning, type ScanningDeps } from '#core/scanning/index.ts';
import type { ScanRequest } from '#core/scanning/service.ts';
import { Secret } from '#core/secret.ts';
import { hmac } from '../../../electron/platform/hmac.ts';
import { runProgram } from '../../../electron/platform/run-program.ts';
import { createScanReader } from '../../../electron/platform/scan-reader.ts';
import { findKnownForms } from '../../../electron/platform/secret-rules.ts';
import { createDeliveringWorld } from './delivering-world.ts';

const LEDGER_KEY = new Secret('5'.repeat(64));
const fingerprintOf = async (secret: Secret) => hmac.digest(LEDGER_KEY, secret);

/** Scanning over a real ledger, real files, the real git and the real rules. */
export function createScanningWorld(overrides: Partial<ScanningDeps> & { readonly run?: RunProgram } = {}) {
  const world = createDeliveringWorld();
  world.ledger.environments.remove(world.production.id);
  world.ledger.keys.put({ ...world.key, held: false });
  const folder = join(world.home, 'here');
  mkdirSync(folder);
  const scanning = createScanning({
    ...world.deps,
    reader: createScanReader(join(world.home, 'keyrack')),
    rules: findKnownForms,
    run: runProgram,
    keys: { fingerprintHeld: async () => 0 },
    fingerprintOf,
    services: () => () => null,
    ...overrides,
  });
  const request = (changes: Partial<ScanRequest> = {}): ScanRequest => ({
    paths: [world.home],
    folder,
    isMachineWide: false,
    home: undefined,
    ...changes,
  });
  return {
    ...world,
    folder,
    scanning,
    scan: (changes: Partial<ScanRequest> = {}) => scanning.scan(request(changes)),
    /** A key that Keyrack holds. */
    hold: async (value: string, changes: Partial<KeyRow> = {}): Promise<KeyRow> => {
      const secret = new Secret(value);
      const fingerprint = await fingerprintOf(secret);
      return world.addKey({ id: randomUUID(), held: true, hint: secret.hint(), fingerprint, ...changes });
    },
  };
}
