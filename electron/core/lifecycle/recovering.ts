import { AppError } from '../errors.ts';
import type { Intent } from '../ports/ledger.ts';
import { keyAccount } from '../ports/secret-store.ts';
import type { Lifecycle } from './deps.ts';
import { isSettled, reconcile } from './reconciling.ts';
import { settleRegenerate } from './regenerating.ts';

async function recoverOne(deps: Lifecycle, intent: Intent): Promise<void> {
  if (intent.kind === 'regenerate') return settleRegenerate(deps, intent);
  const connection = deps.ledger.connections.get(intent.connectionId);
  if (connection === null) return;
  await reconcile(deps, intent, await deps.reach.service(connection));
}

/** Those whose value was kept come first: what is theirs must not be taken for another's orphan. */
async function inOrder(deps: Lifecycle, intents: readonly Intent[]): Promise<readonly Intent[]> {
  const kept = new Set<string>();
  for (const { id, environmentId, keyId } of intents) {
    if ((await deps.vault.readIfHeld(keyAccount(environmentId, keyId))) !== null) kept.add(id);
  }
  return intents.toSorted((a, b) => Number(kept.has(b.id)) - Number(kept.has(a.id)));
}

/** What stays an intent for later: its service cannot be reached, or the storage is closed. */
async function orLater<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

/** Settles every intent that no request can still be working on; one that cannot be settled now stays for later. */
export async function recoverIntents(deps: Lifecycle): Promise<void> {
  const due = deps.ledger.intents.list().filter((intent) => isSettled(intent, deps.clock.now()));
  if (due.length === 0) return;
  for (const intent of (await orLater(() => inOrder(deps, due))) ?? []) {
    await orLater(() => recoverOne(deps, intent));
  }
}
