import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { createFingerprints } from '#core/fingerprints.ts';
import { createKeys } from '#core/keys.ts';
import { createLedgerKey } from '#core/ledger-key.ts';
import { connectionAccount } from '#core/ports/secret-store.ts';
import { Secret } from '#core/secret.ts';
import { offerOf } from '#shared/model/provider.ts';
import { unchainedAudit } from '#tests/fakes/audit.ts';
import { environmentRow } from '#tests/fakes/environment-row.ts';
import { freePace } from '#tests/fakes/pace.ts';
import { fakeStorage } from '#tests/fakes/storage.ts';
import { openLedger } from '../../electron/ledger/open.ts';
import { hmac } from '../../electron/platform/hmac.ts';
import { createUndiciTransport } from '../../electron/platform/transport-undici.ts';
import { createProvider } from '../../electron/providers/engine/provider.ts';
import { playground } from '../../electron/providers/playground.ts';
import { counterpartRow } from './counterpart-row.ts';
import { folderVault } from './folder-vault.ts';
import { CONNECTION, ENVIRONMENT } from './ids.ts';

/**
 * Keys over the real ledger and provider, as a process of its own would open them.
 * @param laterMs how much later than now this process lives
 */
export function openPlace(
  folder: string,
  service: { readonly url: string; readonly ca: string },
  laterMs = 0,
) {
  const ledger = openLedger(join(folder, 'ledger.db'));
  const clock = { now: () => new Date(Date.now() + laterMs), after: () => () => undefined };
  const vault = folderVault(join(folder, 'values'));
  const undici = createUndiciTransport({ ca: service.ca });
  const plugin = createProvider(playground, { clock });
  if (ledger.environments.get(ENVIRONMENT) === null) {
    ledger.environments.put(environmentRow({ id: ENVIRONMENT }));
    ledger.connections.put(counterpartRow(service));
  }
  const newKey = () => new Secret(randomBytes(32).toString('hex'));
  const ledgerKey = createLedgerKey({ ledger, vault, hmac, newId: randomUUID, newKey });
  const keys = createKeys({
    ledger,
    vault,
    reach: {
      beginning: () => null,
      addressAt: () => null,
      plugin: () => plugin,
      offer: ({ inferred }, operation) => offerOf(plugin.offers(inferred), operation),
      service: async (connection) =>
        plugin.connect({
          baseUrl: connection.baseUrl,
          credential: await vault.read(connectionAccount(connection.id), 'the connection'),
          transport: undici.transport,
          pace: freePace,
          params: {},
          inferred: false,
          paths: {},
          candidates: {},
          remember: () => undefined,
        }),
    },
    clock,
    newId: randomUUID,
    audit: unchainedAudit(ledger, clock),
    fingerprints: createFingerprints({ ledgerKey, hmac }),
    storage: fakeStorage(),
  });
  return {
    ledger,
    keys,
    vault,
    prepare: () => vault.write(connectionAccount(CONNECTION), new Secret('management-credential')),
    create: (name: string) => keys.create({ environmentId: ENVIRONMENT, connectionId: CONNECTION, name }),
    close: async () => {
      await undici.close();
      ledger.close();
    },
  };
}
