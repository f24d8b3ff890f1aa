import type { NewConnection } from '#shared/model/connection.ts';
import type { Stage } from '#shared/model/environment.ts';
import { comparableName } from '#shared/text/comparable-name.ts';
import type { ConnectionRow, Ledger } from '../ports/ledger.ts';
import { connectionAccount } from '../ports/secret-store.ts';
import type { Reach } from '../reach.ts';
import type { Vault } from '../vault.ts';

interface Deps {
  readonly ledger: Ledger;
  readonly vault: Vault;
  readonly reach: Reach;
}

/**
 * The connection that the user adds once more because it no longer works: same name, provider and address, and its
 * credential is gone or refused. Without a new credential neither its keys nor the connection could ever be removed.
 * @returns null where there is none, it works, or it needs no credential
 */
export async function findDead(
  deps: Deps,
  input: NewConnection,
  stage: Stage,
): Promise<ConnectionRow | null> {
  const { name, environmentId, provider } = input;
  if (name === undefined) return null;
  const same = deps.ledger.connections
    .list()
    .find(
      (row) =>
        row.environmentId === environmentId &&
        row.provider === provider &&
        comparableName(row.name) === comparableName(name),
    );
  if (same === undefined || !deps.reach.needsCredential(same)) return null;
  if (!(await hasAddress(deps, same, input, stage))) return null;
  if ((await deps.vault.readIfHeld(connectionAccount(same.id))) === null) return same;
  const { code } = await (await deps.reach.service(same)).test();
  return code === 'unauthorized' ? same : null;
}

/** SECURITY: a credential goes to the address that it was entered for (test: "of another address is another connection"). */
async function hasAddress({ reach }: Deps, same: ConnectionRow, input: NewConnection, stage: Stage) {
  const { provider, baseUrl: wanted } = input;
  if (reach.builtIn(provider, wanted) !== null) return !same.customHost;
  const params = { ...same.params, ...input.params };
  return same.baseUrl === (await reach.baseUrl(provider, { wanted, stage, params })).url;
}
