import type { Connection, ConnectionTest } from '#shared/model/connection.ts';
import { addConnection } from './connecting/adding.ts';
import { neededParts } from './connecting/credentials.ts';
import { viewOf } from './connecting/deps.ts';
import { editConnection } from './connecting/editing.ts';
import { removeConnection } from './connecting/removing.ts';
import { type Diagnosing, diagnoseConnection } from './diagnosing.ts';
import { findWithin, getRow } from './finding.ts';
import type { ConnectionRow } from './ports/ledger.ts';
import type { Service, ServiceTest } from './ports/provider.ts';
import type { ConnectionService } from './services.ts';
import { type Syncing, syncConnection } from './syncing/index.ts';
import { tryOperation } from './trying.ts';

const asConnectionTest = ({ ok, message, next, code }: ServiceTest): ConnectionTest => ({
  ok,
  message,
  next,
  ...(code === undefined ? {} : { code }),
});

/** Without a credential all that can be asked is whether the service is there. */
const ask = (service: Service, { hasCredential }: ConnectionRow, signal: AbortSignal | undefined) =>
  hasCredential ? service.test(signal) : service.health(signal);

/** Connections, as window and command use them. */
export function createConnections(deps: Syncing & Diagnosing): ConnectionService {
  const { ledger, reach } = deps;
  const get = (id: string): ConnectionRow => getRow('connection', ledger.connections, id);
  const show = (row: ConnectionRow): Connection => viewOf(deps, row);
  return {
    list: () => ledger.connections.list().map(show),
    get: (id) => show(get(id)),
    needs: (input) => ({ credential: neededParts(deps, input) }),
    add: async (input, secrets) => show(await addConnection(deps, input, secrets)),
    edit: async (changes, secrets = {}) => show(await editConnection(deps, changes, secrets)),
    test: async (id, signal) => {
      const row = get(id);
      return asConnectionTest(await ask(await reach.service(row), row, signal));
    },
    diagnose: (id, options) => diagnoseConnection(deps, get(id), options),
    sync: (id, options = {}) => syncConnection(deps, get(id), options),
    tryOut: (request, signal) => tryOperation(deps, request, signal),
    remove: (id, confirm) => removeConnection(deps, id, confirm),
    find: (idOrName, environmentId) =>
      show(
        findWithin('connection', ledger.connections.list(), idOrName, {
          environmentId,
          environments: ledger.environments.list(),
        }),
      ),
  };
}
