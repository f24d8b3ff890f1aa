import type { Services } from '#core/services.ts';
import type { Connection } from '#shared/model/connection.ts';
import type { Key } from '#shared/model/key.ts';
import { type Offer, type Operation, offerOf, type Provider } from '#shared/model/provider.ts';
import type { CommandContext } from '../context.ts';
import { printable } from '../printable.ts';

/** The key that a command is about. @throws AppError not-found, ambiguous */
export function chooseKey({ environments, keys }: Services, idOrName: string, env: string | undefined): Key {
  return keys.find(idOrName, env === undefined ? undefined : environments.find(env).id);
}

/** How an operation on this key is done; null for a local key, which no service knows. */
export function chooseOffer(
  { connections, providers }: Services,
  key: Key,
  operation: Operation,
): { readonly offer: Offer; readonly provider: Provider } | null {
  if (key.connectionId === null) return null;
  const connection = connections.get(key.connectionId);
  return { offer: offerOf(connection.offers, operation), provider: providers.find(connection.provider) };
}

/** In the console: also where a program could, and Keyrack does not know the key's id there. */
export const isByHand = ({ way }: Offer, { remoteId }: Key): boolean =>
  way === 'guided' || (way === 'api' && remoteId === null);

/** Whether the service says of a value that it accepts it. */
export const canBeChecked = (connection: Connection | undefined, { held }: Key): boolean =>
  held && connection !== undefined && offerOf(connection.offers, 'verify').way === 'api';

/** Keys that share a value end together: who replaces one has to know of the others. */
export function tellShared(
  context: Pick<CommandContext, 'tell'>,
  { keys, environments }: Services,
  { id, fingerprint }: Key,
): void {
  const nameOf = (environmentId: string) => environments.list().find((one) => one.id === environmentId)?.name;
  const others = keys.list().filter((key) => key.id !== id && key.held && key.fingerprint === fingerprint);
  if (fingerprint === null || others.length === 0) return;
  const named = others.map(({ name, environmentId }) => `"${name}" of ${nameOf(environmentId)}`).join(', ');
  context.tell(printable(`Same value: ${named}. Replace it in all of them, or one stops working.`));
}

/** A value that the user brought is kept also while the service cannot be asked; then that is said. */
export function tellUnchecked(
  context: Pick<CommandContext, 'tell'>,
  { connections }: Services,
  key: Key,
): void {
  const connection = connections.list().find(({ id }) => id === key.connectionId);
  if (key.checkedAt !== null || !canBeChecked(connection, key)) return;
  context.tell(`The service could not check this value yet. Verify it: keyrack key verify ${key.id}`);
}
