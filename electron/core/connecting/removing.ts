import { confirmIn } from '../confirming.ts';
import { behind } from '../delivering/remote/place.ts';
import { AppError } from '../errors.ts';
import { getRow } from '../finding.ts';
import type { ConnectionRow, KeyRow, Ledger } from '../ports/ledger.ts';
import { changeRecorded, writesOf } from './credentials.ts';
import type { Connecting } from './deps.ts';

/** Keys whose value is here, or that Keyrack made and nobody else knows of: without the connection they were lost. */
const needsConnection = ({ held, status }: KeyRow) => held || status === 'orphan';

/** What was only listed is forgotten with the connection; at the service nothing changes. @throws AppError forbidden-by-rule */
export async function removeConnection(
  deps: Connecting,
  id: string,
  confirm: string | undefined,
): Promise<void> {
  const { ledger, audit } = deps;
  const connection = getRow('connection', ledger.connections, id);
  const ofIt = (row: { readonly connectionId: string | null }) => row.connectionId === id;
  const assertUnused = () => {
    const uses = [...ledger.keys.list().filter(needsConnection), ...ledger.intents.list()].filter(ofIt);
    if (uses.length === 0) {
      assertNothingBehind(ledger, connection);
      return;
    }
    throw new AppError('forbidden-by-rule', {
      message: `The connection "${connection.name}" still has keys (${uses.length}); without it they could not be revoked.`,
      next: 'Delete its keys first.',
    });
  };
  assertUnused();
  const environment = getRow('environment', ledger.environments, connection.environmentId);
  confirmIn(environment, `Removing the connection "${connection.name}"`, confirm);
  const secrets = {
    ...(connection.hasCredential ? { credential: null } : {}),
    ...(connection.proxy?.user ? { proxyPassword: null } : {}),
  };
  // A key may be on its way meanwhile: then the connection stays, and its credential with it.
  await changeRecorded(deps, writesOf(id, secrets), () => {
    assertUnused();
    for (const key of ledger.keys.list().filter(ofIt)) {
      for (const alert of ledger.alerts.list().filter(({ keyId }) => keyId === key.id)) {
        ledger.alerts.remove(alert.id);
      }
      ledger.keys.remove(key.id);
    }
    audit('connection removed', id, connection.name);
    ledger.connections.remove(id);
  });
}

/** @throws AppError forbidden-by-rule where keys stand in the program's own store that only this connection leads to */
function assertNothingBehind(ledger: Ledger, { id, name }: ConnectionRow): void {
  const { deliveries, unsettled } = behind(ledger, id);
  if (deliveries + unsettled === 0) return;
  throw new AppError('forbidden-by-rule', {
    message:
      deliveries > 0
        ? `Keys are delivered to "${name}" (${deliveries}); without the connection they could not be taken out there.`
        : `Whether a key has reached "${name}" is not known yet; without the connection that cannot be found out.`,
    next:
      deliveries > 0 ? 'Remove these deliveries first.' : 'Test the connection, then start Keyrack again.',
  });
}
