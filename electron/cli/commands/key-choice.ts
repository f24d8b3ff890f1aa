import type { Services } from '#core/services.ts';
import type { Key } from '#shared/model/key.ts';
import { type Offer, type Operation, offerOf, type Provider } from '#shared/model/provider.ts';

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
